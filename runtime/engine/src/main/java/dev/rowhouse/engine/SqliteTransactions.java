package dev.rowhouse.engine;

import java.io.Serial;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.hibernate.resource.transaction.backend.jdbc.internal.JdbcResourceLocalTransactionCoordinatorBuilderImpl;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorOwner;

/**
 * Transactions on SQLite, where one connection writes at a time.
 *
 * <p>SQLite's own begin without a lock. One that has read, and then wants to write, is refused at once if another one does
 * the same, since waiting would be a deadlock. So here a transaction takes the lock for writing when it begins, and waits for
 * it as long as {@code busy_timeout} says: transactions come one after the other, also those that only read. What is read
 * outside of transactions waits for nobody but a commit.
 *
 * <p>The driver's own setting for that, {@code transaction_mode=IMMEDIATE}, is no good: it takes the lock anew as a part of
 * each commit, so that a commit that has succeeded is reported as failed where others hold the lock for long.
 *
 * <p>Hibernate reserves ids in tables with a second connection, which would wait for the first one here. So they are
 * reserved with the session's own, as a part of its transaction. Rolled back, the reservation never was; ranges of ids that
 * were reserved in it are forgotten.
 */
final class SqliteTransactions implements TransactionCoordinatorBuilder {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final TransactionCoordinatorBuilder PLAIN = JdbcResourceLocalTransactionCoordinatorBuilderImpl.INSTANCE;

    @Override
    public TransactionCoordinator buildTransactionCoordinator(TransactionCoordinatorOwner owner, Options options) {
        return new SqliteCoordinator(this, PLAIN.buildTransactionCoordinator(owner, options), owner);
    }

    @Override
    public boolean isJta() {
        return PLAIN.isJta();
    }

    @Override
    public PhysicalConnectionHandlingMode getDefaultConnectionHandlingMode() {
        return PLAIN.getDefaultConnectionHandlingMode();
    }
}
