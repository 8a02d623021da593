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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.Session;

/** An app that starts, and answers, when a test lets it. */
public final class SleeperApp implements App<SleeperApp.Bed> {
    private static final ConcurrentMap<String, Bedroom> BEDROOMS = new ConcurrentHashMap<>();

    /**
     * The settings.
     *
     * @param room by which a test finds what its instances do
     */
    public record Bed(String room) {}

    /** What instances of one test do. */
    static final class Bedroom {
        final AtomicInteger starts = new AtomicInteger();
        final AtomicInteger starting = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final CountDownLatch busy = new CountDownLatch(1);
        final CountDownLatch rest = new CountDownLatch(1);
        volatile CountDownLatch held = new CountDownLatch(0);

        @SuppressWarnings("ThreadPriorityCheck") // Others are to come between, and nothing relies on it.
        private void start() {
            starts.incrementAndGet();
            most.accumulateAndGet(starting.incrementAndGet(), Math::max);
            try {
                held.await();
                for (int i = 0; i < 100; i++) {
                    Thread.yield();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                starting.decrementAndGet();
            }
        }

        void work() {
            busy.countDown();
            try {
                rest.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static Bedroom room(String name) {
        return BEDROOMS.computeIfAbsent(name, _ -> new Bedroom());
    }

    @Override
    public Plan<Bed> plan() {
        return Plan.of(Bed.class).engine("default", Canary.class);
    }

    @Override
    public Module household(Bed settings) {
        var room = room(settings.room());
        room.start();
        return new AbstractModule() {
            @Provides
            @Singleton
            HttpHandler root(Session session, Work work, ExecutorService tasks) {
                return new Routes().get("/", exchange -> exchange.getResponseSender().send("awake"))
                        .get("/busy", exchange -> {
                            room.work();
                            exchange.getResponseSender().send("done");
                        })
                        .get("/task", exchange -> {
                            tasks.execute(room::work);
                            exchange.getResponseSender().send("later");
                        })
                        .get("/add", exchange -> {
                            work.runInTransaction(() -> session.persist(new Canary(1, "one")));
                            exchange.getResponseSender().send("added");
                        })
                        .get("/count",
                                exchange -> exchange.getResponseSender()
                                        .send(session.createSelectionQuery("select count(c) from Canary c", Long.class)
                                                .getSingleResult()
                                                .toString()));
            }
        };
    }
}
