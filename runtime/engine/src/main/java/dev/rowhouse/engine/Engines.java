package dev.rowhouse.engine;

import com.zaxxer.hikari.HikariDataSource;
import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.ServerConfig;
import dev.rowhouse.reflect.Wanted;
import dev.rowhouse.spi.Entities;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.hibernate.SessionBuilder;

/**
 * Opens the engines of a composite, and holds what they share: mappings, and a timer for their pools.
 *
 * <p>Safe for use by many threads. Nothing here is locked while a database is asked.
 */
public final class Engines implements AutoCloseable {
    private final ThreadFactory threads = Thread.ofVirtual().name("rowhouse-pool-", 0).factory();
    private final Housekeeping housekeeping = new Housekeeping(threads);
    private final Mappings mappings = new Mappings();
    private final AtomicLong openings = new AtomicLong();
    private final List<Budget> budgets;
    private final Optional<StatementObserver> observer;

    /** Engines that nobody listens to, on servers that allow as many connections as anybody wants. */
    public Engines() {
        this(List.of());
    }

    /**
     * Engines that nobody listens to.
     *
     * @param servers whose connections are counted
     */
    public Engines(List<ServerConfig> servers) {
        this.budgets = budgets(servers);
        this.observer = Optional.empty();
    }

    /**
     * Engines whose statements somebody hears.
     *
     * @param servers whose connections are counted
     * @param observer is told of each statement
     */
    public Engines(List<ServerConfig> servers, StatementObserver observer) {
        this.budgets = budgets(servers);
        this.observer = Optional.of(observer);
    }

    private static List<Budget> budgets(List<ServerConfig> servers) {
        return servers.stream()
                .map(server -> new Budget(server, System::nanoTime,
                        closing -> Thread.ofVirtual().name("rowhouse-server-" + server.name()).start(closing)))
                .toList();
    }

    /**
     * Opens an engine: its database answers, and its tables are as {@code schema} says.
     *
     * @param app the app whose mapping it uses
     * @param instance whose engine it is
     * @param config where the database is and how it is used
     * @param entities what the app's plan puts into this engine
     * @throws EngineException if the database doesn't answer, the tables are not what was asked for or the entities
     *         can't be mapped; nothing is left open then. The cause may hold secrets.
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    public Engine open(AppName app, InstanceName instance, EngineConfig config, Entities entities)
            throws InterruptedException {
        var owner = "instance '%s', engine '%s'".formatted(instance, config.label());
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            return open(app, instance, config, entities, opened);
        } catch (Throwable e) {
            // A file that is closed by an interrupted thread may be closed badly.
            boolean stopped = Thread.interrupted();
            Closing.allAfter(e, opened.reversed());
            if (stopped) {
                Thread.currentThread().interrupt();
            }
            switch (e) {
                case InterruptedException interrupted -> throw interrupted;
                case VirtualMachineError fatal -> throw fatal;
                default -> throw EngineException.of(owner, config, e);
            }
        }
    }

    /** Opens pool and tables; what it opens joins the list at once, so that it is closed if something later fails. */
    private Engine open(
            AppName app,
            InstanceName instance,
            EngineConfig config,
            Entities entities,
            List<AutoCloseable> opened)
            throws ReflectiveOperationException, SQLException, IOException, InterruptedException {
        makeFolder(config);
        var source = ConnectionSource.create(config);
        if (config.url().isH2Memory()) {
            // A database in memory lives as long as somebody is connected to it, and the pool lets go when idle.
            opened.add(source.getConnection());
        }
        var poolName = instance + "/" + config.label();
        var pool = pool(poolName, config, source, opened);
        Mapping mapping;
        try (var connection = pool.connections().getConnection()) {
            mapping = mappings.of(MappingKey.of(app, config, entities), instance, config,
                    new Wanted(config.reflect(), entities.tables()), connection, opened);
        }
        return new Engine(config.name(), poolName + "#" + openings.incrementAndGet(), pool, mapping, observed(instance),
                opened);
    }

    private Pool pool(String name, EngineConfig config, ConnectionSource source, List<AutoCloseable> opened) {
        var budget = budgets.stream()
                .filter(one -> config.url().value().startsWith(one.server().urlPrefix()))
                .findFirst();
        var borrower = new Borrower(name);
        var settings = PoolSettings.create(config.pool());
        settings.setPoolName(name);
        // It waits longer than any who wants a connection, who can tell therefore why there is none.
        settings.setDataSource(budget.<DataSource>map(
                lender -> new LendingSource(source, lender, borrower, config.pool().borrowTimeout().multipliedBy(2)))
                .orElse(source));
        settings.setScheduledExecutor(housekeeping);
        settings.setThreadFactory(Thread.ofVirtual().name(name + ":", 0).factory());
        var pool = new HikariDataSource(settings);
        opened.add(pool);
        // Before the pool closes, which waits for connections that are being opened.
        budget.ifPresent(lender -> opened.add(() -> lender.close(borrower)));
        return new Pool(pool, budget.<DataSource>map(lender -> new BudgetedPool(pool, lender, borrower)).orElse(pool));
    }

    /** Makes the folder of a database file. H2 would too, but fails where two of its databases do it at once; SQLite would not. */
    static void makeFolder(EngineConfig config) throws IOException {
        if (config.url().h2Setting("IFEXISTS").isEmpty()) {
            var folder = config.url().folder();
            if (folder.isPresent()) {
                try {
                    Files.createDirectories(folder.get());
                } catch (IOException e) {
                    throw new IOException("the folder %s can't be made (%s); make it, or name another one in the url"
                            .formatted(folder.get(), e.getClass().getSimpleName()), e);
                }
            }
        }
    }

    private UnaryOperator<SessionBuilder> observed(InstanceName instance) {
        if (observer.isEmpty()) {
            return UnaryOperator.identity();
        }
        UnaryOperator<String> telling = statement -> {
            observer.get().executes(instance, statement);
            return statement;
        };
        return sessions -> sessions.statementInspector(telling);
    }

    /** How many mappings the open engines share. */
    int mappings() {
        return mappings.size();
    }

    /** Closes the shared mappings and the timer. All engines must be closed before. */
    @Override
    public void close() {
        Closing.all(List.of(mappings, (AutoCloseable) housekeeping::shutdownNow));
    }
}
