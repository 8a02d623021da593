package dev.rowhouse.engine;

import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
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
    private final AtomicBoolean closed = new AtomicBoolean();
    private Trace trace;
    private int queryTimeout;

    WorkConnection(Connection borrowed, WorkConnections source) {
        super(borrowed);
        this.source = source;
        trace = source.clearing().first();
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
        source.hearing().hears(sql);
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
        return work(super.prepareStatement(sql), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
        prepares(sql);
        return work(super.prepareStatement(sql, keys), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
        prepares(sql);
        return work(super.prepareStatement(sql, columns), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
        prepares(sql);
        return work(super.prepareStatement(sql, columns), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        prepares(sql);
        return work(super.prepareStatement(sql, type, concurrency), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        prepares(sql);
        return work(super.prepareStatement(sql, type, concurrency, holdability), sql);
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        leaves(Trace.SESSION);
        return WorkObject.of(this, super.prepareCall(sql), sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        leaves(Trace.SESSION);
        return WorkObject.of(this, super.prepareCall(sql, type, concurrency), sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        leaves(Trace.SESSION);
        return WorkObject.of(this, super.prepareCall(sql, type, concurrency, holdability), sql);
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
        if (closed.compareAndSet(false, true)) {
            source.end(connection, trace, queryTimeout);
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
