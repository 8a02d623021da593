package dev.rowhouse.testkit;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.EventFeed;
import dev.rowhouse.spi.EventStream;
import dev.rowhouse.spi.EventStreamListener;
import dev.rowhouse.spi.EventStreams;
import dev.rowhouse.spi.Instance;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Routes;
import dev.rowhouse.spi.ServerEvent;
import dev.rowhouse.spi.WebSocket;
import dev.rowhouse.spi.WebSocketEndpoint;
import dev.rowhouse.spi.WebSocketListener;
import dev.rowhouse.spi.WebSockets;
import dev.rowhouse.spi.Work;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.slf4j.MDC;

/** An app that works beside its requests, in the right ways and in the wrong ones. */
public final class BesideApp implements App<NoSettings> {
    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings().engine("default", Canary.class);
    }

    @Override
    public Module household(NoSettings settings) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                bind(Yard.class).in(Singleton.class);
            }

            @Provides
            @Singleton
            HttpHandler root(Yard yard) {
                return yard.routes();
            }
        };
    }

    /** What one instance holds. */
    static final class Yard implements WebSocketListener, EventStreamListener {
        private final Session session;
        private final ScheduledExecutorService executor;
        private final WebSocketEndpoint sockets;
        private final WebSocketEndpoint shared;
        private final EventFeed feed;
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final CountDownLatch released = new CountDownLatch(1);

        @Inject
        Yard(
                Session session,
                Work work,
                Instance instance,
                ScheduledExecutorService executor,
                WebSockets webSockets,
                EventStreams eventStreams) {
            this.session = session;
            this.executor = executor;
            sockets = webSockets.endpoint(this::receive);
            shared = webSockets.endpoint(this::receive, List.of("https://friend.example"));
            feed = eventStreams.feed(_ -> this);
            work.runInTransaction(() -> session.merge(new Canary(1, instance.name())));
        }

        /** What was called back, in its order. */
        BlockingQueue<String> heard() {
            return heard;
        }

        /** Lets go on what waits. */
        CountDownLatch released() {
            return released;
        }

        ScheduledExecutorService executor() {
            return executor;
        }

        EventFeed feed() {
            return feed;
        }

        WebSocketEndpoint sockets() {
            return sockets;
        }

        HttpHandler routes() {
            return new Routes().get("/executor", exchange -> say(exchange, future(executor)))
                    .get("/common-pool", exchange -> say(exchange, CompletableFuture.supplyAsync(this::tryRead).join()))
                    .get("/thread", exchange -> say(exchange, future(Thread.ofVirtual()::start)))
                    .get("/parallel", this::parallel)
                    .get("/later", this::later)
                    .get("/dispatched", exchange -> exchange.dispatch(executor, same -> say(same, tryRead())))
                    .get("/dispatched-bug", exchange -> exchange.dispatch(executor, _ -> {
                        throw new IllegalStateException("secret detail");
                    }))
                    .get("/raw", Handlers.websocket((_, channel) -> {
                        channel.getReceiveSetter().set(new Raw());
                        channel.resumeReceives();
                    }))
                    .get("/socket", sockets)
                    .get("/shared", shared)
                    .get("/feed", feed);
        }

        private String future(Executor where) {
            return CompletableFuture.supplyAsync(this::tryRead, where).join();
        }

        /** The calling thread has its part of the stream, and its session. */
        private void parallel(HttpServerExchange exchange) {
            var request = Thread.currentThread();
            var others = IntStream.range(0, 1000)
                    .parallel()
                    .filter(_ -> Thread.currentThread() != request)
                    .mapToObj(_ -> tryRead())
                    .distinct()
                    .toList();
            say(exchange, others.toString());
        }

        /** Answers when the request's own thread is long gone. */
        private void later(HttpServerExchange exchange) {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> executor.execute(() -> say(exchange, tryRead())));
        }

        private static void say(HttpServerExchange exchange, String text) {
            exchange.getResponseSender().send(text);
        }

        /** Whose row this thread reads, or that it can't. */
        String tryRead() {
            return tried(() -> "%s in %s".formatted(session.find(Canary.class, 1).name, MDC.get("instance")));
        }

        private static String tried(Supplier<String> reading) {
            try {
                return reading.get();
            } catch (RuntimeException e) {
                return e.getClass().getSimpleName();
            }
        }

        private WebSocketListener receive(HttpServerExchange exchange) {
            heard.add("received by " + tryRead());
            if (exchange.getQueryString().equals("forbidden")) {
                throw new ProblemException(Problem.of(403, "Not you."));
            }
            return this;
        }

        @Override
        public void opened(WebSocket socket) {
            heard.add("opened for " + tryRead());
        }

        @Override
        public void text(WebSocket socket, String message) throws InterruptedException {
            switch (message) {
                case "read" -> socket.send(tryRead());
                case "begin" -> {
                    session.beginTransaction();
                    socket.send("begun: " + session.isJoinedToTransaction());
                }
                case "joined?" -> socket.send("joined: " + session.isJoinedToTransaction());
                case "fail" -> throw new IllegalStateException("secret detail");
                case "wait" -> {
                    heard.add("waits");
                    released.await();
                    socket.send("waited");
                }
                case "bye" -> socket.close(4000, "as you wish");
                case "flood" -> {
                    while (socket.send("x".repeat(10_000))) {
                        heard.poll();
                    }
                    heard.add("flooded");
                }
                case "much" -> {
                    for (int i = 0; i < 200; i++) {
                        socket.send("y".repeat(10_000));
                        socket.flush();
                    }
                    socket.send("all");
                }
                default -> {
                    heard.add(message);
                    socket.send("echo " + message);
                }
            }
        }

        @Override
        public void binary(WebSocket socket, ByteBuffer message) {
            socket.send(message.asReadOnlyBuffer());
        }

        @Override
        public void closed(WebSocket socket, int code, String reason) {
            heard.add("closed %d %s for %s".formatted(code, reason, tryRead()).replace("  ", " "));
        }

        @Override
        public void opened(EventStream stream) throws InterruptedException {
            stream.send(ServerEvent.of("hello from " + tryRead()));
            stream.lastEventId().ifPresent(id -> stream.send(ServerEvent.of("missed since " + id)));
            if (stream.lastEventId().isPresent()) {
                heard.add("greets");
                released.await();
                stream.send(ServerEvent.of("greeted"));
            }
        }

        @Override
        public void closed(EventStream stream) {
            heard.add("stream closed for " + tryRead());
        }

        /** As Undertow has it, on an I/O thread. */
        private final class Raw extends AbstractReceiveListener {
            @Override
            protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
                io.undertow.websockets.core.WebSockets.sendText(tryRead(), channel, null);
            }
        }
    }
}
