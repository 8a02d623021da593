package dev.rowhouse.engine;

import java.sql.SQLTransientConnectionException;

/** A database server that takes connections and doesn't answer on them, as if its process were stopped. Nothing was asked of it. */
public final class SilentDatabaseException extends SQLTransientConnectionException {
    private static final long serialVersionUID = 1L;

    /** The state of a connection that can't be had. */
    private static final String NO_CONNECTION = "08001";

    SilentDatabaseException(String server) {
        super("%s does not answer, also not on a new connection; it is asked again every second".formatted(server),
                NO_CONNECTION);
    }
}
