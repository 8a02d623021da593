package dev.rowhouse.testkit;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.EventFeed;
import dev.rowhouse.spi.EventStreams;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.NonBlocking;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemFormat;
import dev.rowhouse.spi.Routes;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;

/** An app whose requests take as long as a test wants, or longer than they may. */
public final class PatienceApp implements App<NoSettings> {
    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings().engine("default", Canary.class);
    }

    @Override
    public Module household(NoSettings settings) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                bind(Patience.class).in(Singleton.class);
                bind(ProblemFormat.class).toInstance(PatienceApp::write);
            }

            @Provides
            @Singleton
            HttpHandler root(Patience patience) {
                return patience.routes();
            }
        };
    }

    private static void write(Problem problem, HttpServerExchange exchange) {
        exchange.getResponseSender().send("sorry: %d".formatted(problem.status()));
    }

    /** The same on I/O threads: a request that nobody answers. */
    public static final class Quick implements App<NoSettings> {
        @Override
        public Plan<NoSettings> plan() {
            return Plan.withoutSettings();
        }

        @Override
        public Module household(NoSettings settings) {
            NonBlocking root = exchange -> {
                if (exchange.getRelativePath().equals("/forgotten")) {
                    exchange.dispatch(_ -> {}, () -> {});
                } else {
                    exchange.getResponseSender().send("quick");
                }
            };
            return binder -> binder.bind(HttpHandler.class).toInstance(root);
        }
    }

    /** What one start holds. */
    static final class Patience {
        private final Session session;
        private final Work work;
        private final EventFeed feed;
        private final AtomicInteger ids = new AtomicInteger();
        private final Semaphore entered = new Semaphore(0);
        private final Semaphore released = new Semaphore(0);
        private final CountDownLatch end = new CountDownLatch(1);
        private final Collection<String> seen = new ConcurrentLinkedQueue<>();

        @Inject
        Patience(Session session, Work work, EventStreams streams) {
            this.session = session;
            this.work = work;
            feed = streams.feed();
        }

        /** A permit for each request that has begun to wait. */
        Semaphore entered() {
            return entered;
        }

        /** A permit lets one go. */
        Semaphore released() {
            return released;
        }

        /** Ends what ignores everything else. */
        CountDownLatch end() {
            return end;
        }

        /** The queries of requests that came in, in their order. */
        Collection<String> seen() {
            return seen;
        }

        EventFeed feed() {
            return feed;
        }

        Routes routes() {
            return new Routes().get("/quick", this::answer).get("/wait", exchange -> {
                entered.release();
                released.acquire();
                answer(exchange);
            })
                    .get("/sleep", _ -> sleepInTransaction())
                    .get("/dispatched", exchange -> exchange.dispatch((HttpHandler) _ -> sleepInTransaction()))
                    .get("/stubborn", exchange -> {
                        ignoreEverything();
                        answer(exchange);
                    })
                    .get("/swallow", exchange -> {
                        try {
                            sleep();
                        } catch (InterruptedException e) {
                            exchange.getResponseSender().send("as if nothing had happened");
                        }
                    })
                    .get("/persist", _ -> persistAnyway())
                    .get("/begun", this::begin)
                    .post("/sleep", exchange -> {
                        seen.add(Integer.toString(exchange.getInputStream().readAllBytes().length));
                        sleepInTransaction();
                    })
                    .get("/sql",
                            exchange -> execute(
                                    Objects.requireNonNull(exchange.getQueryParameters().get("q")).getFirst()))
                    .get("/add", exchange -> {
                        addOne();
                        answer(exchange);
                    })
                    .get("/events", feed);
        }

        private void answer(HttpServerExchange exchange) {
            if (!exchange.getQueryString().isEmpty()) {
                seen.add(exchange.getQueryString());
            }
            exchange.getResponseSender().send("done " + exchange.getQueryString());
        }

        /** How many rows there are; reads them outside of any request. */
        long count() {
            return work.call(
                    () -> session.createSelectionQuery("select count(*) from Canary", Long.class).getSingleResult());
        }

        /** Saves one more row, outside of any request. */
        void addOne() {
            work.runInTransaction(this::add);
        }

        private void add() {
            session.persist(new Canary(ids.incrementAndGet(), "bird"));
            session.flush();
        }

        private void sleep() throws InterruptedException {
            entered.release();
            end.await();
        }

        private void sleepInTransaction() throws InterruptedException {
            work.runInTransaction(() -> {
                add();
                sleep();
            });
        }

        @SuppressWarnings("Interruption") // That is what it is for.
        private void ignoreEverything() {
            entered.release();
            while (true) {
                try {
                    end.await();
                    return;
                } catch (InterruptedException e) {
                    // Goes on.
                }
            }
        }

        /** Commits, though it was told to stop. */
        private void persistAnyway() {
            work.runInTransaction(() -> {
                add();
                try {
                    sleep();
                } catch (InterruptedException e) {
                    // Goes on.
                }
            });
        }

        private void execute(String sql) {
            work.runInTransaction(() -> {
                add();
                entered.release();
                session.doWork(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                });
            });
        }

        private void begin(HttpServerExchange exchange) throws IOException, InterruptedException {
            exchange.getOutputStream().write("half".getBytes(StandardCharsets.UTF_8));
            exchange.getOutputStream().flush();
            sleep();
        }
    }
}
