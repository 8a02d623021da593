package dev.rowhouse.shard;

/** Is told how rows move. Called by the thread that moves them, after each commit. */
public interface MoveListener {
    /** A listener that does nothing. */
    MoveListener NONE = new MoveListener() {
        @Override
        public void copied(String from, String to, String table, int rows) {
            // Nobody listens.
        }

        @Override
        public void verified(String from, String to, String table, Checksum checksum) {
            // Nobody listens.
        }

        @Override
        public void deleted(String from, String table, int rows) {
            // Nobody listens.
        }
    };

    /** Rows were written into the shard that they belong to. */
    void copied(String from, String to, String table, int rows);

    /** All rows that are to leave a table of a shard were found, alike, in the one that they belong to. */
    void verified(String from, String to, String table, Checksum checksum);

    /** Rows were deleted from the shard that they left. */
    void deleted(String from, String table, int rows);
}
