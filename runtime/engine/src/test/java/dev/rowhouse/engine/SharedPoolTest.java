package dev.rowhouse.engine;

import static dev.rowhouse.engine.Carried.executing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.config.PoolConfig.Reset;
import dev.rowhouse.config.PoolConfig.Sharing;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Instances that have each a schema of one database, and connections in common. */
@On(dev.rowhouse.databases.Product.POSTGRESQL)
@TestInstance(Lifecycle.PER_CLASS)
class SharedPoolTest {
    private static final String PID = "select pg_backend_pid()";

    private final Databases databases;
    private final String url;

    @AutoClose
    private final Engines engines = new Engines();

    SharedPoolTest(Databases databases) throws SQLException {
        this.databases = databases;
        url = PostgresHouse.create(databases, "shared_pool");
        try (var connection = databases.connect("shared_pool")) {
            executing("create schema north", "create schema south", "create table north.mine (a int)",
                    "insert into north.mine values (1)",
                    "do 'begin create role of_north; exception when duplicate_object then null; end'",
                    "do 'begin create role of_south; exception when duplicate_object then null; end'",
                    "grant usage on schema north to of_north", "grant select on all tables in schema north to of_north",
                    "grant usage on schema south to of_south", "grant usage on schema public to of_north, of_south")
                    .on(connection);
        }
    }

    private static PoolConfig pool(int max, int share, Optional<String> role) {
        return new PoolConfig(max, 0, Duration.ofSeconds(20), Duration.ofMinutes(1), Duration.ofMinutes(30),
                Reset.ALWAYS, Optional.of(new Sharing(share, role)), Map.of());
    }

    /** Each test has a pool of its own, told from the others by its URL. */
    private EngineConfig config(String test, String schema, PoolConfig pool) {
        return CarryOverContract.config(url + "&ApplicationName=" + test + "&currentSchema=" + schema, pool);
    }

    private Engine open(String instance, EngineConfig config) throws InterruptedException {
        return Configs.open(engines, instance, config);
    }

    private static Object ask(Engine engine, String question) throws Exception {
        return CarryOverContract.ask(engine, question);
    }

    /** What one instance changes, the other doesn't find on the same connection. */
    @TestFactory
    Stream<DynamicTest> carriesNothingOverToTheNeighbour() throws SQLException {
        var own = PostgresHouse.create(databases, "shared_pool_changes") + "&ApplicationName=";
        return Stream.concat(CarryOverContract.ofJdbc(), PostgresHouse.everything())
                .map(carried -> dynamicTest(carried.what(), () -> {
                    // A pool for each change, told apart by the URL; both instances find the tables in one more schema.
                    var place = own + Integer.toHexString(carried.what().hashCode()) + "&options=-c%20house.test=1";
                    try (var a = open("a",
                            CarryOverContract.config(place + "&currentSchema=public", pool(1, 1, Optional.empty())));
                            var b = open("b", CarryOverContract.config(place + "&currentSchema=other",
                                    pool(1, 1, Optional.empty())))) {
                        var pid = ask(a, PID);
                        assertThat(ask(b, PID)).as("one connection").isEqualTo(pid);
                        var before = CarryOverContract.with(b.dataSource(),
                                connection -> carried.look().at(connection));
                        for (int turn = 0; turn < 2; turn++) {
                            assertThat(CarryOverContract.found(a.dataSource(), b.dataSource(), carried))
                                    .isEqualTo(before);
                        }
                        assertThat(ask(a, "show search_path")).isEqualTo("public");
                        assertThat(ask(b, "show search_path")).isEqualTo("other");
                    }
                }));
    }

    @Test
    void givesEachItsSchemaAndItsRole() throws Exception {
        try (var north = open("north", config("roles", "north", pool(1, 1, Optional.of("of_north"))));
                var south = open("south", config("roles", "south", pool(1, 1, Optional.of("of_south"))))) {
            for (int turn = 0; turn < 2; turn++) {
                assertThat(ask(north, "select current_schema() || ' ' || current_user")).isEqualTo("north of_north");
                assertThat(ask(south, "select current_schema() || ' ' || current_user")).isEqualTo("south of_south");
            }
            assertThat(ask(north, "select count(*) from mine")).isEqualTo("1");
            assertThat(ask(south, "select count(*) from mine")).as("no such table").isEqualTo("refused: 42P01");
            assertThat(ask(south, "select count(*) from north.mine")).as("no right to").isEqualTo("refused: 42501");
        }
    }

    @Test
    void makesTablesInTheSchemaOfEach() throws Exception {
        try (var connection = databases.connect("shared_pool")) {
            executing("create schema east", "create schema west").on(connection);
        }
        var plain = config("tables", "east", pool(2, 1, Optional.empty()));
        try (var east = open("east", withSchema(plain, Schema.UPDATE));
                var west = open("west",
                        withSchema(config("tables", "west", pool(2, 1, Optional.empty())), Schema.UPDATE))) {
            assertThat(east.mapping()).isSameAs(west.mapping());
            assertThat(Configs.add(east, "of east")).isPositive();
            assertThat(Configs.texts(west)).isEmpty();
            assertThat(Configs.add(west, "of west")).isPositive();
            assertThat(Configs.texts(east)).containsExactly("of east");
            assertThat(Configs.texts(west)).containsExactly("of west");
        }
    }

    private static EngineConfig withSchema(EngineConfig config, Schema schema) {
        return new EngineConfig(config.name(), config.url(), config.user(), config.password(), schema, config.pool(),
                config.mapping(), config.durability(), config.shared(), config.reflect(), config.properties(),
                config.part(), config.transactions(), config.origin());
    }

    @Test
    void refusesASchemaThatIsNotThereOrMayNotBeUsed() {
        assertThatThrownBy(() -> open("a", config("nowhere", "nowhere", pool(3, 1, Optional.empty()))))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith(
                        "instance 'a', engine 'default': the schema \"nowhere\" that the url names does not exist");
        assertThatThrownBy(() -> open("a", config("rights", "north", pool(3, 1, Optional.of("of_south")))))
                .hasMessageContaining(
                        "the schema \"north\" that the url names does not exist, or who works there may not use it");
        assertThatThrownBy(() -> open("a", CarryOverContract.config(url, pool(3, 1, Optional.empty()))))
                .hasMessageContaining("does not name the one schema");
    }

    @Test
    void refusesTwoInstancesInOneSchemaHoweverItIsWritten() throws Exception {
        try (var north = open("north", config("twice", "north", pool(2, 1, Optional.empty())));
                var again = open("north", config("twice", "north", pool(2, 1, Optional.empty())))) {
            assertThat(ask(north, PID)).isNotNull();
            assertThat(again.borrowed()).isZero();
            assertThatThrownBy(() -> open("south", config("twice", "NORTH", pool(2, 1, Optional.empty()))))
                    .hasMessageContaining("another instance has the schema \"north\"")
                    .hasMessageNotContaining("'north'");
            assertThatThrownBy(() -> open("south", config("twice", "south", pool(3, 1, Optional.empty()))))
                    .hasMessageContaining("doesn't say the same about its password or its settings");
        }
    }

    /** One holds all it may get, and the other works on. */
    @Test
    void leavesConnectionsToTheOther() throws Exception {
        var impatient = new PoolConfig(3, 0, Duration.ofSeconds(3), Duration.ofMinutes(1), Duration.ofMinutes(30),
                Reset.ALWAYS, Optional.of(new Sharing(2, Optional.empty())), Map.of());
        try (var hog = open("hog", config("hog", "north", impatient));
                var other = open("other", config("hog", "south", impatient));
                var one = hog.dataSource().getConnection();
                var two = hog.dataSource().getConnection()) {
            assertThat(one).isNotSameAs(two);
            assertThat(hog.borrowed()).isEqualTo(2);
            assertThatThrownBy(() -> hog.dataSource().getConnection().close()).isInstanceOf(SQLException.class)
                    .hasMessageContaining("2 to this instance (pool.max-per-instance)");
            assertThat(ask(other, "select current_schema()")).isEqualTo("south");
            assertThat(other.borrowed()).isZero();
        }
    }

    @Test
    void closesThePoolWithItsLastEngine() throws Exception {
        var pool = new PoolConfig(2, 0, Duration.ofSeconds(20), Duration.ofMinutes(1), Duration.ofMinutes(30),
                Reset.ALWAYS, Optional.of(new Sharing(1, Optional.empty())), Map.of());
        var north = open("north", config("closing", "north", pool));
        var south = open("south", config("closing", "south", pool));
        var shared = north.connections().pool().pool();
        assertThat(south.connections().pool().pool()).isSameAs(shared);
        north.close();
        assertThat(shared.isClosed()).isFalse();
        assertThat(ask(south, "select current_schema()")).isEqualTo("south");
        south.close();
        assertThat(shared.isClosed()).isTrue();
        try (var again = open("north", config("closing", "north", pool))) {
            assertThat(ask(again, "select current_schema()")).isEqualTo("north");
            assertThat(again.connections().pool().pool()).isNotSameAs(shared);
        }
    }
}
