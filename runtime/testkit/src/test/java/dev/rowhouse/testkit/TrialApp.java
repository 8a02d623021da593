package dev.rowhouse.testkit;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.NonBlocking;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Routes;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CountDownLatch;
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
                    .get("/half", this::half)
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
