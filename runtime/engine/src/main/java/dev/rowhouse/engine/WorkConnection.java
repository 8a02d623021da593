package dev.rowhouse.engine;

import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection for one piece of work: knows what the work may leave on it, and sees to it that nobody after it finds that. What is
 * reached through it leads back to it, except by {@code unwrap} to a class of a driver, after which it is thrown away.
 *
 * <p>For one thread at a time.
 */
final class WorkConnection extends ConnectionBefore {
    private final WorkConnections source;
    private final Call call;
    private final Execution execution;
    private final Borrowing borrowing = Borrowing.now();
    private final AtomicBoolean closed = new AtomicBoolean();
    private Trace trace;
    private int queryTimeout;

    WorkConnection(Connection borrowed, WorkConnections source, Call call) {
        super(borrowed);
        this.source = source;
        this.call = call;
        execution = new Execution(call);
        trace = source.clearing().first();
    }

    /** What is executed on it. */
    Execution execution() {
        return execution;
    }

    /**
     * A statement is executed until what this returns is closed.
     *
     * @throws SQLException if the work was stopped
     */
    Execution executing(Statement statement) throws SQLException {
        source.calls().requireAnswers();
        return execution.begin(statement);
    }

    /** The database has answered what was executed. */
    void heard() {
        source.calls().heard();
    }

    /** It has, with this. */
    <T> T answered(T answer) {
        heard();
        return answer;
    }

    @Override
    public void commit() throws SQLException {
        source.calls().requireAnswers();
        try (var _ = execution.beginCommit()) {
            super.commit();
        }
    }

    @Override
    public void rollback() throws SQLException {
        try (var _ = calls()) {
            if (execution.isStopped()) {
                uninterrupted(super::rollback);
            } else {
                super.rollback();
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws SQLException;
    }

    /** Lets a thread that was interrupted end its work in order, so that nothing is locked when it has; it stays interrupted. */
    private static void uninterrupted(Step step) throws SQLException {
        boolean interrupted = Thread.interrupted();
        try {
            step.take();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** To turn it on commits what was done; what was stopped is rolled back. */
    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (autoCommit && execution.isStopped() && !super.getAutoCommit()) {
            rollback();
        }
        try (var _ = calls()) {
            super.setAutoCommit(autoCommit);
        }
    }

    /** Notes what is left on it. */
    void leaves(Trace left) {
        trace = trace.and(left);
    }

    /** Notes what a statement will leave on it. */
    void prepares(String sql) throws SQLException {
        if (trace.compareTo(Trace.SESSION) < 0) {
            leaves(source.clearing().trace(source.footprints().of(sql), connection));
        }
    }

    /** A statement is executed now. */
    void executes(String sql) {
        borrowing.executes(sql);
        source.hearing().hears(sql);
    }

    /** What it asks of the database. */
    Call call() {
        return call;
    }

    /**
     * Something begins that may wait for the database; it ends when what this returns is closed.
     *
     * @throws SilentDatabaseException if the database doesn't answer at present
     */
    Call calls() throws SilentDatabaseException {
        source.calls().requireAnswers();
        return call.begin();
    }

    /** Who has it. */
    Borrowing borrowing() {
        return borrowing;
    }

    /** Ends what is under way, from another thread: the server doesn't answer. */
    void abortUnderWay() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            // It is useless already, which is all that was wanted.
        }
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        try (var _ = calls()) {
            super.rollback(savepoint);
        }
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        try (var _ = calls()) {
            return super.setSavepoint();
        }
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        try (var _ = calls()) {
            return super.setSavepoint(name);
        }
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        try (var _ = calls()) {
            super.releaseSavepoint(savepoint);
        }
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        try (var _ = calls()) {
            super.setTransactionIsolation(level);
        }
    }

    @Override
    public boolean isValid(int seconds) throws SQLException {
        try (var _ = calls()) {
            return super.isValid(seconds);
        }
    }

    /** What {@code setQueryTimeout} has set last, where a connection has one for all its statements and it is known. */
    boolean knowsQueryTimeout() {
        return source.knowsQueryTimeouts() && trace.compareTo(Trace.SESSION) < 0;
    }

    int queryTimeout() {
        return queryTimeout;
    }

    void queryTimeout(int seconds) {
        queryTimeout = seconds;
    }

    private PreparedStatement work(PreparedStatement prepared, String sql) {
        return new WorkPrepared(this, prepared, sql);
    }

    private Statement work(Statement statement) {
        return new WorkStatement(this, statement);
    }

    @Override
    public Statement createStatement() throws SQLException {
        return work(super.createStatement());
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return work(super.createStatement(type, concurrency));
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return work(super.createStatement(type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        prepares(sql);
        try (var _ = calls()) {
            return work(super.prepareStatement(sql), sql);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
        prepares(sql);
        try (var _ = calls()) {
            return work(super.prepareStatement(sql, keys), sql);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
        prepares(sql);
        try (var _ = calls()) {
            return work(super.prepareStatement(sql, columns), sql);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
        prepares(sql);
        try (var _ = calls()) {
            return work(super.prepareStatement(sql, columns), sql);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        prepares(sql);
        try (var _ = calls()) {
            return work(super.prepareStatement(sql, type, concurrency), sql);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        prepares(sql);
        try (var _ = calls()) {
            return work(super.prepareStatement(sql, type, concurrency, holdability), sql);
        }
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        leaves(Trace.SESSION);
        try (var _ = calls()) {
            return WorkObject.of(this, super.prepareCall(sql), sql);
        }
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        leaves(Trace.SESSION);
        try (var _ = calls()) {
            return WorkObject.of(this, super.prepareCall(sql, type, concurrency), sql);
        }
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        leaves(Trace.SESSION);
        try (var _ = calls()) {
            return WorkObject.of(this, super.prepareCall(sql, type, concurrency, holdability), sql);
        }
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return WorkObject.of(this, super.getMetaData());
    }

    @Override
    public Array createArrayOf(String type, Object[] elements) throws SQLException {
        return new WorkArray(this, super.createArrayOf(type, elements));
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        leaves(Trace.SESSION);
        super.setCatalog(catalog);
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        leaves(Trace.SESSION);
        super.setSchema(schema);
    }

    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        leaves(Trace.SESSION);
        super.setClientInfo(name, value);
    }

    @Override
    public void setClientInfo(Properties info) throws SQLClientInfoException {
        leaves(Trace.SESSION);
        super.setClientInfo(info);
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        leaves(Trace.DRIVER);
        super.setHoldability(holdability);
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> types) throws SQLException {
        leaves(Trace.DRIVER);
        super.setTypeMap(types);
    }

    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        // Some drivers hand out the one that they use.
        leaves(Trace.DRIVER);
        return super.getTypeMap();
    }

    @Override
    public void setShardingKey(ShardingKey key) throws SQLException {
        leaves(Trace.DRIVER);
        super.setShardingKey(key);
    }

    @Override
    public void setShardingKey(ShardingKey key, ShardingKey superKey) throws SQLException {
        leaves(Trace.DRIVER);
        super.setShardingKey(key, superKey);
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey key, int seconds) throws SQLException {
        leaves(Trace.DRIVER);
        return super.setShardingKeyIfValid(key, seconds);
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey key, ShardingKey superKey, int seconds) throws SQLException {
        leaves(Trace.DRIVER);
        return super.setShardingKeyIfValid(key, superKey, seconds);
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        leaves(Trace.DRIVER);
        super.abort(executor);
    }

    @Override
    public boolean isClosed() throws SQLException {
        return closed.get() || super.isClosed();
    }

    /** Ends the work. What it has left is taken away, or the connection is. */
    @Override
    public void close() throws SQLException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (execution.isStopped()) {
            // What is cancelled late must not meet who has it next.
            uninterrupted(() -> source.end(this, Trace.DRIVER, queryTimeout));
        } else {
            source.end(this, trace, queryTimeout);
        }
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || super.isWrapperFor(type);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        if (type != Enlistable.class) {
            leaves(Trace.DRIVER);
        }
        return super.unwrap(type);
    }
}
