package dev.rowhouse.testkit;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Routes;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.hibernate.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An app that does on demand what apps do when they are ill. */
public final class FaultyApp implements App<FaultyApp.Settings> {
    /**
     * What it does when it starts.
     *
     * @param start {@code well}, {@code fail}, {@code error} or {@code hang}
     */
    public record Settings(String start) {}

    /** What is under its control from outside. One of each start. */
    static final class Ward {
        final CountDownLatch released = new CountDownLatch(1);
        final CountDownLatch holding = new CountDownLatch(3);
        final Object left = new Object();
        final Object right = new Object();
        final CountDownLatch bothHeld = new CountDownLatch(2);
    }

    @Override
    public Plan<Settings> plan() {
        return Plan.of(Settings.class).defaults(new Settings("well")).engine("default", Canary.class);
    }

    @Override
    public Module household(Settings settings) {
        switch (settings.start()) {
            case "well" -> {
                // It is.
            }
            case "fail" -> throw new IllegalStateException("ill from the start");
            case "error" -> throw new NoClassDefFoundError("org/example/Gone");
            case "hang" -> waitFor(new CountDownLatch(1));
            default -> throw new IllegalArgumentException(settings.start());
        }
        return new AbstractModule() {
            @Override
            protected void configure() {
                bind(Ward.class).in(Singleton.class);
                bind(Faults.class).in(Singleton.class);
            }

            @Provides
            @Singleton
            HttpHandler root(Faults faults) {
                return faults.routes();
            }
        };
    }

    /** Waits until it is interrupted. */
    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** One handler for each fault. */
    static final class Faults {
        private static final Logger log = LoggerFactory.getLogger(Faults.class);

        private final Session session;
        private final Work work;
        private final Executor tasks;
        private final Ward ward;

        @Inject
        Faults(Session session, Work work, Executor tasks, Ward ward) {
            this.session = session;
            this.work = work;
            this.tasks = tasks;
            this.ward = ward;
        }

        HttpHandler routes() {
            return new Routes().get("/count", this::count).get("/exception", _ -> {
                throw new IllegalStateException("as it happens");
            }).get("/overflow", _ -> overflow(1)).get("/linkage", _ -> {
                throw new NoClassDefFoundError("org/example/Gone");
            }).get("/assertion", _ -> {
                throw new AssertionError("never");
            })
                    .get("/leak", this::leak)
                    .get("/exhaust", this::exhaust)
                    .get("/deadlock", this::deadlock)
                    .get("/loop", this::loop)
                    .get("/flood", this::flood)
                    .get("/allocate", this::allocate);
        }

        private void count(HttpServerExchange exchange) {
            var count = session.createQuery("select count(c) from Canary c", Long.class).getSingleResult();
            exchange.getResponseSender().send(count.toString());
        }

        private int overflow(int depth) {
            return depth < 0 ? 0 : overflow(depth + 1) + 1;
        }

        /** Takes a connection and never gives it back: a session of its own that nobody closes. */
        private void leak(HttpServerExchange exchange) {
            var leaked = session.sessionWithOptions().openSession();
            leaked.beginTransaction();
            var one = leaked.createNativeQuery("select 4711", Integer.class).getSingleResult();
            exchange.getResponseSender().send(one.toString());
        }

        /** Holds a connection. */
        private void exhaust(HttpServerExchange exchange) {
            work.runInTransaction(() -> {
                session.createNativeQuery("select 1", Integer.class).getSingleResult();
                ward.holding.countDown();
                waitFor(ward.released);
            });
            exchange.getResponseSender().send("released");
        }

        /** Two tasks that wait for each other, for ever, whatever interrupts them; and this request for both. */
        private void deadlock(HttpServerExchange exchange) {
            tasks.execute(() -> hold(ward.left, ward.right));
            tasks.execute(() -> hold(ward.right, ward.left));
            waitFor(ward.bothHeld);
            exchange.getResponseSender().send("deadlocked");
        }

        private void hold(Object first, Object second) {
            synchronized (first) {
                ward.bothHeld.countDown();
                waitFor(ward.bothHeld);
                synchronized (second) {
                    throw new AssertionError("both were held");
                }
            }
        }

        /** Runs until it is released, and hears no interruption; lets others run between, as a loop over I/O does. */
        @SuppressWarnings("ThreadPriorityCheck") // Nothing relies on it.
        private void loop(HttpServerExchange exchange) {
            while (ward.released.getCount() > 0) {
                Thread.yield();
            }
            exchange.getResponseSender().send("released");
        }

        private void flood(HttpServerExchange exchange) {
            for (int line = 0; line < 2000; line++) {
                log.debug("line {} of many that nobody reads", line);
                log.trace("line {} of many that nobody reads", line);
            }
            log.warn("that was a flood of 2000 lines");
            exchange.getResponseSender().send("flooded");
        }

        private void allocate(HttpServerExchange exchange) {
            long sum = 0;
            for (int piece = 0; piece < 200; piece++) {
                sum += new byte[1_000_000].length;
            }
            exchange.getResponseSender().send(Long.toString(sum));
        }
    }
}
