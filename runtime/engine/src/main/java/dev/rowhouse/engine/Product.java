package dev.rowhouse.engine;

import dev.rowhouse.config.JdbcUrl;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.QuerySettings;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableInsertStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableMutationStrategy;

/**
 * The database products whose driver and dialect need not be named.
 *
 * <p>Both are known from the URL, because a mapping is built before any database is asked, and because the JDK's
 * {@code DriverManager} doesn't find a driver from another class loader.
 */
enum Product {
    DB2("com.ibm.db2.jcc.DB2Driver", JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "DB2"),
    FIREBIRDSQL("org.firebirdsql.jdbc.FBDriver", JdbcSettings.DIALECT,
            "org.hibernate.community.dialect.FirebirdDialect"),
    H2("org.h2.Driver", JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "H2"),
    HSQLDB("org.hsqldb.jdbc.JDBCDriver", JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "HSQL Database Engine"),
    MARIADB("org.mariadb.jdbc.Driver", JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "MariaDB"),
    MYSQL("com.mysql.cj.jdbc.Driver", JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "MySQL"),
    ORACLE("oracle.jdbc.OracleDriver", JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "Oracle"),
    POSTGRESQL("org.postgresql.Driver", JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "PostgreSQL"),
    SQLITE("org.sqlite.JDBC", JdbcSettings.DIALECT, "org.hibernate.community.dialect.SQLiteDialect"),
    SQLSERVER("com.microsoft.sqlserver.jdbc.SQLServerDriver", JdbcSettings.JAKARTA_HBM2DDL_DB_NAME,
            "Microsoft SQL Server");

    private final String driver;
    private final String setting;
    private final String value;

    /** What Hibernate must be told is a product's name, or for its community dialects a class. */
    Product(String driver, String setting, String value) {
        this.driver = driver;
        this.setting = setting;
        this.value = value;
    }

    static Optional<Product> of(JdbcUrl url) {
        return Arrays.stream(values()).filter(product -> product.name().equalsIgnoreCase(url.product())).findFirst();
    }

    /** The class of its JDBC driver. */
    String driver() {
        return driver;
    }

    /** What Hibernate must be told to speak its language. */
    Map<String, String> settings() {
        if (this != H2) {
            return Map.of(setting, value);
        }
        // Its dialect prefers global temporary tables, which it would create while the mapping is built.
        return Map.of(setting, value, QuerySettings.QUERY_MULTI_TABLE_MUTATION_STRATEGY,
                LocalTemporaryTableMutationStrategy.class.getName(), QuerySettings.QUERY_MULTI_TABLE_INSERT_STRATEGY,
                LocalTemporaryTableInsertStrategy.class.getName());
    }
}
