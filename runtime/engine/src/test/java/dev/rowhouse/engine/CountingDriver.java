package dev.rowhouse.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;

/** The driver that a URL belongs to; it counts the connections that are being opened, open or being closed. */
public final class CountingDriver implements Driver {
    private static final AtomicInteger NOW = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();

    /** How many there were at most at the same time. */
    static int most() {
        return MOST.get();
    }

    private static Driver driver(String url) throws SQLException {
        return DriverManager.getDriver(url);
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        MOST.accumulateAndGet(NOW.incrementAndGet(), Math::max);
        try {
            return counted(driver(url).connect(url, properties));
        } catch (SQLException | RuntimeException e) {
            NOW.decrementAndGet();
            throw e;
        }
    }

    private static Connection counted(Connection connection) {
        var open = new AtomicBoolean(true);
        return (Connection) Proxy.newProxyInstance(CountingDriver.class.getClassLoader(),
                new Class<?>[]{Connection.class}, (_, method, arguments) -> {
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    } finally {
                        boolean ends = method.getName().equals("close") || method.getName().equals("abort");
                        if (ends && open.compareAndSet(true, false)) {
                            NOW.decrementAndGet();
                        }
                    }
                });
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver(url).acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return driver(url).getPropertyInfo(url, properties);
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.postgresql");
    }
}
