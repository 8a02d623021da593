package dev.rowhouse.engine;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Knows when a connection to a database in this process is of no use any more, which has no state of the standard. H2 closes a database in
 * a file that it can't write, on a full disk say, and every connection with it; the next one opens it again. SQLite ends the
 * transaction by itself then, which its driver doesn't notice: every later one on that connection would fail.
 */
public final class ClosedDatabases implements SQLExceptionOverride {
    /** H2: the database is closed, was closed, or the connection is broken. */
    private static final Set<String> STATES = Set.of("90098", "90121", "90067");

    private static final List<String> SQLITE = List.of("[SQLITE_FULL]", "[SQLITE_IOERR",
            "[SQLITE_ERROR] SQL error or missing database (cannot rollback - no transaction is active)");

    /** For HikariCP. */
    public ClosedDatabases() {}

    /** Whether a failure says that a database in this process was closed under its connections. */
    public static boolean isOne(SQLException failure) {
        return failure.getSQLState() != null && STATES.contains(failure.getSQLState());
    }

    private static boolean isLost(SQLException failure) {
        var message = failure.getMessage();
        return message != null && SQLITE.stream().anyMatch(message::startsWith);
    }

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return isOne(failure) || isLost(failure) ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
