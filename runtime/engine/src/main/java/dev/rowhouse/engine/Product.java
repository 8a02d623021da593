package dev.rowhouse.engine;

import dev.rowhouse.config.JdbcUrl;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.QuerySettings;
import org.hibernate.cfg.TransactionSettings;
import org.hibernate.query.sqm.mutation.internal.inline.InlineMutationStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.GlobalTemporaryTableStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableInsertStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableMutationStrategy;

/**
 * The database products whose driver and dialect need not be named.
 *
 * <p>Both are known from the URL, because a mapping is built before any database is asked, and because the JDK's
 * {@code DriverManager} doesn't find a driver from another class loader.
 */
enum Product {
    DB2("com.ibm.db2.jcc.DB2Driver", "org.hibernate.dialect.DB2Dialect"),
    FIREBIRDSQL("org.firebirdsql.jdbc.FBDriver", "org.hibernate.community.dialect.FirebirdDialect"),
    H2("org.h2.Driver", SchemaBoundH2Dialect.class.getName()),
    HSQLDB("org.hsqldb.jdbc.JDBCDriver", "org.hibernate.dialect.HSQLDialect"),
    MARIADB("org.mariadb.jdbc.Driver", "org.hibernate.dialect.MariaDBDialect"),
    MYSQL("com.mysql.cj.jdbc.Driver", "org.hibernate.dialect.MySQLDialect"),
    ORACLE("oracle.jdbc.OracleDriver", "org.hibernate.dialect.OracleDialect"),
    POSTGRESQL("org.postgresql.Driver", SchemaBoundPostgreSQLDialect.class.getName()),
    SQLITE("org.sqlite.JDBC", KeyedSQLiteDialect.class.getName()),
    SQLSERVER("com.microsoft.sqlserver.jdbc.SQLServerDriver", "org.hibernate.dialect.SQLServerDialect");

    private final String driver;
    private final String dialect;

    Product(String driver, String dialect) {
        this.driver = driver;
        this.dialect = dialect;
    }

    static Optional<Product> of(JdbcUrl url) {
        return Arrays.stream(values()).filter(product -> product.name().equalsIgnoreCase(url.product())).findFirst();
    }

    /** The class of its JDBC driver. */
    String driver() {
        return driver;
    }

    /**
     * The class of its source of connections that take part in distributed transactions; empty if there is none that is told
     * the database by a URL and finds prepared transactions after a crash.
     */
    Optional<String> xaSource() {
        return switch (this) {
            case MARIADB -> Optional.of("org.mariadb.jdbc.MariaDbDataSource");
            case MYSQL -> Optional.of("com.mysql.cj.jdbc.MysqlXADataSource");
            case ORACLE -> Optional.of("oracle.jdbc.xa.client.OracleXADataSource");
            case POSTGRESQL -> Optional.of("org.postgresql.xa.PGXADataSource");
            case SQLSERVER -> Optional.of("com.microsoft.sqlserver.jdbc.SQLServerXADataSource");
            case DB2, FIREBIRDSQL, H2, HSQLDB, SQLITE -> Optional.empty();
        };
    }

    /** What Hibernate must be told to speak its language, and to ask no database while a mapping is built. */
    Map<String, Object> settings() {
        return switch (this) {
            // Their dialects prefer global temporary tables, which would be created while the mapping is built.
            case H2, ORACLE -> Map.of(JdbcSettings.DIALECT, dialect, QuerySettings.QUERY_MULTI_TABLE_MUTATION_STRATEGY,
                    LocalTemporaryTableMutationStrategy.class.getName(),
                    QuerySettings.QUERY_MULTI_TABLE_INSERT_STRATEGY, LocalTemporaryTableInsertStrategy.class.getName());
            // The same, and it has no others.
            case FIREBIRDSQL -> Map.of(JdbcSettings.DIALECT, dialect, QuerySettings.QUERY_MULTI_TABLE_MUTATION_STRATEGY,
                    InlineMutationStrategy.class.getName(), GlobalTemporaryTableStrategy.CREATE_ID_TABLES, false);
            case SQLITE -> Map.of(JdbcSettings.DIALECT, dialect, TransactionSettings.TRANSACTION_COORDINATOR_STRATEGY,
                    new SqliteTransactions());
            // Its driver tells keys that are counted up alone; "insert ... returning" tells all that the database makes.
            case MARIADB -> Map.of(JdbcSettings.DIALECT, dialect, JdbcSettings.USE_GET_GENERATED_KEYS, false);
            case DB2, HSQLDB, MYSQL, POSTGRESQL, SQLSERVER -> Map.of(JdbcSettings.DIALECT, dialect);
        };
    }
}
