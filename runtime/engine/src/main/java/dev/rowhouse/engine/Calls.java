package dev.rowhouse.engine;

/** What the pieces of work of one engine ask of its database. Safe for use by many threads. */
interface Calls {
    /** Those of a database that nobody looks after. */
    Calls UNWATCHED = new Calls() {
        @Override
        public Call enter() {
            return new Call();
        }

        @Override
        public void leave(Call call) {
            // Nobody knows it.
        }

        @Override
        public void heard() {
            // Nobody listens.
        }

        @Override
        public boolean isSilent() {
            return false;
        }

        @Override
        public void requireAnswers() {
            // There is nobody who could be silent.
        }

        @Override
        public SilentDatabaseException silence() {
            throw new IllegalStateException("a database in this process is never silent");
        }
    };

    /** A piece of work comes; it must {@link #leave}. */
    Call enter();

    /** A piece of work has gone. */
    void leave(Call call);

    /** The database has answered something that was executed. */
    void heard();

    /** Whether the database doesn't answer. */
    boolean isSilent();

    /**
     * Makes sure that the database answers, as far as is known.
     *
     * @throws SilentDatabaseException if it doesn't
     */
    void requireAnswers() throws SilentDatabaseException;

    /** What is told to who was cut off. */
    SilentDatabaseException silence();
}
