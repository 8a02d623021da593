package dev.rowhouse.bench.undertow;

import dev.rowhouse.bench.subject.Subject;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;

/** Undertow as it comes, with one handler that says one word: on its I/O threads, and on its workers. */
public final class UndertowSubject {
    private UndertowSubject() {}

    /**
     * Listens, and answers {@code port} with those of both: {@code io}, {@code thread}.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws IOException {
        var server = Undertow.builder()
                .addListener(listener().setRootHandler(UndertowSubject::say))
                .addListener(listener().setRootHandler(new BlockingHandler(UndertowSubject::say)))
                .build();
        server.start();
        var ports = Map.of("io", port(server, 0), "thread", port(server, 1));
        new Subject().on("port", _ -> ports).answer();
        server.stop();
    }

    private static Undertow.ListenerBuilder listener() {
        return new Undertow.ListenerBuilder().setType(Undertow.ListenerType.HTTP).setHost("127.0.0.1").setPort(0);
    }

    private static double port(Undertow server, int listener) {
        return ((InetSocketAddress) server.getListenerInfo().get(listener).getAddress()).getPort();
    }

    private static void say(HttpServerExchange exchange) {
        exchange.getResponseSender().send("hello");
    }
}
