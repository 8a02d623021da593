package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Durability;
import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.JdbcUrl;
import dev.rowhouse.config.Origin;
import dev.rowhouse.spi.Entities;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.schema.InformationSchema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmptySchemaTest {
    private static final Entities ENTITIES = Entities.of(Note.class, Shelf.class, Volume.class);

    @AutoClose
    private final Engines engines = new Engines();

    private static EngineConfig config(String url, Schema schema, Map<String, String> properties) {
        return new EngineConfig(new EngineName("default"), new JdbcUrl(url), Optional.empty(), Optional.empty(), schema,
                Configs.PATIENT, Mapping.SHARED, Durability.COMMIT, false, Optional.empty(), properties,
                Optional.empty(), Transactions.LOCAL, new Origin("test.conf", 1));
    }

    private Engine open(EngineConfig config) throws InterruptedException {
        return engines.open(Configs.APP, new InstanceName("a"), config, ENTITIES);
    }

    /** Writes a row with an id from a sequence and one that points to another, and reads. */
    private static void use(Engine engine) {
        Configs.add(engine, "first");
        try (var session = engine.openSession()) {
            session.inTransaction(_ -> session.persist(new Volume(new Shelf("upper"), 1)));
        }
        assertThat(Configs.texts(engine)).containsExactly("first");
    }

    /** Whether H2 has built the tables that describe a database, which it keeps then. */
    private static boolean describesItself(Connection connection) throws Exception {
        var database = ((SessionLocal) connection.unwrap(JdbcConnection.class).getSession()).getDatabase();
        var schema = database.getSchema("INFORMATION_SCHEMA");
        for (var name : List.of("newTables", "oldTables")) {
            var tables = InformationSchema.class.getDeclaredField(name);
            tables.setAccessible(true);
            if (tables.get(schema) != null) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "UPDATE"})
    void letsADatabaseNotDescribeItself(Schema schema) throws Exception {
        var url = "jdbc:h2:mem:undescribed_" + schema;
        try (var engine = open(config(url, schema, Map.of())); var beside = DriverManager.getConnection(url)) {
            use(engine);
            assertThat(describesItself(beside)).isFalse();
            assertThat(tables(beside)).isEqualTo(3);
            assertThat(describesItself(beside)).as("seen here").isTrue();
        }
    }

    private static int tables(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement
                        .executeQuery("select count(*) from information_schema.tables where table_schema = 'PUBLIC'")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** What a database consists of, without the names and the order that depend on the order in which it was made. */
    private static List<String> script(String url) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var script = statement.executeQuery("script nodata nosettings")) {
            while (script.next()) {
                lines.add(script.getString(1).replaceAll("CONSTRAINT_\\w+|\\bUSER IF .*", "_"));
            }
        }
        return lines.stream().sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";CASE_INSENSITIVE_IDENTIFIERS=TRUE", ";MODE=PostgreSQL"})
    void makesWhatHibernateWouldMake(String settings) throws Exception {
        var ours = "jdbc:h2:mem:ours" + settings;
        var theirs = "jdbc:h2:mem:theirs" + settings;
        // An operator who says something about schemas has Hibernate itself work on them.
        try (var _ = open(config(ours, Schema.UPDATE, Map.of()));
                var _ = open(config(theirs, Schema.UPDATE, Map.of("hibernate.hbm2ddl.create_namespaces", "false")))) {
            assertThat(script(ours)).isEqualTo(script(theirs)).hasSizeGreaterThan(8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";CASE_INSENSITIVE_IDENTIFIERS=TRUE"})
    void leavesItToHibernateWhereSomethingIsThere(String settings) throws Exception {
        var url = "jdbc:h2:mem:partly" + settings;
        try (var keeper = DriverManager.getConnection(url); var statement = keeper.createStatement()) {
            statement.execute("create table Shelf (name varchar(255) not null primary key)");
            statement.execute("insert into Shelf values ('lower')");
            try (var engine = open(config(url, Schema.UPDATE, Map.of()))) {
                use(engine);
            }
            try (var engine = open(config(url, Schema.UPDATE, Map.of()))) {
                assertThat(Configs.texts(engine)).containsExactly("first");
            }
            try (var rows = statement.executeQuery("select count(*) from Shelf")) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(2);
            }
        }
    }

    @Test
    void readsNoDescriptionWhereASequenceWasDrawnFrom() throws Exception {
        var url = "jdbc:h2:mem:drawn";
        try (var engine = open(config(url, Schema.UPDATE, Map.of()));
                var beside = DriverManager.getConnection(url);
                var connection = engine.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select next value for note_seq");
            assertThat(statement.getQueryTimeout()).isZero();
            statement.setQueryTimeout(3);
            assertThat(statement.getQueryTimeout()).isEqualTo(3);
            assertThat(describesItself(beside)).isFalse();
        }
    }
}
