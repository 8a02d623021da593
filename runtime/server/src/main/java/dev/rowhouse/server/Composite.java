package dev.rowhouse.server;

import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.ConfigException;
import dev.rowhouse.config.ListenAddress;
import dev.rowhouse.config.ServerConfig;
import dev.rowhouse.control.Changes;
import dev.rowhouse.control.ControlApi;
import dev.rowhouse.control.ControlServer;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.engine.StatementObserver;
import dev.rowhouse.http.HttpServer;
import dev.rowhouse.instance.HostedApps;
import dev.rowhouse.instance.Instances;
import dev.rowhouse.instance.health.LastWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running composite: instances behind listeners, as one file says.
 *
 * <p>Safe for use by many threads.
 */
public final class Composite implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Composite.class);

    private final Instances instances;
    private final HttpServer http;
    private final Mounting mounting;
    private final Reloading reloading;
    private final Instant opened = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final AtomicReference<@Nullable ControlServer> control = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Composite(Instances instances, HttpServer http, Mounting mounting, Reloading reloading) {
        this.instances = instances;
        this.http = http;
        this.mounting = mounting;
        this.reloading = reloading;
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
        return open(file, UnaryOperator.identity(), Engines::new).keep();
    }

    /**
     * Reads a composite file and listens elsewhere than it says.
     *
     * @param addresses where to listen
     * @throws ConfigException with every mistake of the file
     * @throws dev.rowhouse.http.ListenException if an address can't be listened on
     */
    public static Composite open(Path file, List<ListenAddress> addresses) {
        return open(file, config -> config.withListen(addresses), Engines::new).keep();
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
        return open(file, config -> config.withListen(addresses), servers -> new Engines(servers, observer)).keep();
    }

    /**
     * Reads a composite file, and opens another composite than it says, whose files are not kept.
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
            return open(config, change, catalog.apps(), engines);
        } catch (Throwable e) {
            catalog.close();
            throw e;
        }
    }

    private static Composite open(
            CompositeConfig config,
            UnaryOperator<CompositeConfig> change,
            HostedApps apps,
            Function<List<ServerConfig>, Engines> engines) {
        var instances = new Instances(config, apps, engines.apply(config.servers()));
        try {
            var mounting = new Mounting(instances.all());
            return new Composite(instances, HttpServer.open(config.listen(), config.http(), mounting.mounts()),
                    mounting, new Reloading(config, change, instances, mounting));
        } catch (RuntimeException e) {
            instances.close();
            throw e;
        }
    }

    /** Keeps the files that it was read from, so that they can be brought back. */
    private Composite keep() {
        reloading.keep();
        return this;
    }

    /**
     * Starts the instances that start with the composite, and waits until each serves or has failed.
     *
     * @throws InterruptedException if the thread is told to stop while it waits
     */
    public void start() throws InterruptedException {
        instances.startEager();
    }

    /**
     * Reads its file again and says what that would change. Nothing is touched.
     *
     * @throws ConfigException with every mistake of the file
     */
    public Changes plan() {
        return reloading.plan();
    }

    /**
     * Reads its file again and carries out what has changed: only that is touched, and no request to an instance that goes on fails. One that
     * can't start in its new form keeps the old one. What the file says then is kept in the history. One at a time: who comes meanwhile
     * waits.
     *
     * @return what has changed, and what became of it
     * @throws ConfigException with every mistake of the file; nothing has changed then
     * @throws IllegalStateException if the composite ends
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    public Changes apply() throws InterruptedException {
        return reloading.apply();
    }

    /**
     * Puts the files of the version in their places that ran before this one, and applies them; called again, it goes further back. What
     * the files hold and was not applied yet is kept in the history first.
     *
     * @return what has changed, and what became of it
     * @throws IllegalStateException if there is no earlier version, or the composite ends
     * @throws ConfigException if the earlier version can't be used any more; files and instances are as before then
     * @throws UncheckedIOException if the history or a file can't be read or written
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    public Changes undo() throws InterruptedException {
        return reloading.undo();
    }

    /**
     * Lets who operates it talk to it from now on, as the file says: on a socket in its folder, and on TCP. May be called once.
     *
     * @throws dev.rowhouse.http.ListenException if an address can't be listened on
     */
    public ControlServer openControl() {
        var server = ControlServer.open(config().folder(), config().control(),
                new ControlApi(new CompositeOperations(this, mounting), new CompositeReload(reloading)));
        if (!control.compareAndSet(null, server)) {
            server.close();
            throw new IllegalStateException("the composite can be talked to already");
        }
        return server;
    }

    /** When it was opened. */
    Instant opened() {
        return opened;
    }

    /**
     * Lets the process end, with words about whose code it was, if an instance finds no memory left; an instance of which the file
     * {@code oom} in the composite's folder says so twice is not started. To be called before {@link #start}.
     */
    void keepLastWords() {
        try {
            instances.keep(LastWords.open(config().folder()));
        } catch (IOException e) {
            log.warn("nothing can be kept in {} ({}); if memory gives out, nobody will know whose code it was",
                    config().folder(), e.toString());
        }
    }

    /** What runs: of instances that fell back, their old form. */
    CompositeConfig config() {
        return reloading.config();
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
        // Who operates it may look on while it drains.
        try (instances; http; var _ = control.getAndSet(null)) {
            reloading.end();
            instances.stop(config().drain());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
