package dev.rowhouse.server;

import dev.rowhouse.config.ConfigException;
import dev.rowhouse.config.ListenAddress;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Serves a composite until the process is told to end. */
@Command(name = "serve", description = "Starts the instances of a composite file and serves them until it is told to end (SIGTERM, Ctrl-C). SIGHUP has it read the file again.", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class ServeCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    /** How many instances the table shows; 'check' shows all. */
    private static final int SHOWN = 100;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CONF", arity = "0..1", defaultValue = "conf/composite.conf", description = "The composite file (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(names = "--listen", paramLabel = "HOST:PORT", converter = AddressConverter.class, description = "Listen here, whatever the file says; may be given several times. Port 0 takes a free one.")
    private List<ListenAddress> listen = List.of();

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        var composite = listen.isEmpty() ? Composite.open(file) : Composite.open(file, listen);
        var cache = new AtomicReference<Optional<StartCache>>(Optional.empty());
        closeAtExit(composite, cache::get);
        composite.keepLastWords();
        HangUp.hear(() -> reload(composite));
        composite.openControl();
        composite.start();
        var instances = composite.instances().all();
        HeapTrim.after(instances.size());
        InstanceTable.of(instances.stream()
                .limit(SHOWN)
                .map(instance -> new InstanceTable.Row(instance.config(), instance.phase()))
                .toList()).forEach(out::println);
        if (instances.size() > SHOWN) {
            out.printf("... and %d more%n", instances.size() - SHOWN);
        }
        out.printf("ready: %s (%d instances, %d ms)%n",
                composite.addresses().stream().map(ServeCommand::uri).collect(Collectors.joining(" ")),
                instances.size(), millisSinceJvmStart());
        out.flush();
        AuditAtLoad.begin(new CompositeAudit(composite.config()), file);
        cache.set(StartCache.begin());
        new CountDownLatch(1).await();
        return 0;
    }

    private static void reload(Composite composite) {
        try {
            log.info("SIGHUP: the file is read again");
            if (composite.apply().isEmpty()) {
                log.info("nothing has changed");
            }
        } catch (ConfigException e) {
            e.mistakes().forEach(mistake -> log.error("{}", mistake));
            log.error("the file can't be used; nothing was changed");
        } catch (IllegalStateException e) {
            log.warn("{}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A signal ends the JVM through its shutdown hooks, with a status of its own; what was asked for and went well is 0, so
     * the hook has the last word.
     */
    private static void closeAtExit(Composite composite, Supplier<Optional<StartCache>> cache) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            int status = 1;
            try {
                cache.get().ifPresent(StartCache::close);
                composite.close();
                status = 0;
            } finally {
                LogQueue.awaitWritten();
                Runtime.getRuntime().halt(status);
            }
        }, "rowhouse-drain"));
    }

    /** An address as a client writes it. */
    static String uri(InetSocketAddress address) {
        var host = address.getAddress().isAnyLocalAddress() ? "localhost" : address.getHostString();
        return "http://%s/".formatted(new ListenAddress(host, address.getPort()));
    }

    /** The process may be older: the launcher builds first, and then becomes the JVM. */
    private static long millisSinceJvmStart() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    /** Reads an address, or says what one looks like. */
    static final class AddressConverter implements ITypeConverter<ListenAddress> {
        @Override
        public ListenAddress convert(String value) {
            try {
                return ListenAddress.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
