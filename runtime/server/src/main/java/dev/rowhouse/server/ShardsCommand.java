package dev.rowhouse.server;

import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.CompositeReader;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.instance.HostedApp;
import dev.rowhouse.instance.OpeningException;
import dev.rowhouse.instance.Reasons;
import dev.rowhouse.shard.Checksum;
import dev.rowhouse.shard.MoveException;
import dev.rowhouse.shard.MoveListener;
import dev.rowhouse.shard.Relocation;
import dev.rowhouse.shard.RowCheck.Finding;
import dev.rowhouse.shard.ShardedEngine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Moves the rows of a sharded engine to where the file says they belong, or tells where they are. Starts no instance. */
@Command(name = "shards", description = "Moves the rows of a sharded engine to where the file says they belong, or tells where they are. Nobody may work with the engine meanwhile.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class ShardsCommand implements Callable<Integer> {
    /** What is done. */
    enum Action {
        MOVE, CHECK
    }

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "CONF", description = "The composite file.")
    private Path file;

    @Parameters(index = "1", paramLabel = "INSTANCE", description = "Whose engine it is.")
    private String instance;

    @Parameters(index = "2", paramLabel = "ENGINE", description = "An engine with shards.")
    private String engine;

    @Parameters(index = "3", paramLabel = "move|check", description = {
            "move: copies rows that are not where they belong, compares them, and deletes them where they were. May be stopped at any time, and run again.",
            "check: reads all rows; the status is 1 if some are not where they belong, or in two shards, or if move was not run yet."})
    private Action action;

    @Option(names = "--batch", paramLabel = "ROWS", defaultValue = "1000", description = "How many rows are read or moved at once (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Override
    public Integer call() throws InterruptedException {
        if (batch < 1) {
            throw RefusalException.usage("--batch %d: write a number from 1 on".formatted(batch));
        }
        try (var catalog = new AppCatalog()) {
            var composite = new CompositeReader(catalog).read(file);
            var owner = instance(composite);
            var sharded = sharded(owner);
            try (var engines = new Engines(composite.servers())) {
                return work(engines, catalog.apps().get(owner.app()), owner, sharded);
            }
        }
    }

    private InstanceConfig instance(CompositeConfig composite) {
        try {
            return composite.instance(instance);
        } catch (IllegalArgumentException e) {
            throw RefusalException.usage(String.valueOf(e.getMessage()));
        }
    }

    private ShardedConfig sharded(InstanceConfig owner) {
        return owner.sharded()
                .values()
                .stream()
                .filter(one -> one.name().value().equals(engine))
                .findFirst()
                .orElseThrow(() -> RefusalException.usage("instance '%s' has no engine '%s' with shards; it has %s"
                        .formatted(instance, engine, owner.sharded().keySet())));
    }

    private int work(Engines engines, HostedApp<?> app, InstanceConfig owner, ShardedConfig sharded)
            throws InterruptedException {
        SequencedMap<String, Engine> open = new LinkedHashMap<>();
        try {
            var spread = ShardedEngine.of(owner.name(), sharded);
            open(engines, app, owner, sharded, spread, open);
            SequencedMap<String, DataSource> shards = new LinkedHashMap<>();
            open.forEach((shard, opened) -> shards.put(shard, opened.dataSource()));
            var relocation = new Relocation(spread, shards, batch);
            return action == Action.CHECK ? check(relocation) : move(relocation);
        } catch (MoveException | SQLException e) {
            spec.commandLine()
                    .getErr()
                    .printf("failed: %s/%s: %s%n", instance, engine, Reasons.describe(e, owner.secrets()));
            return 1;
        } finally {
            open.sequencedValues().reversed().forEach(Engine::close);
        }
    }

    private static void open(
            Engines engines,
            HostedApp<?> app,
            InstanceConfig owner,
            ShardedConfig sharded,
            ShardedEngine spread,
            SequencedMap<String, Engine> open) throws InterruptedException {
        var entities = Objects.requireNonNull(app.engines().get(sharded.name()));
        try {
            for (var shard : sharded.shards()) {
                open.put(shard.name(), engines.open(app.name(), owner.name(), shard.engine(), entities,
                        spread.placementForMoving(shard.name())));
            }
        } catch (RuntimeException e) {
            throw OpeningException.of(owner.name(), e, owner.secrets());
        }
    }

    private int move(Relocation relocation) throws SQLException {
        long moved = relocation.move(new Progress(spec.commandLine().getErr()));
        spec.commandLine().getOut().printf("moved: %d rows%n", moved);
        return 0;
    }

    private int check(Relocation relocation) throws SQLException {
        var out = spec.commandLine().getOut();
        var findings = relocation.check();
        out.printf("%-16s %-24s %10s %10s %10s %10s  %s%n", "SHARD", "TABLE", "ROWS", "MISPLACED", "KEYLESS", "TWICE",
                "CHECKSUM");
        for (var found : findings) {
            out.printf("%-16s %-24s %10d %10d %10d %10d  %s%n", found.shard(), found.table(), found.checksum().rows(),
                    found.misplaced(), found.keyless(), found.repeated() + found.different(), found.checksum().sum());
        }
        var unsettled = relocation.unsettled(findings);
        if (!unsettled.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .printf("shards %s were laid out otherwise, or a move was stopped: run move%n", unsettled);
        }
        return Main.afterOutput(spec, unsettled.isEmpty() && findings.stream().allMatch(Finding::isClean) ? 0 : 1);
    }

    /** Tells what has moved, a line for each step, to standard error. */
    private record Progress(PrintWriter err) implements MoveListener {
        @Override
        public void copied(String from, String to, String table, int rows) {
            err.printf("copied: %s -> %s: %d rows of %s%n", from, to, rows, table);
        }

        @Override
        public void verified(String from, String to, String table, Checksum checksum) {
            err.printf("verified: %s -> %s: %s: %s%n", from, to, table, checksum);
        }

        @Override
        public void deleted(String from, String table, int rows) {
            err.printf("deleted: %s: %d rows of %s%n", from, rows, table);
        }
    }
}
