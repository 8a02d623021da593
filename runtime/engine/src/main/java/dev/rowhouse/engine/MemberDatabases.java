package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.FamilyConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedSet;

/**
 * The databases of a family as such: which there are, and what is to be there before one is opened. What it asks, it asks past
 * any pool.
 *
 * <p>Safe for use by many threads; for one key, one thread at a time.
 */
interface MemberDatabases extends AutoCloseable {
    /**
     * For where the URL of a family leads.
     *
     * @param door lets in who asks a server
     * @throws EngineException if members of different keys would be one database, or the end of one were the end of its rows
     */
    static MemberDatabases of(String owner, FamilyConfig family, Door door) {
        var pattern = family.pattern();
        if (pattern.url().isH2Memory()) {
            return new MembersInMemory(family);
        }
        if (pattern.url().file().isPresent()) {
            return MemberFiles.of(owner, family);
        }
        if (pattern.url().isSqlite()) {
            throw new EngineException(
                    "%s: a database in the memory of SQLite ends with its last connection; name a file in the url"
                            .formatted(owner));
        }
        return ServerMembers.of(owner, family, door).orElseGet(() -> new UnlistedMembers(pattern.url().product()));
    }

    /** Opens connections past any pool. */
    @FunctionalInterface
    interface Door {
        /** Opens one, to be closed by the caller soon. */
        Connection open(EngineConfig config) throws ReflectiveOperationException, SQLException;
    }

    /** Whether an engine may have its database made. */
    static boolean mayMake(Schema schema) {
        return switch (schema) {
            case NONE, VALIDATE -> false;
            case CREATE, UPDATE, DROP_AND_CREATE -> true;
        };
    }

    /** The keys that have a database. */
    SortedSet<String> keys() throws ReflectiveOperationException, SQLException, IOException;

    /**
     * Has the database of a key be there, if the driver won't make it.
     *
     * @throws EngineException if it lacks and must not be made, or can't have that name; the message doesn't name the engine yet
     */
    Opening prepare(String key) throws ReflectiveOperationException, SQLException;

    @Override
    void close();

    /** What is left to do when a database was opened, or could not be. */
    interface Opening {
        /** Nothing is left to do. */
        Opening DONE = new Opening() {
            @Override
            public void succeeded() {
                // Nothing to do.
            }

            @Override
            public void failed(Throwable failure) {
                // Nothing to do.
            }
        };

        void succeeded() throws ReflectiveOperationException, SQLException;

        /** After everything is closed. */
        void failed(Throwable failure) throws IOException;
    }
}
