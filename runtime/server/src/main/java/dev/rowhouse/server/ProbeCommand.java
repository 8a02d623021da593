package dev.rowhouse.server;

import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.ListenAddress;
import dev.rowhouse.config.Mount;
import dev.rowhouse.instance.HostedInstance;
import dev.rowhouse.instance.Phase;
import dev.rowhouse.probe.Change;
import dev.rowhouse.probe.Effort;
import dev.rowhouse.probe.JUnitReport;
import dev.rowhouse.probe.JsonReport;
import dev.rowhouse.probe.Probe;
import dev.rowhouse.probe.Report;
import dev.rowhouse.probe.ReportTable;
import dev.rowhouse.probe.Target;
import java.io.IOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Visits all instances of a composite at once and says what one shows of another. */
@Command(name = "probe", description = "Starts the instances of a composite file on empty databases, visits all at once and reports what one shows of another.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class, exitCodeListHeading = "Exit status:%n", exitCodeList = {
        "0:Nothing crossed a wall, and all answers were as expected.", "1:Something did, or an answer was not.",
        "64:The command line makes no sense.", "78:A file has mistakes, or an instance does not start."})
final class ProbeCommand implements Callable<Integer> {
    private static final int LEAST_THREADS = 4;
    private static final int MOST_THREADS = 16;
    /** How often it is waited for a start that is under way. */
    private static final int STARTS = 6;

    /** How often it is tried to passivate an instance that is busy. */
    private static final int MOMENTS = 200;

    /** How long a signal waits until all is cleaned up. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration USUAL_TIME = Duration.ofSeconds(30);
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONF", arity = "0..1", defaultValue = "conf/composite.conf", description = "The composite file (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(names = "--requests", paramLabel = "N", description = "Ends after so many requests.")
    private @Nullable Long requests;

    @Option(names = "--seconds", paramLabel = "S", description = "Ends after so many seconds (default: 30, or none with --requests).")
    private @Nullable Long seconds;

    @Option(names = "--threads", paramLabel = "T", description = "How many ask at the same time (default: two for each instance, 4 to 16).")
    private @Nullable Integer threads;

    @Option(names = "--instances", paramLabel = "NAME", split = ",", description = "Which are visited (default: all).")
    private List<String> names = List.of();

    @Option(names = "--scenario", paramLabel = "[APP=]FILE", description = "What is asked of an app, or of all (default: probe-APP.conf beside the composite file).")
    private List<String> scenarios = List.of();

    @Option(names = "--har", paramLabel = "[APP=]FILE", description = "The same, as a browser recorded it (HAR 1.2).")
    private List<String> archives = List.of();

    @Option(names = "--url", paramLabel = "http://127.0.0.1:PORT", description = "Visits a composite that runs already, as this file describes it, and leaves in it what is written. Only on this machine.")
    private @Nullable URI url;

    @Option(names = "--use-databases", description = "Uses the databases that the file names, and leaves in them what is written.")
    private boolean useDatabases;

    @Option(names = "--every", paramLabel = "MS", defaultValue = "1000", description = "Restarts or passivates an instance so often (default: ${DEFAULT-VALUE}); 0 for never.")
    private long every;

    @Option(names = "--until-leak", description = "Ends with the first leak.")
    private boolean untilLeak;

    @Option(names = "--junit", paramLabel = "FILE", description = "Writes the report as JUnit's XML, too.")
    private @Nullable Path junit;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the report as JSON, too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws InterruptedException, IOException {
        checkWritable("--junit", junit);
        checkWritable("--json", json);
        var running = url;
        if (running != null) {
            return ofRunning(running);
        }
        // It has the last word, so that no signal ends the process before the copy is deleted.
        try (var interruption = Interruption.ofThisThread(PATIENCE)) {
            if (useDatabases) {
                return ofOwn(UnaryOperator.identity(), interruption);
            }
            try (var copy = EmptyCopy.create()) {
                return ofOwn(copy::of, interruption);
            }
        }
    }

    private int ofRunning(URI where) throws InterruptedException, IOException {
        if (!"http".equals(where.getScheme()) || where.getHost() == null || where.getPort() < 1) {
            throw RefusalException.usage("--url %s: write one like http://127.0.0.1:8080".formatted(where));
        }
        var config = Composite.check(file);
        var address = new InetSocketAddress(where.getHost(), where.getPort());
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw RefusalException
                    .usage("--url %s: a probe sends all that it can, so only to this machine".formatted(where));
        }
        return visit(config, chosen(config), address, _ -> List.of());
    }

    private int ofOwn(UnaryOperator<CompositeConfig> change, Interruption interruption)
            throws InterruptedException, IOException {
        UnaryOperator<CompositeConfig> here = config -> {
            chosen(config);
            return change.apply(config).withListen(List.of(new ListenAddress("127.0.0.1", 0)));
        };
        try (var composite = Composite.open(file, here)) {
            try {
                composite.start();
                var chosen = chosen(composite.config());
                for (var instance : chosen) {
                    var hosted = composite.instances().get(instance.name());
                    if (!starts(hosted)) {
                        return unusable(hosted);
                    }
                }
                return visit(composite.config(), chosen, composite.addresses().getFirst(),
                        instance -> changes(composite.instances().get(instance.name()), composite.config().drain()));
            } catch (InterruptedException e) {
                if (!interruption.isAsked()) {
                    throw e;
                }
                spec.commandLine().getErr().println("rowhouse: the probe was told to end; it reports nothing");
                return 1;
            } finally {
                interruption.endOfWork();
            }
        }
    }

    /** Waits longer than a request would: a first start on a busy machine is slow. */
    private static boolean starts(HostedInstance instance) {
        var phase = instance.start();
        for (int i = 1; i < STARTS && phase == Phase.STARTING; i++) {
            phase = instance.start();
        }
        return phase == Phase.SERVING;
    }

    private int unusable(HostedInstance instance) {
        spec.commandLine()
                .getErr()
                .printf("rowhouse: instance '%s' does not start: %s%s%n", instance.name(),
                        instance.failure().orElse("it takes too long"),
                        useDatabases ? "" : "; its databases are empty copies, with --use-databases they are its own");
        return Main.UNUSABLE;
    }

    private List<InstanceConfig> chosen(CompositeConfig config) {
        List<InstanceConfig> chosen = names.isEmpty() ? config.instances()
                : names.stream().distinct().map(name -> named(config, name)).toList();
        if (chosen.size() < 2) {
            throw RefusalException.usage("one instance alone has no neighbour to show anything of; name two or more");
        }
        return chosen;
    }

    private static InstanceConfig named(CompositeConfig config, String name) {
        try {
            return config.instance(name);
        } catch (IllegalArgumentException e) {
            throw RefusalException.usage(String.valueOf(e.getMessage()));
        }
    }

    private interface Changing {
        List<Change> of(InstanceConfig instance);
    }

    private int visit(
            CompositeConfig config,
            List<InstanceConfig> instances,
            InetSocketAddress address,
            Changing changing) throws InterruptedException, IOException {
        var known = new ProbeScenarios(config);
        known.read(scenarios, archives);
        var report = probe(known, instances, address, changing).run();
        write(report);
        return Main.afterOutput(spec, report.isClean() ? 0 : 1);
    }

    private Probe probe(
            ProbeScenarios known,
            List<InstanceConfig> instances,
            InetSocketAddress address,
            Changing changing) {
        try {
            return new Probe(instances.stream().map(instance -> {
                var mount = mount(instance);
                return new Target(instance.name().value(), address, host(mount, address), mount.path().value(),
                        known.of(instance.app(), spec.commandLine().getErr()), changing.of(instance));
            }).toList(), effort(instances.size()));
        } catch (IllegalArgumentException e) {
            throw RefusalException.usage(String.valueOf(e.getMessage()));
        }
    }

    private Effort effort(int instances) {
        var most = requests == null ? Long.MAX_VALUE : requests;
        var time = seconds == null ? requests == null ? USUAL_TIME : NO_LIMIT : Duration.ofSeconds(seconds);
        int visitors = threads == null ? Math.clamp(2L * instances, LEAST_THREADS, MOST_THREADS) : threads;
        return new Effort(visitors, most, time, Duration.ofMillis(every), untilLeak);
    }

    /** One that answers at every host, if there is one. */
    private static Mount mount(InstanceConfig instance) {
        return instance.mounts()
                .stream()
                .filter(mount -> mount.host().isEmpty())
                .findFirst()
                .orElse(instance.mounts().getFirst());
    }

    private static String host(Mount mount, InetSocketAddress address) {
        var port = mount.port().isPresent() ? ":" + mount.port().getAsInt() : "";
        return mount.host()
                .map(host -> (host.wildcard() ? "probe." : "") + host.name() + port)
                .orElseGet(() -> new ListenAddress(address.getHostString(), address.getPort()).toString());
    }

    /** An instance that forgets what it knew when its pools close can't be asked for it afterwards. */
    private List<Change> changes(HostedInstance instance, Duration drain) {
        if (every == 0 || !instance.config().databases().allMatch(ProbeCommand::outlivesItsPool)) {
            return List.of();
        }
        return List.of(new Change("restart", () -> restart(instance, drain)),
                new Change("passivate", () -> passivate(instance, drain)));
    }

    private static boolean restart(HostedInstance instance, Duration drain) throws InterruptedException {
        var phase = instance.restart(drain);
        if (phase != Phase.SERVING) {
            throw new IllegalStateException(
                    "it is %s afterwards: %s".formatted(phase, instance.failure().orElse("it takes too long")));
        }
        return true;
    }

    /** Waits for a moment in which nobody asks it anything. */
    private static boolean passivate(HostedInstance instance, Duration drain) throws InterruptedException {
        for (int i = 0; i < MOMENTS; i++) {
            if (instance.passivate(drain)) {
                return true;
            }
            Thread.sleep(1);
        }
        return false;
    }

    /** Whether what is in a database is still there when all its connections were closed. */
    private static boolean outlivesItsPool(EngineConfig engine) {
        var url = engine.url();
        return url.isH2Memory() ? url.h2Setting("DB_CLOSE_DELAY").filter("-1"::equals).isPresent()
                : !url.isSqlite() || url.file().isPresent();
    }

    private void write(Report report) throws IOException {
        ReportTable.of(report).forEach(spec.commandLine().getOut()::println);
        if (junit != null) {
            try (Writer writer = Files.newBufferedWriter(junit)) {
                JUnitReport.write(report, writer);
            } catch (XMLStreamException e) {
                throw new IOException("%s can't be written".formatted(junit), e);
            }
        }
        if (json != null) {
            Files.writeString(json, JsonReport.of(report));
        }
    }

    /** Better before the work than after it. */
    private static void checkWritable(String option, @Nullable Path path) {
        try {
            if (path != null) {
                Files.writeString(path, "");
            }
        } catch (IOException e) {
            throw RefusalException.usage("%s %s can't be written: %s".formatted(option, path, e));
        }
    }
}
