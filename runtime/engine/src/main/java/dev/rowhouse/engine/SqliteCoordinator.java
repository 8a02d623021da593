package dev.rowhouse.engine;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.hibernate.engine.jdbc.spi.JdbcCoordinator;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.jdbc.WorkExecutor;
import org.hibernate.jdbc.WorkExecutorVisitable;
import org.hibernate.jpa.spi.JpaCompliance;
import org.hibernate.resource.transaction.spi.IsolationDelegate;
import org.hibernate.resource.transaction.spi.SynchronizationRegistry;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorOwner;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/** The transactions of one session on SQLite, as {@link SqliteTransactions} says. For one thread. */
final class SqliteCoordinator implements TransactionCoordinator {
    private final TransactionCoordinatorBuilder builder;
    private final TransactionCoordinator plain;
    private final TransactionCoordinatorOwner owner;
    private boolean reservedIds;

    SqliteCoordinator(
            TransactionCoordinatorBuilder builder,
            TransactionCoordinator plain,
            TransactionCoordinatorOwner owner) {
        this.builder = builder;
        this.plain = plain;
        this.owner = owner;
    }

    @Override
    public TransactionDriver getTransactionDriverControl() {
        return new LockingDriver(plain.getTransactionDriverControl());
    }

    @Override
    public IsolationDelegate createIsolationDelegate() {
        return new SameConnection();
    }

    private SqliteLock lock() {
        return new SqliteLock(((JdbcCoordinator) owner).getLogicalConnection().getPhysicalConnection());
    }

    private RuntimeException converted(SQLException refusal, String task) {
        return owner.getJdbcSessionOwner().getSqlExceptionHelper().convert(refusal, task);
    }

    /** Ids from ranges that never were may be handed out once more, by the database. */
    private void forgetReservedIds() {
        if (reservedIds && owner.getJdbcSessionOwner() instanceof SharedSessionContractImplementor session
                && session.getTenantIdentifierValue() instanceof Engine engine) {
            engine.mapping().forget(engine);
        }
        reservedIds = false;
    }

    private final class LockingDriver implements TransactionDriver {
        private final TransactionDriver driver;

        LockingDriver(TransactionDriver driver) {
            this.driver = driver;
        }

        @Override
        public void begin() {
            driver.begin();
            try {
                lock().take();
            } catch (SQLException busy) {
                driver.rollback();
                throw converted(busy, "no lock to begin a transaction with");
            }
        }

        @Override
        public void commit() {
            try {
                driver.commit();
                reservedIds = false;
            } finally {
                forgetReservedIds();
            }
        }

        @Override
        public void rollback() {
            // Before another transaction can have the lock.
            forgetReservedIds();
            driver.rollback();
        }

        @Override
        public TransactionStatus getStatus() {
            return driver.getStatus();
        }

        @Override
        public void markRollbackOnly() {
            driver.markRollbackOnly();
        }
    }

    /** Does with the session's own connection what Hibernate would do with another one. */
    private final class SameConnection implements IsolationDelegate {
        @Override
        public <T> T delegateWork(WorkExecutorVisitable<T> work, boolean transacted) {
            try {
                var lock = lock();
                if (lock.connection().getAutoCommit() && transacted) {
                    return lock.whileHeld(connection -> work.accept(new WorkExecutor<>(), connection));
                }
                reservedIds |= transacted;
                return work.accept(new WorkExecutor<>(), lock.connection());
            } catch (SQLException refusal) {
                throw converted(refusal, "error performing isolated work");
            }
        }

        @Override
        public <T> T delegateCallable(Callable<T> callable, boolean transacted) {
            return plain.createIsolationDelegate().delegateCallable(callable, transacted);
        }
    }

    @Override
    public TransactionCoordinatorBuilder getTransactionCoordinatorBuilder() {
        return builder;
    }

    @Override
    public SynchronizationRegistry getLocalSynchronizations() {
        return plain.getLocalSynchronizations();
    }

    @Override
    public JpaCompliance getJpaCompliance() {
        return plain.getJpaCompliance();
    }

    @Override
    public void explicitJoin() {
        plain.explicitJoin();
    }

    @Override
    public boolean isJoined() {
        return plain.isJoined();
    }

    @Override
    public void pulse() {
        plain.pulse();
    }

    @Override
    public boolean isActive() {
        return plain.isActive();
    }

    @Override
    public void addObserver(TransactionObserver observer) {
        plain.addObserver(observer);
    }

    @Override
    public void removeObserver(TransactionObserver observer) {
        plain.removeObserver(observer);
    }

    @Override
    public void setTimeOut(int seconds) {
        plain.setTimeOut(seconds);
    }

    @Override
    public int getTimeOut() {
        return plain.getTimeOut();
    }

    @Override
    public void invalidate() {
        plain.invalidate();
    }
}
