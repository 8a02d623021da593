package dev.rowhouse.server;

import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.ConfigException;
import dev.rowhouse.config.ListenAddress;
import dev.rowhouse.config.ServerConfig;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.engine.StatementObserver;
import dev.rowhouse.http.HttpServer;
import dev.rowhouse.http.MountTable;
import dev.rowhouse.http.Mounts;
import dev.rowhouse.instance.HostedApps;
import dev.rowhouse.instance.HostedInstance;
import dev.rowhouse.instance.Instances;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A running composite: instances behind listeners, as one file says.
 *
 * <p>Safe for use by many threads.
 */
public final class Composite implements AutoCloseable {
    private final CompositeConfig config;
    private final Instances instances;
    private final HttpServer http;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Composite(CompositeConfig config, Instances instances, HttpServer http) {
        this.config = config;
        this.instances = instances;
        this.http = http;
    }

    /**
     * Reads a composite file without starting anything.
     *
     * @throws ConfigException with every mistake of the file
     */
    public static CompositeConfig check(Path file) {
        try (var catalog = new AppCatalog()) {
            return catalog.read(file);
        }
    }

    /**
     * Reads a composite file and listens. Requests that arrive wait until their instance has started.
     *
     * @throws ConfigException with every mistake of the file
     * @throws dev.rowhouse.http.ListenException if an address can't be listened on
     */
    public static Composite open(Path file) {
        return open(file, UnaryOperator.identity(), Engines::new);
    }

    /**
     * Reads a composite file and listens elsewhere than it says.
     *
     * @param addresses where to listen
     * @throws ConfigException with every mistake of the file
     * @throws dev.rowhouse.http.ListenException if an address can't be listened on
     */
    public static Composite open(Path file, List<ListenAddress> addresses) {
        return open(file, config -> config.withListen(addresses), Engines::new);
    }

    /**
     * Reads a composite file, listens elsewhere than it says, and lets somebody hear what its instances ask their databases.
     *
     * @param addresses where to listen
     * @param observer is told of each SQL statement
     * @throws ConfigException with every mistake of the file
     * @throws dev.rowhouse.http.ListenException if an address can't be listened on
     */
    public static Composite open(Path file, List<ListenAddress> addresses, StatementObserver observer) {
        return open(file, config -> config.withListen(addresses), servers -> new Engines(servers, observer));
    }

    /**
     * Reads a composite file, and opens another composite than it says.
     *
     * @param change makes it of what the file says
     * @throws ConfigException with every mistake of the file
     * @throws dev.rowhouse.http.ListenException if an address can't be listened on
     */
    static Composite open(Path file, UnaryOperator<CompositeConfig> change) {
        return open(file, change, Engines::new);
    }

    private static Composite open(
            Path file,
            UnaryOperator<CompositeConfig> change,
            Function<List<ServerConfig>, Engines> engines) {
        var catalog = new AppCatalog();
        try {
            var config = change.apply(catalog.read(file));
            return open(config, catalog.apps(), engines);
        } catch (Throwable e) {
            catalog.close();
            throw e;
        }
    }

    private static Composite open(
            CompositeConfig config,
            HostedApps apps,
            Function<List<ServerConfig>, Engines> engines) {
        var instances = new Instances(config, apps, engines.apply(config.servers()));
        try {
            return new Composite(config, instances, HttpServer.open(config.listen(), config.http(), mounts(instances)));
        } catch (RuntimeException e) {
            instances.close();
            throw e;
        }
    }

    private static Mounts mounts(Instances instances) {
        List<MountTable.Entry> entries = new ArrayList<>();
        for (HostedInstance instance : instances.all()) {
            instance.config().mounts().forEach(mount -> entries.add(new MountTable.Entry(mount, instance)));
        }
        return new Mounts(MountTable.of(entries));
    }

    /**
     * Starts the instances that start with the composite, and waits until each serves or has failed.
     *
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public void start() throws InterruptedException {
        instances.startEager();
    }

    /** What it was made of. */
    CompositeConfig config() {
        return config;
    }

    /** Its instances. */
    public Instances instances() {
        return instances;
    }

    /** What is listened on, in the order of the file, with real ports. */
    public List<InetSocketAddress> addresses() {
        return http.addresses();
    }

    /** Drains and closes all instances, then stops listening. Running requests get the file's {@code drain} to end; what ignores its interruption gets some seconds more. May be called again. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (instances; http) {
            instances.stop(config.drain());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
