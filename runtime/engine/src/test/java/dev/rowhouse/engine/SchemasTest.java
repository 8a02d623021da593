package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import dev.rowhouse.spi.Entities;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemasTest {
    /** Points to an egg, which points to it. */
    @Entity(name = "Hen")
    static class Hen {
        @Id
        long id;

        @ManyToOne
        @Nullable
        Egg from;
    }

    /** Points to a hen, which points to it. */
    @Entity(name = "Egg")
    static class Egg {
        @Id
        long id;

        @ManyToOne
        @Nullable
        Hen from;
    }

    private static void carryOut(SchemaAction action, EngineConfig config) {
        carryOut(action, config, Entities.of(Note.class));
    }

    private static void carryOut(SchemaAction action, EngineConfig config, Entities entities) {
        try (var schemas = new Schemas()) {
            schemas.carryOut(action, Configs.APP, new InstanceName("a"), config, entities);
        }
    }

    private static void execute(EngineConfig config, String... statements) throws Exception {
        try (var connection = ConnectionSource.create(config).getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static boolean has(Connection connection, String schema, String table) throws SQLException {
        try (var found = connection.getMetaData().getTables(null, schema, table, null)) {
            return found.next();
        }
    }

    @Test
    void dropsTheTablesOfTheAppAndNoOthers(@TempDir Path folder) throws Exception {
        var config = Configs.engine("jdbc:h2:file:" + folder.resolve("notes"));
        carryOut(SchemaAction.CREATE, config);
        execute(config, "create table other (id int)", "create sequence other_seq");
        carryOut(SchemaAction.DROP, config);
        try (var connection = ConnectionSource.create(config).getConnection()) {
            assertThat(has(connection, "PUBLIC", "NOTE")).isFalse();
            assertThat(has(connection, "PUBLIC", "OTHER")).isTrue();
        }
        execute(config, "drop sequence other_seq");
        // What is gone needs no drop.
        carryOut(SchemaAction.DROP, config);
    }

    private static void keepsWhatOthersPointTo(EngineConfig config) throws Exception {
        var shelves = Entities.of(Shelf.class, Volume.class);
        carryOut(SchemaAction.CREATE, config, shelves);
        execute(config, "create table other (shelf varchar(255), foreign key (shelf) references Shelf (name))");
        assertThatThrownBy(() -> carryOut(SchemaAction.DROP, config, shelves)).isInstanceOf(EngineException.class)
                .message()
                .isEqualToIgnoringCase(
                        "instance 'a', engine 'default': nothing was dropped: table 'other' points to 'Shelf'; drop these foreign keys first, or their tables");
        carryOut(SchemaAction.VALIDATE, config, shelves);
        // The app's own foreign keys are still there, too.
        assertThatThrownBy(() -> execute(config, "insert into Volume (id, shelf_name, place) values (1, 'nowhere', 1)"))
                .isInstanceOf(SQLException.class);
        execute(config, "drop table other");
        carryOut(SchemaAction.DROP, config, shelves);
        assertThatThrownBy(() -> execute(config, "select * from Shelf")).isInstanceOf(SQLException.class);
    }

    @Test
    @On(Product.H2)
    void keepsWhatOthersPointToOnH2(Databases databases) throws Exception {
        keepsWhatOthersPointTo(Configs.engine(databases.create("schemas_kept")));
    }

    @Test
    @On(Product.POSTGRESQL)
    void keepsWhatOthersPointToOnPostgres(Databases databases) throws Exception {
        keepsWhatOthersPointTo(Configs.engine(databases.create("schemas_kept")));
    }

    @Test
    @On(Product.MARIADB)
    void keepsWhatOthersPointToOnMariaDb(Databases databases) throws Exception {
        keepsWhatOthersPointTo(Configs.engine(databases.create("schemas_kept")));
    }

    @Test
    @On(Product.SQLITE)
    void keepsWhatOthersPointToOnSqlite(Databases databases) throws Exception {
        // A connection that is not the runtime's looks at no foreign keys unless it is told.
        keepsWhatOthersPointTo(Configs.engine(databases.create("schemas_kept") + "&foreign_keys=true"));
    }

    @Test
    void keepsWhatAViewShows(@TempDir Path folder) throws Exception {
        var config = Configs.engine("jdbc:h2:file:" + folder.resolve("notes"));
        carryOut(SchemaAction.CREATE, config);
        execute(config, "create view seen as select id from note");
        assertThatThrownBy(() -> carryOut(SchemaAction.DROP, config)).isInstanceOf(EngineException.class)
                .hasMessageStartingWith("instance 'a', engine 'default': 'drop table if exists Note' is refused: ");
        execute(config, "select * from seen");
    }

    @Test
    void makesNoFileWhereItOnlyLooks(@TempDir Path folder) {
        var config = Configs.engine("jdbc:h2:file:" + folder.resolve("notes"));
        assertThatThrownBy(() -> carryOut(SchemaAction.VALIDATE, config))
                .hasMessageContaining("there is no database " + folder.resolve("notes.mv.db"));
        carryOut(SchemaAction.DROP, config);
        assertThat(Files.exists(folder.resolve("notes.mv.db"))).isFalse();
    }

    @Test
    @On(Product.POSTGRESQL)
    void keepsToTheCurrentSchemaOfPostgres(Databases databases) throws Exception {
        var url = databases.create("schemas_current");
        var inPublic = Configs.engine(url);
        execute(inPublic, "create schema mine");
        carryOut(SchemaAction.CREATE, inPublic);
        carryOut(SchemaAction.VALIDATE, inPublic);
        // Without a table of its own, the search would find the neighbour's.
        carryOut(SchemaAction.DROP, Configs.engine(url + "&currentSchema=mine,public"));
        execute(inPublic, "create table other (note bigint references note)");
        assertThatThrownBy(() -> carryOut(SchemaAction.DROP, inPublic))
                .hasMessageContaining("table 'other' points to 'note'");
        execute(inPublic, "select * from note", "drop table other");
        carryOut(SchemaAction.DROP, inPublic);
        assertThatThrownBy(() -> execute(inPublic, "select * from note")).isInstanceOf(SQLException.class);
    }

    private static void dropsNoOthers(String url) throws Exception {
        var config = Configs.engine(url);
        carryOut(SchemaAction.CREATE, config);
        carryOut(SchemaAction.VALIDATE, config);
        execute(config, "create table other (id int)");
        carryOut(SchemaAction.DROP, config);
        assertThatThrownBy(() -> carryOut(SchemaAction.VALIDATE, config)).hasMessageContaining("Note");
        execute(config, "select * from other");
        carryOut(SchemaAction.DROP, config);
        carryOut(SchemaAction.CREATE, config);
    }

    private static void dropsACircle(EngineConfig config) throws Exception {
        var circle = Entities.of(Hen.class, Egg.class);
        carryOut(SchemaAction.CREATE, config, circle);
        execute(config, "insert into Hen (id) values (1)", "insert into Egg (id, from_id) values (2, 1)",
                "update Hen set from_id = 2");
        carryOut(SchemaAction.DROP, config, circle);
        assertThatThrownBy(() -> carryOut(SchemaAction.VALIDATE, config, circle)).hasMessageContaining("missing table");
    }

    @Test
    void dropsTablesThatPointToEachOther(@TempDir Path folder) throws Exception {
        dropsACircle(Configs.engine("jdbc:h2:file:" + folder.resolve("hens")));
    }

    @Test
    @On(Product.SQLITE)
    void dropsTablesThatPointToEachOtherOnSqlite(Databases databases) throws Exception {
        dropsACircle(Configs.engine(databases.create("schemas_circle")));
    }

    private static EngineConfig impatient(EngineConfig engine) {
        var pool = engine.pool();
        return new EngineConfig(engine.name(), engine.url(), engine.user(), engine.password(), engine.schema(),
                new PoolConfig(pool.max(), pool.minIdle(), Duration.ofMillis(250), pool.idleTimeout(),
                        pool.maxLifetime(), pool.more()),
                engine.mapping(), engine.durability(), engine.shared(), engine.reflect(), engine.properties(),
                engine.part(), engine.transactions(), engine.origin());
    }

    @Test
    void waitsForNoServerThatNeverAnswers() throws Exception {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var config = impatient(Configs.engine("jdbc:postgresql://127.0.0.1:%d/x".formatted(server.getLocalPort())));
            assertThatThrownBy(() -> carryOut(SchemaAction.VALIDATE, config)).isInstanceOf(EngineException.class)
                    .hasMessage("instance 'a', engine 'default': can't connect: no answer within 250 ms");
        }
    }

    @Test
    @On(Product.MARIADB)
    void dropsTheTablesOfTheAppOnMariaDb(Databases databases) throws Exception {
        dropsNoOthers(databases.create("schemas_drop"));
    }

    @Test
    @On(Product.SQLITE)
    void dropsTheTablesOfTheAppOnSqlite(Databases databases) throws Exception {
        dropsNoOthers(databases.create("schemas_drop"));
    }
}
