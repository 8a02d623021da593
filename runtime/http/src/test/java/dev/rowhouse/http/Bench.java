package dev.rowhouse.http;

import dev.rowhouse.config.HostPattern;
import dev.rowhouse.config.HttpConfig;
import dev.rowhouse.config.ListenAddress;
import dev.rowhouse.config.Mount;
import dev.rowhouse.config.MountPath;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A server on a free port, and what tests ask it. */
final class Bench implements AutoCloseable {
    /** Limits that a test can wait for. */
    static final Duration SHORT = Duration.ofMillis(300);
    static final Duration LONG = Duration.ofSeconds(60);

    private final HttpServer server;
    private final Mounts mounts;

    private Bench(HttpServer server, Mounts mounts) {
        this.server = server;
        this.mounts = mounts;
    }

    static Bench open(HttpConfig config, Map<Mount, HttpHandler> targets) {
        var mounts = new Mounts(MountTable.of(targets));
        return new Bench(HttpServer.open(List.of(new ListenAddress("127.0.0.1", 0)), config, mounts), mounts);
    }

    /** Mounts {@code /a}, {@code /b}, ... as they are written, each answering with its own mount and what it saw. */
    static Bench open(HttpConfig config, String... targets) {
        Map<Mount, HttpHandler> all = new LinkedHashMap<>();
        for (var target : targets) {
            all.put(mount(target), echo(target));
        }
        return open(config, all);
    }

    /** Answers: mount, relative path, resolved path, query, Host, scheme, client. */
    static HttpHandler echo(String name) {
        return exchange -> exchange.getResponseSender()
                .send(String.join("|", name, exchange.getRelativePath(), exchange.getResolvedPath(),
                        exchange.getQueryString(), String.valueOf(exchange.getRequestHeaders().getFirst("Host")),
                        exchange.getRequestScheme(), exchange.getSourceAddress().getAddress().getHostAddress()));
    }

    /** Reads all of the body on a virtual thread, and answers with its length. */
    static HttpHandler count() {
        return exchange -> exchange.dispatch(command -> Thread.ofVirtual().start(command), dispatched -> {
            dispatched.startBlocking();
            long length = dispatched.getInputStream().transferTo(OutputStream.nullOutputStream());
            dispatched.getResponseSender().send("received " + length);
        });
    }

    static Mount mount(String text) {
        int slash = text.indexOf('/');
        var path = slash < 0 || text.length() == slash + 1 ? MountPath.ROOT : new MountPath(text.substring(slash));
        var authority = slash < 0 ? text : text.substring(0, slash);
        if (authority.isEmpty()) {
            return new Mount(Optional.empty(), OptionalInt.empty(), path);
        }
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        var name = hasPort ? authority.substring(0, colon) : authority;
        var port = hasPort ? OptionalInt.of(Integer.parseInt(authority.substring(colon + 1))) : OptionalInt.empty();
        var host = name.startsWith("*.") ? new HostPattern(name.substring(2), true) : new HostPattern(name, false);
        return new Mount(Optional.of(host), port, path);
    }

    static HttpConfig config(Duration requestTimeout, Duration bodyTimeout, Duration idleTimeout) {
        var config = HttpConfig.DEFAULT;
        return new HttpConfig(config.maxBody(), config.maxHeader(), config.maxFields(), requestTimeout, bodyTimeout,
                idleTimeout, config.trustedProxies());
    }

    static HttpConfig limits(long maxBody, int maxHeader, int maxFields) {
        return new HttpConfig(maxBody, maxHeader, maxFields, LONG, LONG, LONG, List.of());
    }

    int port() {
        return server.addresses().getFirst().getPort();
    }

    Mounts mounts() {
        return mounts;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    Wires connect() throws IOException {
        return new Wires(port());
    }

    /** What comes back for these bytes, until the server closes or the response is complete. */
    Reply send(String request) throws IOException {
        try (var wires = connect()) {
            wires.write(request);
            return wires.reply();
        }
    }

    Reply get(String target) throws IOException {
        return send("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(target));
    }

    @Override
    public void close() {
        server.close();
    }
}
