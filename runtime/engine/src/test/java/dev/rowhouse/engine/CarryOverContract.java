package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.config.PoolConfig.Reset;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.spi.Entities;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a piece of work changes on a connection, the next one doesn't find, whatever the product. There is one connection at a time. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class CarryOverContract {
    final Databases databases;

    @AutoClose
    final Engines engines = new Engines();

    CarryOverContract(Databases databases) {
        this.databases = databases;
    }

    /** Everything that work can change there. */
    abstract Stream<Carried> everything();

    /** A database with what the changes need, for one test. */
    abstract String database();

    static PoolConfig pool(Reset reset, Map<String, String> more) {
        return new PoolConfig(1, 0, Duration.ofSeconds(20), Duration.ofMinutes(1), Duration.ofMinutes(30), reset,
                Optional.empty(), more);
    }

    static EngineConfig config(String url, PoolConfig pool) {
        var plain = Configs.engine(url, EngineConfig.Schema.NONE, EngineConfig.Mapping.SHARED);
        return new EngineConfig(plain.name(), plain.url(), plain.user(), plain.password(), plain.schema(), pool,
                plain.mapping(), plain.durability(), plain.shared(), plain.reflect(), plain.properties(), plain.part(),
                plain.transactions(), plain.origin());
    }

    Engine open(String instance, EngineConfig config) throws InterruptedException {
        return engines.open(APP, new InstanceName(instance), config, Entities.of(Note.class));
    }

    static <T> T with(DataSource source, Work<T> work) throws Exception {
        try (var connection = source.getConnection()) {
            return work.on(connection);
        }
    }

    static Object ask(Engine engine, String question) throws Exception {
        return with(engine.dataSource(), connection -> Carried.asking(question).at(connection));
    }

    static void execute(Engine engine, String... statements) throws Exception {
        try (var connection = engine.dataSource().getConnection()) {
            Carried.executing(statements).on(connection);
        }
    }

    interface Work<T> {
        T on(Connection connection) throws Exception;
    }

    static Object found(DataSource first, DataSource second, Carried carried) throws Exception {
        with(first, connection -> {
            carried.change().on(connection);
            return true;
        });
        return with(second, connection -> carried.look().at(connection));
    }

    @TestFactory
    Stream<DynamicTest> isGoneWhenTheNextWorkBegins() {
        return everything().map(carried -> dynamicTest(carried.what(), () -> {
            var config = config(database(), pool(Reset.NEEDED, Map.of()));
            try (var engine = open("a", config)) {
                var before = with(engine.dataSource(), connection -> carried.look().at(connection));
                for (int turn = 0; turn < 2; turn++) {
                    assertThat(found(engine.dataSource(), engine.dataSource(), carried)).isEqualTo(before);
                }
                assertThat(engine.borrowed()).isZero();
            }
        }));
    }

    /** HikariCP alone, so that the test above can fail. */
    @TestFactory
    Stream<DynamicTest> wouldBeFoundWithThePoolAlone() {
        return everything().map(carried -> dynamicTest(carried.what(), () -> {
            var config = config(database(), pool(Reset.NEEDED, Map.of()));
            var settings = PoolSettings.set(config.pool(), new HikariConfig());
            settings.setDataSource(ConnectionSource.create(config));
            try (var alone = new HikariDataSource(settings)) {
                var before = with(alone, connection -> carried.look().at(connection));
                if (carried.byPool()) {
                    assertThat(found(alone, alone, carried)).isNotEqualTo(before);
                } else {
                    assertThat(found(alone, alone, carried)).isEqualTo(before);
                }
            }
        }));
    }

    /** What every driver has. */
    static Stream<Carried> ofJdbc() {
        return Stream.of(
                new Carried("isolation", false,
                        connection -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE),
                        Connection::getTransactionIsolation),
                new Carried("autocommit", false, connection -> connection.setAutoCommit(false),
                        Connection::getAutoCommit),
                new Carried("network time-out", false, connection -> {
                    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                        connection.setNetworkTimeout(threads, 12_345);
                    }
                }, Connection::getNetworkTimeout),
                new Carried("holdability", true,
                        connection -> connection.setHoldability(other(connection.getHoldability())),
                        Connection::getHoldability),
                new Carried("warnings", false, connection -> {}, Connection::getWarnings));
    }

    private static int other(int holdability) {
        return java.sql.ResultSet.HOLD_CURSORS_OVER_COMMIT + java.sql.ResultSet.CLOSE_CURSORS_AT_COMMIT - holdability;
    }
}
