package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.ServerConfig;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * 200 instances on a server that allows their user 20 connections, all at work at once: with a budget of 16, without one, and
 * without the limit. Asserts nothing and is not among the tests; {@code -Dtest=BudgetMeasurement} runs it.
 */
@On(dev.rowhouse.databases.Product.POSTGRESQL)
@Execution(ExecutionMode.SAME_THREAD)
@TestMethodOrder(OrderAnnotation.class)
class BudgetMeasurement {
    private static final int INSTANCES = 200;
    private static final int ALLOWED = 20;
    private static final int LENT = 16;
    private static final Duration TIME = Duration.ofSeconds(12);

    private final Databases databases;

    BudgetMeasurement(Databases databases) {
        this.databases = databases;
    }

    @Test
    @Order(1)
    void withABudget() throws Exception {
        measure("with_budget", ALLOWED,
                url -> new Engines(List.of(new ServerConfig("main", url, LENT, new Origin("test.conf", 1)))));
    }

    @Test
    @Order(2)
    void withoutABudget() throws Exception {
        measure("without_budget", ALLOWED, url -> new Engines());
    }

    @Test
    @Order(3)
    void withoutALimit() throws Exception {
        measure("without_limit", -1, url -> new Engines());
    }

    private interface Opener {
        Engines open(String url);
    }

    private void measure(String name, int allowed, Opener opener) throws Exception {
        var url = prepare(name, allowed);
        var errors = new ConcurrentHashMap<String, AtomicLong>();
        var counts = new ArrayList<AtomicLong>();
        var peak = new AtomicLong();
        var stop = new AtomicBoolean();
        var open = new ArrayList<Engine>();
        try (var engines = opener.open(url); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            for (int i = 0; i < INSTANCES && Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 20; i++) {
                try {
                    open.add(Configs.open(engines, "i" + i, config(url, i)));
                } catch (EngineException e) {
                    count(errors, e);
                }
            }
            System.out.printf("%s: %d of %d engines opened in %d ms%n", name, open.size(), INSTANCES,
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
            for (var engine : open) {
                var count = new AtomicLong();
                counts.add(count);
                threads.execute(() -> work(engine, stop, count, errors));
            }
            watch(name, peak);
            stop.set(true);
        }
        open.forEach(Engine::close);
        report(name, counts, peak, errors);
    }

    private String prepare(String name, int allowed) throws SQLException {
        databases.create(name);
        try (var connection = databases.connect(name); var statement = connection.createStatement()) {
            statement.execute("create role %s login password 'x' connection limit %d".formatted(name, allowed));
            for (int i = 0; i < INSTANCES; i++) {
                statement.execute("create schema i%d authorization %s".formatted(i, name));
            }
        }
        return databases.url(name).replace("user=postgres", "user=" + name).replace("password=postgres", "password=x");
    }

    private static EngineConfig config(String url, int i) {
        return Configs.engine(url + "&currentSchema=i" + i, Schema.CREATE, Mapping.SHARED);
    }

    private static void work(Engine engine, AtomicBoolean stop, AtomicLong count, Map<String, AtomicLong> errors) {
        while (!stop.get()) {
            try {
                Configs.add(engine, "note");
                count.incrementAndGet();
            } catch (RuntimeException e) {
                count(errors, e);
            }
        }
    }

    private static void count(Map<String, AtomicLong> errors, RuntimeException e) {
        var message = String.valueOf(e.getMessage())
                .replaceAll("i\\d+/", "i/")
                .replaceAll("'i\\d+'", "i")
                .replaceAll("\\d+", "N");
        errors.computeIfAbsent(message, _ -> new AtomicLong()).incrementAndGet();
    }

    private void watch(String name, AtomicLong peak) throws SQLException {
        long until = System.nanoTime() + TIME.toNanos();
        try (var watcher = databases.connect("postgres");
                var query = watcher.prepareStatement("select count(*) from pg_stat_activity where usename = ?")) {
            query.setString(1, name);
            while (System.nanoTime() < until) {
                try (var rows = query.executeQuery()) {
                    rows.next();
                    peak.accumulateAndGet(rows.getLong(1), Math::max);
                }
                LockSupport.parkNanos(2_000_000);
            }
        }
    }

    private static void report(String name, List<AtomicLong> counts, AtomicLong peak, Map<String, AtomicLong> errors) {
        var sorted = counts.stream().map(AtomicLong::get).sorted().toList();
        long sum = sorted.stream().mapToLong(Long::longValue).sum();
        if (!sorted.isEmpty()) {
            System.out.printf(
                    "%s: peak %d connections, %d requests in %d s (%d/s), of an instance min %d, median %d, max %d%n",
                    name, peak.get(), sum, TIME.toSeconds(), sum / TIME.toSeconds(), sorted.getFirst(),
                    sorted.get(sorted.size() / 2), sorted.getLast());
        }
        errors.forEach((message, times) -> System.out.printf("%s: %d x %s%n", name, times.get(), message));
    }
}
