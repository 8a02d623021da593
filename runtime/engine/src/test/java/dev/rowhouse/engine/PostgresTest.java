package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.add;
import static dev.rowhouse.engine.Configs.open;
import static dev.rowhouse.engine.Configs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Schema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** On a real PostgreSQL, which the test starts. */
@TestInstance(Lifecycle.PER_CLASS)
class PostgresTest {
    @SuppressWarnings("NullAway.Init")
    private EmbeddedPostgres postgres;

    @BeforeAll
    void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    void stopPostgres() throws IOException {
        postgres.close();
    }

    private String database(String name) throws Exception {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return name;
    }

    private String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    @Test
    void servesTwoInstancesWithOneMapping() throws Exception {
        try (var engines = new Engines();
                var a = open(engines, "a",
                        Configs.engine(url(postgres.getPort(), database("one")), "postgres", "postgres"));
                var b = open(engines, "b",
                        Configs.engine(url(postgres.getPort(), database("two")), "postgres", "postgres"))) {
            assertThat(add(a, "of a")).isEqualTo(1);
            assertThat(add(b, "of b")).isEqualTo(1);
            assertThat(a.mapping()).isSameAs(b.mapping());
            assertThat(texts(a)).containsExactly("of a");
            assertThat(texts(b)).containsExactly("of b");
        }
    }

    @Test
    void keepsSchemasOfOneDatabaseApart() throws Exception {
        var database = url(postgres.getPort(), database("row"));
        try (var connection = postgres.getDatabase("postgres", "row").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create schema north");
            statement.execute("create schema south");
        }
        for (var schema : new Schema[]{Schema.UPDATE, Schema.CREATE, Schema.VALIDATE}) {
            try (var engines = new Engines();
                    var north = open(engines, "north", inSchema(database, "north", schema));
                    var south = open(engines, "south", inSchema(database, "south", schema))) {
                add(north, "of north");
                assertThat(texts(north)).isNotEmpty().containsOnly("of north");
                add(south, "of south");
                assertThat(texts(south)).isNotEmpty().containsOnly("of south");
            }
        }
        try (var engines = new Engines()) {
            assertThatThrownBy(() -> open(engines, "west", inSchema(database, "west", Schema.UPDATE)))
                    .hasMessageContaining("the schema that the URL names does not exist");
        }
    }

    private static EngineConfig inSchema(String url, String name, Schema schema) {
        var some = Configs.engine(url + "?currentSchema=" + name, "postgres", "postgres");
        return new EngineConfig(some.name(), some.url(), some.user(), some.password(), schema, some.pool(),
                some.mapping(), some.durability(), some.shared(), some.reflect(), some.properties(), some.origin());
    }

    /** A's database is asked for a range of ids and does not answer; B, on the same mapping, must not wait for it. */
    @Test
    void letsNobodyWaitForTheDatabaseOfAnother() throws Exception {
        try (var line = new HaltableLine(InetAddress.getLoopbackAddress(), postgres.getPort());
                var engines = new Engines();
                var a = open(engines, "a", Configs.engine(url(line.port(), database("slow")), "postgres", "postgres"));
                var b = open(engines, "b",
                        Configs.engine(url(postgres.getPort(), database("quick")), "postgres", "postgres"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            texts(a);
            line.halt();
            var waiting = threads.submit(() -> add(a, "slow"));
            line.awaitHeldBytes();
            assertThat(threads.submit(() -> add(b, "quick")).get(20, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(waiting).isNotDone();
            line.resume();
            assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }
}
