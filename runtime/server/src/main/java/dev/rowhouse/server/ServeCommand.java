package dev.rowhouse.server;

import dev.rowhouse.config.ListenAddress;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Serves a composite until the process is told to end. */
@Command(name = "serve", description = "Starts the instances of a composite file and serves them until it is told to end (SIGTERM, Ctrl-C).", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
final class ServeCommand implements Callable<Integer> {
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
        closeAtExit(composite);
        composite.start();
        var instances = composite.instances().all();
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
        new CountDownLatch(1).await();
        return 0;
    }

    /**
     * A signal ends the JVM through its shutdown hooks, with a status of its own; what was asked for and went well is 0, so
     * the hook has the last word.
     */
    private static void closeAtExit(Composite composite) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            int status = 1;
            try {
                composite.close();
                status = 0;
            } finally {
                LogQueue.awaitWritten();
                Runtime.getRuntime().halt(status);
            }
        }, "rowhouse-drain"));
    }

    private static String uri(InetSocketAddress address) {
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
