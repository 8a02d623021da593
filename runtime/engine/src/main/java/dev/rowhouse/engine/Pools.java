package dev.rowhouse.engine;

import com.zaxxer.hikari.HikariDataSource;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.ServerConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Opens the pools of engines, on one timer, and counts their connections where a server wants that.
 *
 * <p>Safe for use by many threads.
 */
final class Pools {
    private static final String SHARED = "shared";
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9.]+");

    private final Housekeeping housekeeping;
    private final List<Budget> budgets;
    private final Watch watch;
    private final SharedPools sharedPools = new SharedPools();
    private final Map<FootprintReader.Spelling, Footprints> footprints = Stream.of(FootprintReader.Spelling.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Footprints::new));

    /**
     * Nothing is open at first.
     *
     * @param servers whose connections are counted
     * @param housekeeping the timer of all pools
     * @param threads makes those that close connections which somebody else is to have
     * @param watch looks whether servers answer
     */
    Pools(List<ServerConfig> servers, Housekeeping housekeeping, ThreadFactory threads, Watch watch) {
        this.housekeeping = housekeeping;
        this.watch = watch;
        budgets = servers.stream()
                .map(server -> new Budget(server, System::nanoTime, closing -> threads.newThread(closing).start()))
                .toList();
    }

    /**
     * Opens the connections of an engine, from a pool of its own or one that it shares; nothing connects yet.
     *
     * @param source opens connections of the engine alone
     * @param hearing is told what is executed
     * @param work knows what is being executed
     * @param entrance gives what stands before a pool
     * @param opened takes what is to be closed with the engine
     */
    WorkConnections open(
            InstanceName instance,
            EngineConfig config,
            ConnectionSource source,
            Hearing hearing,
            DatabaseWork work,
            UnaryOperator<DataSource> entrance,
            List<AutoCloseable> opened) {
        var known = Objects.requireNonNull(footprints.get(FootprintReader.Spelling.of(config)));
        var clearing = Clearing.of(config);
        var calls = watch.of(config, source.impatient(config, Pulse.PATIENCE));
        if (config.pool().sharing().isPresent()) {
            var shared = sharedPools.enter(instance, config, () -> openShared(config), opened);
            return new WorkConnections(shared.member(instance, config), shared.pool(), clearing, known, hearing, false,
                    work, calls);
        }
        var renewable = clearing.renews() ? new RenewableConnection.Source(source) : source;
        var pool = open(instance + "/" + config.label(), config, renewable, opened);
        return new WorkConnections(entrance.apply(pool.connections()), pool, clearing, known, hearing,
                WorkConnections.haveOneTimeout(config), work, calls);
    }

    /** A pool for all schemas of a database, which are set when somebody borrows a connection. */
    private SharedPool openShared(EngineConfig config) {
        var all = config.part(SHARED, config.url().withoutCurrentSchema());
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            var place = NOT_IN_NAMES
                    .matcher(all.url().value().split("\\?", 2)[0].replaceFirst("^jdbc:postgresql:/*", ""))
                    .replaceAll("-");
            var name = Stream.concat(Stream.of(SHARED, place), config.user().stream()).collect(Collectors.joining("/"));
            return new SharedPool(config, open(name, all, ConnectionSource.create(all), opened), opened);
        } catch (ReflectiveOperationException e) {
            throw new EngineException("no driver for a shared pool: " + e.getMessage(), e);
        }
    }

    private Pool open(String name, EngineConfig config, DataSource source, List<AutoCloseable> opened) {
        var budget = budget(config);
        var borrower = new Borrower(name);
        var patience = config.pool().borrowTimeout();
        // Makes its pool when somebody wants a connection first.
        var pool = PoolSettings.set(config.pool(), new HikariDataSource());
        pool.setPoolName(name);
        // It waits longer than any who wants a connection, who can tell therefore why there is none.
        pool.setDataSource(
                budget.<DataSource>map(some -> new LendingSource(source, some, borrower, patience.multipliedBy(2)))
                        .orElse(source));
        pool.setScheduledExecutor(housekeeping);
        pool.setThreadFactory(Thread.ofVirtual().name(name + ":", 0).inheritInheritableThreadLocals(false).factory());
        opened.add(pool);
        // Before the pool closes, which waits for connections that are being opened.
        budget.ifPresent(some -> opened.add(() -> some.close(borrower)));
        return new Pool(pool, budget.map(some -> new LendingSource(source, some, new Borrower(name), patience)),
                budget.<DataSource>map(some -> new BudgetedPool(pool, some, borrower)).orElse(pool));
    }

    /**
     * Opens a connection past any pool. As long as it is open, it is one of those that the server lends.
     *
     * @param pattern the family that asks, which says what server it is
     * @param admin where to connect
     */
    Connection openBeside(InstanceName instance, EngineConfig pattern, EngineConfig admin)
            throws ReflectiveOperationException, SQLException {
        var budget = budget(pattern);
        if (budget.isEmpty()) {
            return Connecting.open(admin);
        }
        var patience = admin.pool().borrowTimeout();
        var source = new LendingSource(ConnectionSource.create(admin), budget.get(),
                new Borrower(instance + "/" + admin.label()), patience);
        // Who gets leave at the last moment has time to connect.
        return Connecting.within(patience.multipliedBy(2), source::alone);
    }

    /** Whether a server counts the connections of an engine, and may refuse some. */
    boolean areCounted(EngineConfig config) {
        return budget(config).isPresent();
    }

    private Optional<Budget> budget(EngineConfig config) {
        return budgets.stream().filter(one -> config.url().value().startsWith(one.server().urlPrefix())).findFirst();
    }
}
