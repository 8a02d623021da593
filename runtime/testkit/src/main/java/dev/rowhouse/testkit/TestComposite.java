package dev.rowhouse.testkit;

import com.google.inject.Injector;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.ListenAddress;
import dev.rowhouse.instance.Phase;
import dev.rowhouse.server.Composite;
import dev.rowhouse.spi.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A composite for the length of a test: real sockets on a free port of the loopback address, real engines, a folder that
 * goes away with it.
 *
 * <p>Safe for use by many threads.
 */
public final class TestComposite implements AutoCloseable {
    private static final List<ListenAddress> ANY_PORT = List.of(new ListenAddress("127.0.0.1", 0));

    /** How long an instance may take to come to rest. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(2);

    private final Composite composite;
    private final Path folder;
    private final Statements statements;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ConcurrentMap<String, Remains> remains = new ConcurrentHashMap<>();

    private TestComposite(Composite composite, Path folder, Statements statements) {
        this.composite = composite;
        this.folder = folder;
        this.statements = statements;
    }

    /**
     * Starts a composite and waits until each of its eager instances serves or has failed.
     *
     * @param conf the text of a composite file; {@code {here}} in it is a new folder, {@code listen} is not needed
     * @throws dev.rowhouse.config.ConfigException with every mistake of the text
     */
    public static TestComposite start(String conf) {
        return start(conf, new Statements());
    }

    /**
     * Starts a composite whose statements somebody guards.
     *
     * @param guard is told of what threads send
     */
    static TestComposite start(String conf, Guard guard) {
        var composite = start(conf, new Statements(guard));
        guard.watch(composite.composite().instances()::here);
        return composite;
    }

    private static TestComposite start(String conf, Statements statements) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("rowhouse");
            var file = Files.writeString(folder.resolve("composite.conf"), conf);
            var composite = Composite.open(file, ANY_PORT, statements);
            composite.start();
            var started = new TestComposite(composite, folder, statements);
            started.watchServing();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the instances start", e);
        } catch (RuntimeException e) {
            if (folder != null) {
                delete(folder);
            }
            throw e;
        }
    }

    private void watchServing() {
        for (var instance : composite.instances().all()) {
            if (instance.phase() == Phase.SERVING) {
                remains(instance.name().value()).watch(instance.injector());
            }
        }
    }

    /** The folder that {@code {here}} stands for. */
    public Path folder() {
        return folder;
    }

    /** The address of a path and query: {@code "/north/people?page=2"}. */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:%d%s".formatted(composite.addresses().getFirst().getPort(), pathAndQuery));
    }

    /** Sends a GET request. */
    public HttpResponse<String> get(String pathAndQuery) {
        return send(HttpRequest.newBuilder(uri(pathAndQuery)));
    }

    /** Sends a JSON body with POST. */
    public HttpResponse<String> post(String pathAndQuery, String json) {
        return send(HttpRequest.newBuilder(uri(pathAndQuery))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /** Sends a request; redirects are not followed. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(client, request.build());
    }

    static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }

    /** The scope of an instance, to run code of the app in it. */
    public Work work(String instance) {
        return composite.instances().get(new InstanceName(instance)).work();
    }

    /**
     * An object of an instance, as the app itself would have it injected.
     *
     * @throws com.google.inject.ConfigurationException if the app doesn't bind that type
     */
    public <T> T object(String instance, Class<T> type) {
        return injector(instance).getInstance(type);
    }

    /**
     * The SQL statements that an instance executes while an action runs, in their order, on whatever thread: to hold the
     * number of queries that a list needs.
     *
     * <pre>{@code
     * assertThat(composite.statements("acme", () -> composite.get("/acme/articles"))).hasSize(3);
     * }</pre>
     *
     * <p>Those of its sessions, on all its engines, and of no other instance, whether of this composite or of one that runs
     * beside it under the same names. Several rows written as one batch are one statement. What goes past the sessions (plain
     * JDBC, the creation of tables) is not heard, nor is what a handler does once its answer is complete. Keep the instance
     * idle otherwise: what others ask of it meanwhile counts too.
     *
     * @throws X what the action threw
     * @throws IllegalArgumentException if there is no instance of that name
     */
    public <X extends Exception> List<String> statements(String instance, Work.Action<X> action) throws X {
        return statements.during(action, composite.instances().get(new InstanceName(instance)).name());
    }

    /** The phase of an instance. */
    public Phase phase(String instance) {
        return composite.instances().get(new InstanceName(instance)).phase();
    }

    /**
     * Passivates an instance as soon as it answers no request any more, which it does until the last byte has gone.
     *
     * @throws IllegalStateException if it doesn't serve, or is busy for too long: with requests, tasks or connections
     */
    public void passivate(String instance) {
        var hosted = composite.instances().get(new InstanceName(instance));
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!hosted.passivate(PATIENCE)) {
                if (hosted.phase() != Phase.SERVING || System.nanoTime() - until > 0) {
                    throw new IllegalStateException(
                            "instance '%s' is %s and can't be passivated; it answers %d requests".formatted(instance,
                                    hosted.phase(), hosted.running()));
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while an instance is passivated", e);
        }
    }

    /**
     * Asserts that nothing of an instance that was passivated or stopped is left in the JVM: its injector and with it everything that
     * the app was given or has made is garbage. Collects garbage until it is. Looks at the starts that served when the composite
     * had started, or were used through this object later.
     *
     * @throws IllegalStateException if the instance still serves
     * @throws AssertionError if something of it is still reachable
     */
    public void assertNothingRemains(String instance) {
        var phase = phase(instance);
        if (phase != Phase.COLD && phase != Phase.CLOSED) {
            throw new IllegalStateException(
                    "instance '%s' is %s; passivate or stop it first".formatted(instance, phase));
        }
        try {
            remains(instance).requireNone();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while garbage is collected", e);
        }
    }

    private Remains remains(String instance) {
        return remains.computeIfAbsent(instance, Remains::new);
    }

    /** What the objects of an instance come from, watched until they are gone. */
    private Injector injector(String instance) {
        var injector = composite.instances().get(new InstanceName(instance)).injector();
        remains(instance).watch(injector);
        return injector;
    }

    boolean isServing(String instance) {
        return phase(instance) == Phase.SERVING;
    }

    /** @throws IllegalStateException if an instance doesn't serve; says why */
    void requireServing(String instance) {
        var hosted = composite.instances().get(new InstanceName(instance));
        if (hosted.phase() != Phase.SERVING) {
            throw new IllegalStateException(
                    "instance '%s' is %s: %s".formatted(instance, hosted.phase(), hosted.failure().orElse("")));
        }
    }

    /** What runs. */
    public Composite composite() {
        return composite;
    }

    /** Closes the composite and deletes its folder. */
    @Override
    public void close() {
        try (client) {
            composite.close();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
