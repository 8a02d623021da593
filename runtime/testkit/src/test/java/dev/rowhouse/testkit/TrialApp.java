package dev.rowhouse.testkit;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.NonBlocking;
import dev.rowhouse.spi.PartialCommitException;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.ProblemFormat;
import dev.rowhouse.spi.Routes;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.hibernate.Session;

/** An app that tries what apps do, and what they should not. */
public final class TrialApp implements App<NoSettings> {
    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings().engine("default", Canary.class);
    }

    @Override
    public Module household(NoSettings settings) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                bind(Trial.class).in(Singleton.class);
            }

            @Provides
            @Singleton
            HttpHandler root(Trial trial) {
                return trial.routes();
            }
        };
    }

    /** The same app, whose clients see problems in words of its own; one problem it sends without any, one it can't. */
    public static final class Worded implements App<NoSettings> {
        private static final ProblemFormat WORDS = (problem, exchange) -> {
            switch (problem.status()) {
                case 409, 410 -> exchange.setStatusCode(410);
                case 405 -> write(exchange, "not so");
                case 418 -> throw new IllegalStateException("secret detail");
                default ->
                    exchange.getResponseSender().send("sorry: %d %s".formatted(problem.status(), problem.detail()));
            }
        };

        @Override
        public Plan<NoSettings> plan() {
            return new TrialApp().plan();
        }

        @Override
        public Module household(NoSettings settings) {
            return binder -> {
                binder.install(new TrialApp().household(settings));
                binder.bind(ProblemFormat.class).toInstance(WORDS);
            };
        }
    }

    private static void write(HttpServerExchange exchange, String text) {
        try {
            exchange.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An app whose root never blocks. */
    public static final class Quick implements App<NoSettings> {
        @Override
        public Plan<NoSettings> plan() {
            return Plan.withoutSettings();
        }

        @Override
        public Module household(NoSettings settings) {
            NonBlocking root = exchange -> {
                if (exchange.getRelativePath().equals("/dispatched")) {
                    exchange.dispatch(TrialApp::sayThread);
                } else {
                    sayThread(exchange);
                }
            };
            return binder -> binder.bind(HttpHandler.class).toInstance(root);
        }
    }

    /** An app whose singleton nobody declared. */
    public static final class Careless implements App<NoSettings> {
        @Override
        public Plan<NoSettings> plan() {
            return Plan.withoutSettings();
        }

        @Override
        public Module household(NoSettings settings) {
            return binder -> binder.bind(HttpHandler.class).to(Undeclared.class);
        }

        static final class Undeclared implements HttpHandler {
            private final Shared shared;

            @Inject
            Undeclared(Shared shared) {
                this.shared = shared;
            }

            @Override
            public void handleRequest(HttpServerExchange exchange) {
                exchange.getResponseSender().send(Integer.toString(System.identityHashCode(shared)));
            }
        }

        @Singleton
        static final class Shared {}
    }

    private static void sayThread(HttpServerExchange exchange) {
        exchange.getResponseSender().send(Thread.currentThread().isVirtual() ? "virtual" : "I/O");
    }

    /** What one instance holds. */
    static final class Trial {
        private final Session session;
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final Semaphore big = new Semaphore(0);

        @Inject
        Trial(Session session) {
            this.session = session;
        }

        CountDownLatch entered() {
            return entered;
        }

        CountDownLatch released() {
            return released;
        }

        /** Waits until so many clients are sent something big. */
        void awaitBig(int clients) throws InterruptedException {
            big.acquire(clients);
        }

        Routes routes() {
            return new Routes().get("/thread", TrialApp::sayThread)
                    .get("/dispatched", exchange -> exchange.dispatch((HttpHandler) this::count))
                    .get("/dispatched-problem", exchange -> exchange.dispatch((HttpHandler) this::teapot))
                    .get("/count", this::count)
                    .get("/leave-open", this::leaveOpen)
                    .get("/bug", exchange -> {
                        throw new StackOverflowError("too deep");
                    })
                    .get("/error", exchange -> {
                        throw new IllegalStateException("secret detail");
                    })
                    .get("/file", exchange -> {
                        throw new NoSuchFileException("secret.txt");
                    })
                    .get("/begun", exchange -> {
                        exchange.getOutputStream().write("half a page".getBytes(StandardCharsets.UTF_8));
                        throw new IllegalStateException("secret detail");
                    })
                    .get("/dispatched-error", exchange -> exchange.dispatch((HttpHandler) dispatched -> {
                        throw new IllegalStateException("secret detail");
                    }))
                    .get("/teapot", this::teapot)
                    .get("/bare", exchange -> exchange.setStatusCode(409))
                    .get("/own-words", this::ownWords)
                    .get("/lock", this::lock)
                    .get("/stale", exchange -> {
                        throw new IllegalStateException(new OptimisticLockException("secret detail"));
                    })
                    .get("/partial", exchange -> {
                        throw new PartialCommitException("a", List.of("default"), List.of("log"),
                                new SQLException("secret detail", "40001"));
                    })
                    .get("/half", this::half)
                    .get("/big", this::sendBig)
                    .get("/callback", this::callback)
                    .get("/wait", this::await)
                    .post("/echo",
                            exchange -> exchange.getResponseSender()
                                    .send(Integer.toString(exchange.getInputStream().readAllBytes().length)))
                    .post("/receive",
                            exchange -> exchange.getRequestReceiver()
                                    .receiveFullBytes((same, body) -> same.getResponseSender()
                                            .send(session.isOpen() ? Integer.toString(body.length) : "closed")));
        }

        private void count(HttpServerExchange exchange) {
            exchange.getResponseSender()
                    .send(session.createSelectionQuery("select count(*) from Canary", Long.class).getSingleResult()
                            + "");
        }

        private void leaveOpen(HttpServerExchange exchange) {
            session.beginTransaction();
            session.persist(new Canary((int) System.nanoTime(), "left"));
            session.flush();
            exchange.getResponseSender().send("left open");
        }

        private void teapot(HttpServerExchange exchange) {
            throw new ProblemException(Problem.of(418, "short and stout"));
        }

        private void ownWords(HttpServerExchange exchange) {
            write(exchange.setStatusCode(422), "no");
        }

        private void lock(HttpServerExchange exchange) {
            session.beginTransaction();
            session.find(Canary.class, 1, LockModeType.PESSIMISTIC_WRITE);
            exchange.getResponseSender().send("locked");
        }

        /** More than the buffers of a connection hold. */
        private void sendBig(HttpServerExchange exchange) throws IOException {
            exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, "64000000");
            big.release();
            for (int i = 0; i < 1000; i++) {
                exchange.getOutputStream().write(new byte[64_000]);
            }
        }

        private void half(HttpServerExchange exchange) throws IOException {
            exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, "100000");
            exchange.getOutputStream().write(new byte[50_000]);
            exchange.getOutputStream().flush();
            throw new IOException("broken in the middle");
        }

        private void callback(HttpServerExchange exchange) {
            exchange.getResponseSender().send("first", new IoCallback() {
                @Override
                public void onComplete(HttpServerExchange same, Sender sender) {
                    sender.send(session.isOpen() ? ", then open" : ", then closed");
                }

                @Override
                public void onException(HttpServerExchange same, Sender sender, IOException failure) {
                    same.endExchange();
                }
            });
        }

        private void await(HttpServerExchange exchange) throws InterruptedException {
            entered.countDown();
            released.await();
            exchange.getResponseSender().send("waited");
        }
    }
}
