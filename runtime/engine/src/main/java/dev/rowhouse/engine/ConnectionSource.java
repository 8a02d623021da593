package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.Secret;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Opens connections with a driver of its own, past the JDK's {@code DriverManager}: that one has a log writer and a
 * login timeout which all instances would share.
 */
final class ConnectionSource implements DataSource {
    private final Driver driver;
    private final Connecting.Opening<Connection> opening;
    private volatile int loginTimeout;

    private ConnectionSource(Driver driver, Connecting.Opening<Connection> opening) {
        this.driver = driver;
        this.opening = opening;
    }

    /**
     * A source for an engine's database.
     *
     * @throws ReflectiveOperationException if the driver isn't on the class path or can't be made
     */
    static ConnectionSource create(EngineConfig config) throws ReflectiveOperationException {
        var driver = driverClass(config).getConstructor().newInstance();
        var url = CompletedUrl.of(config);
        var credentials = credentials(config);
        return new ConnectionSource(driver, () -> connect(driver, url, credentials));
    }

    private static void wait(Properties properties, long atMost) {
        properties.setProperty("connectTimeout", Long.toString(atMost));
        properties.setProperty("socketTimeout", Long.toString(atMost));
    }

    private static Properties credentials(EngineConfig config) {
        var credentials = new Properties();
        config.user().ifPresent(user -> credentials.setProperty("user", user));
        config.password().map(Secret::value).ifPresent(password -> credentials.setProperty("password", password));
        return credentials;
    }

    /**
     * A source for an engine's database, whose connections can be a part of distributed transactions.
     *
     * @throws ReflectiveOperationException if the driver isn't on the class path or can't be made
     */
    static ConnectionSource create(EngineConfig config, XaLines lines) throws ReflectiveOperationException {
        return new ConnectionSource(driverClass(config).getConstructor().newInstance(), lines::connection);
    }

    /**
     * A source for the same database that gives up soon, for a question that nobody waits for; where its driver is none that is told
     * here how, it is as patient as ever.
     */
    ConnectionSource impatient(EngineConfig config, Duration patience) {
        var url = CompletedUrl.of(config);
        var properties = credentials(config);
        switch (Product.of(config.url()).orElse(null)) {
            case POSTGRESQL -> wait(properties, patience.toSeconds());
            case MARIADB, MYSQL -> wait(properties, patience.toMillis());
            case DB2, FIREBIRDSQL, H2, HSQLDB, ORACLE, SQLITE, SQLSERVER -> {
                // Who asks doesn't wait any longer than it says.
            }
            case null -> {
                // The same.
            }
        }
        return new ConnectionSource(driver, () -> connect(driver, url, properties));
    }

    /** The driver that an engine names, or the one of its product. */
    static Class<? extends Driver> driverClass(EngineConfig config) throws ClassNotFoundException {
        return Class.forName(driverName(config)).asSubclass(Driver.class);
    }

    static String driverName(EngineConfig config) throws ClassNotFoundException {
        var named = config.pool().more().get(PoolSettings.DRIVER);
        if (named != null) {
            return named;
        }
        return Product.of(config.url())
                .map(Product::driver)
                .orElseThrow(() -> new ClassNotFoundException("a driver for " + config.url().product()));
    }

    /** The same source, whose driver works in native code that waits for locks and disks. */
    ConnectionSource inNativeCode(NativeCalls calls) {
        return new ConnectionSource(driver, () -> NativeConnection.of(opened(calls), calls));
    }

    private Connection opened(NativeCalls calls) throws SQLException {
        try {
            return calls.make(opening::open);
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new SQLException(e);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return opening.open();
    }

    private static Connection connect(Driver driver, String url, Properties credentials) throws SQLException {
        var connection = driver.connect(url, (Properties) credentials.clone());
        if (connection == null) {
            throw new SQLException("driver %s does not take this URL".formatted(driver.getClass().getName()));
        }
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the credentials of an engine stand in its configuration");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException("an engine logs through SLF4J");
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException("an engine logs through SLF4J");
    }

    /** Kept for the pool, which waits as long for its own threads; not passed on to the driver. */
    @Override
    public void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (!type.isInstance(this)) {
            throw new SQLException("this is no " + type.getName());
        }
        return type.cast(this);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
