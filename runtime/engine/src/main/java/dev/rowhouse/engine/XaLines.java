package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.Secret;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Optional;
import javax.sql.XADataSource;

/** Opens connections that take part in distributed transactions: with the source that the driver has for them, or H2's own statements. */
final class XaLines {
    /** The products that can be used so, as an operator knows them. */
    static final String PRODUCTS = "H2, MariaDB, MySQL, Oracle, PostgreSQL or SQL Server";

    private final EngineConfig config;
    private final Opener opener;

    private XaLines(EngineConfig config, Opener opener) {
        this.config = config;
        this.opener = opener;
    }

    private interface Opener {
        XaLine open() throws SQLException;
    }

    /** Whether an engine's product commits in two phases. */
    static boolean areOffered(EngineConfig config) {
        return Product.of(config.url())
                .filter(product -> product == Product.H2 || product.xaSource().isPresent())
                .isPresent();
    }

    /**
     * Lines to an engine's database.
     *
     * @throws ReflectiveOperationException if the driver isn't on the class path or its source is not as expected
     * @throws EngineException if the product doesn't commit in two phases
     */
    static XaLines create(EngineConfig config) throws ReflectiveOperationException {
        var product = Product.of(config.url()).filter(_ -> areOffered(config)).orElseThrow(() -> lacking(config));
        if (product == Product.H2) {
            var plain = ConnectionSource.create(config);
            return new XaLines(config, () -> XaLine.ofH2(plain.getConnection()));
        }
        var source = source(product.xaSource().orElseThrow(), config);
        return new XaLines(config, () -> XaLine.of(source.getXAConnection()));
    }

    private static EngineException lacking(EngineConfig config) {
        return new EngineException(
                "transactions = xa needs a product that commits in two phases, and '%s' is not known as one; use %s"
                        .formatted(config.url().product(), PRODUCTS));
    }

    /** There is no common interface for what a source is told; its setters have two spellings. */
    private static XADataSource source(String className, EngineConfig config) throws ReflectiveOperationException {
        var source = Class.forName(className).asSubclass(XADataSource.class).getConstructor().newInstance();
        try {
            set(source, "setUrl", CompletedUrl.of(config));
        } catch (NoSuchMethodException _) {
            set(source, "setURL", CompletedUrl.of(config));
        }
        if (config.user().isPresent()) {
            set(source, "setUser", config.user().get());
        }
        if (config.password().isPresent()) {
            set(source, "setPassword", config.password().map(Secret::value).get());
        }
        return source;
    }

    private static void set(XADataSource source, String setter, String value) throws ReflectiveOperationException {
        try {
            source.getClass().getMethod(setter, String.class).invoke(source, value);
        } catch (InvocationTargetException e) {
            // Its cause may repeat the value.
            throw new ReflectiveOperationException(
                    "%s refuses what %s is given".formatted(source.getClass().getName(), setter), e);
        }
    }

    /** Opens one, for as long as it takes. */
    XaLine open() throws SQLException {
        return opener.open();
    }

    /**
     * Opens one within the time that a session would wait for a connection.
     *
     * @param lender whose leave it needs; waits as long once more for that
     */
    XaLine openInTime(Optional<LendingSource> lender) throws SQLException {
        if (lender.isEmpty()) {
            return Connecting.within(config.pool().borrowTimeout(), this::open);
        }
        return Connecting.within(config.pool().borrowTimeout().multipliedBy(2), () -> openLent(lender.get()));
    }

    private XaLine openLent(LendingSource lender) throws SQLException {
        var permit = lender.leave();
        try {
            return open().before(permit::end);
        } catch (Throwable e) {
            permit.end();
            throw e;
        }
    }

    /** A connection for a pool. */
    Connection connection() throws SQLException {
        return EnlistableConnection.of(open());
    }

    /**
     * Makes sure that the database is willing.
     *
     * @param connection to it
     * @throws SQLException if it prepares nothing, or doesn't let this user end what is prepared
     */
    static void check(EngineConfig config, Connection connection) throws SQLException {
        switch (Product.of(config.url()).orElseThrow()) {
            case H2 -> {
                if (!ask(connection, "select is_admin from information_schema.users where user_name = current_user")
                        .equalsIgnoreCase("true")) {
                    throw new SQLNonTransientConnectionException(
                            "only an administrator of an H2 database may end prepared transactions; give the user ADMIN, or name another one");
                }
            }
            case POSTGRESQL -> {
                if (ask(connection, "show max_prepared_transactions").equals("0")) {
                    throw new SQLNonTransientConnectionException(
                            "prepared transactions are off on the server; set max_prepared_transactions there to at least the number of its connections, and restart it");
                }
            }
            case DB2, FIREBIRDSQL, HSQLDB, MARIADB, MYSQL, ORACLE, SQLITE, SQLSERVER -> {
                // Nothing to turn on that is known.
            }
        }
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement(); var answer = statement.executeQuery(question)) {
            return answer.next() ? String.valueOf(answer.getString(1)) : "";
        }
    }
}
