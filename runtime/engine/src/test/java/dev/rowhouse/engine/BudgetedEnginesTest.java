package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.add;
import static dev.rowhouse.engine.Configs.open;
import static dev.rowhouse.engine.Configs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.JdbcUrl;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.config.ServerConfig;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.spi.Entities;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.Test;

/** What engines promise that share the connections of one server; counted where it matters, at the server. */
@On(dev.rowhouse.databases.Product.POSTGRESQL)
class BudgetedEnginesTest {
    private static final int SECONDS = 30;

    private final Databases databases;

    BudgetedEnginesTest(Databases databases) {
        this.databases = databases;
    }

    /** A server of its own for each test, as far as budgets are concerned: a spelling of the URL that no other test has. */
    private Engines engines(int max) {
        return new Engines(List.of(new ServerConfig("main", databases.url("budget").split("/budget", 2)[0], max,
                new Origin("test.conf", 1))));
    }

    private static EngineConfig config(String url, Duration patience) {
        return config(url, patience, Map.of());
    }

    private static EngineConfig config(String url, Duration patience, Map<String, String> more) {
        var engine = Configs.engine(url);
        var pool = new PoolConfig(8, 0, patience, Duration.ofMinutes(10), Duration.ZERO, more);
        return new EngineConfig(engine.name(), new JdbcUrl(url), engine.user(), engine.password(), engine.schema(),
                pool, engine.mapping(), engine.durability(), engine.shared(), engine.reflect(), engine.properties(),
                engine.part(), engine.transactions(), engine.origin());
    }

    private EngineConfig config(String database) {
        return config(databases.create(database), Duration.ofSeconds(SECONDS));
    }

    /** How many connections to a test's databases the server knows of. */
    private int counted(Connection watcher, String beginning) throws SQLException {
        try (var query = watcher.prepareStatement(
                "select count(*) from pg_stat_activity where backend_type = 'client backend' and datname like ?")) {
            query.setString(1, beginning + "%");
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    @Test
    void neverHasMoreConnectionsThanTheServerLends() throws Exception {
        int pools = 6;
        var counting = Map.of("driver-class-name", CountingDriver.class.getName());
        try (var engines = engines(2);
                var watcher = databases.connect("postgres");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Engine>();
            for (int i = 0; i < pools; i++) {
                all.add(open(engines, "i" + i,
                        config(databases.create("never" + i), Duration.ofSeconds(SECONDS), counting)));
            }
            var work = all.stream().map(engine -> threads.submit(() -> {
                for (int i = 0; i < 10; i++) {
                    add(engine, "note " + i);
                }
                return texts(engine).size();
            })).toList();
            for (var one : work) {
                assertThat(one.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(10);
            }
            assertThat(CountingDriver.most()).isBetween(1, 2);
            // The server goes on saying goodbye to those that were closed.
            while (counted(watcher, "never") > 2) {
                assertThat(Thread.interrupted()).as("time is over").isFalse();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
            assertThat(counted(watcher, "never")).isPositive();
            all.forEach(Engine::close);
        }
    }

    @Test
    void givesOthersTheirTurnWhileOnePoolHammers() throws Exception {
        try (var engines = engines(2);
                var busy = open(engines, "busy", config("hammer_busy"));
                var quiet = open(engines, "quiet", config("hammer_quiet"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stop = new AtomicBoolean();
            var running = new CountDownLatch(6);
            for (int i = 0; i < 6; i++) {
                threads.execute(() -> {
                    texts(busy);
                    running.countDown();
                    while (!stop.get()) {
                        texts(busy);
                    }
                });
            }
            running.await();
            try {
                for (int i = 0; i < 5; i++) {
                    assertThat(threads.submit(() -> texts(quiet)).get(SECONDS, TimeUnit.SECONDS)).isEmpty();
                }
            } finally {
                stop.set(true);
            }
        }
    }

    @Test
    void takesAnIdleConnectionOfAnother() throws Exception {
        try (var engines = engines(1);
                var a = open(engines, "a", config("idle_a"));
                var b = open(engines, "b", config("idle_b"))) {
            for (int i = 0; i < 3; i++) {
                assertThat(add(a, "of a")).isPositive();
                assertThat(add(b, "of b")).isPositive();
            }
            assertThat(texts(a)).hasSize(3);
        }
    }

    @Test
    void makesAndListsTheDatabasesOfAFamilyWithConnectionsThatAreLent() throws Exception {
        var some = Configs.family(databases.url("keyed_{key}"), Schema.UPDATE, 2);
        try (var engines = engines(1);
                var a = open(engines, "a", config("lent"));
                var family = engines.family(Configs.APP, new InstanceName("b"), some, Entities.of(Note.class),
                        EngineWatcher.NONE)) {
            for (var key : List.of("x", "y", "x")) {
                try (var lease = family.lease(key)) {
                    assertThat(add(lease.engine(), "of " + key)).isPositive();
                }
                add(a, "note");
            }
            assertThat(family.keys()).containsExactly("x", "y");
        }
        var impatient = Configs.family(databases.url("keyed_{key}"), Schema.UPDATE, 2, Configs.IMPATIENT);
        try (var engines = engines(1);
                var a = open(engines, "a", config("lent_again"));
                var _ = a.dataSource().getConnection();
                var family = engines.family(Configs.APP, new InstanceName("b"), impatient, Entities.of(Note.class),
                        EngineWatcher.NONE)) {
            assertThatThrownBy(family::keys).isInstanceOf(EngineException.class)
                    .hasMessageContaining("server 'main' lends at most 1 connections");
        }
    }

    @Test
    void lendsConnectionsThatTakePartInDistributedTransactions() throws Exception {
        try (var engines = engines(1);
                var a = open(engines, "a", XaLinesTest.xa(databases.create("lent_xa"), Map.of()));
                var b = open(engines, "b", config("lent_local"))) {
            for (int round = 0; round < 3; round++) {
                try (var connection = a.dataSource().getConnection()) {
                    assertThat(connection.unwrap(Enlistable.class).resource()).isNotNull();
                    assertThat(connection.isWrapperFor(LentConnection.class)).isTrue();
                    a.evict(connection);
                }
                add(b, "note");
                try (var line = a.openXaLine()) {
                    assertThat(line.resource().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)).isEmpty();
                }
                add(a, "note");
            }
            assertThat(texts(a)).hasSize(3);
            assertThat(texts(b)).hasSize(3);
        }
    }

    @Test
    void saysWhyThereIsNone() throws Exception {
        var url = databases.create("none_b");
        var impatient = config(url, Duration.ofSeconds(3));
        try (var engines = engines(1); var a = open(engines, "a", config("none_a"))) {
            var held = a.dataSource().getConnection();
            assertThatThrownBy(() -> open(engines, "b", impatient)).isInstanceOf(EngineException.class)
                    .hasMessageContaining("instance 'b', engine 'default': ")
                    .hasMessageContaining("b/default: no connection within 3000 ms: server 'main' lends at most 1")
                    .hasMessageNotContaining("a/default");
            held.close();
            held.close();
            try (var b = open(engines, "b", config(url, Duration.ofSeconds(SECONDS)))) {
                assertThat(texts(b)).isEmpty();
            }
        }
    }

    private static int process(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("select pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void getsBackWhatTheServerKills() throws Exception {
        try (var engines = engines(1);
                var a = open(engines, "a", config("killed_a"));
                var b = open(engines, "b", config("killed_b"));
                var watcher = databases.connect("postgres")) {
            try (var connection = a.dataSource().getConnection(); var statement = connection.createStatement()) {
                int process = process(statement);
                try (var kill = watcher.createStatement()) {
                    kill.execute("select pg_terminate_backend(%d, 10000)".formatted(process));
                }
                assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
            }
            assertThat(texts(b)).isEmpty();
            assertThat(texts(a)).isEmpty();
        }
    }

    @Test
    void rollsBackWhatWasNotCommittedBeforeAConnectionGoesToAnother() throws Exception {
        try (var engines = engines(1);
                var a = open(engines, "a", config("back_a"));
                var b = open(engines, "b", config("back_b"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            add(a, "kept");
            try (var connection = a.dataSource().getConnection(); var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("delete from note");
                assertThat(connection.isWrapperFor(LentConnection.class)).isTrue();
            }
            assertThat(threads.submit(() -> texts(b)).get(SECONDS, TimeUnit.SECONDS)).isEmpty();
            assertThat(texts(a)).containsExactly("kept");
        }
    }

    @Test
    void givesAllBackWhenAnEngineCloses() throws Exception {
        try (var engines = engines(2)) {
            var a = open(engines, "a", config("all_a"));
            var one = a.dataSource().getConnection();
            var two = a.dataSource().getConnection();
            a.close();
            assertThat(one.isValid(SECONDS)).isFalse();
            assertThatThrownBy(two::createStatement).isInstanceOf(SQLException.class);
            try (var b = open(engines, "b", config("all_b"));
                    var first = b.dataSource().getConnection();
                    var second = b.dataSource().getConnection()) {
                assertThat(first.isValid(SECONDS) && second.isValid(SECONDS)).isTrue();
            }
        }
    }
}
