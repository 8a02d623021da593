package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A connection in the hands of who borrowed it; something happens when it is given back, once. */
abstract class Loan extends ConnectionBefore {
    private final AtomicBoolean ended = new AtomicBoolean();

    Loan(Connection connection) {
        super(connection);
    }

    /** What is to be done when the connection is back; asked before it is. */
    abstract Runnable ending();

    @Override
    public final void close() throws SQLException {
        if (ended.compareAndSet(false, true)) {
            var ending = ending();
            try {
                super.close();
            } finally {
                ending.run();
            }
        }
    }

    /** Ends the loan of a connection that its pool has let go of, and so doesn't get back. */
    final void lose() {
        if (ended.compareAndSet(false, true)) {
            var ending = ending();
            if (connection instanceof Loan below) {
                below.lose();
            }
            ending.run();
        }
    }
}
