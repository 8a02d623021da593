package dev.rowhouse.apps.guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.testkit.TestComposite;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many guestbooks in one JVM. Isolated: it counts what the whole JVM has. */
@Isolated
@Timeout(300)
class FleetTest {
    private static final Logger LOG = LoggerFactory.getLogger(FleetTest.class);
    private static final int SMALL = 50;
    private static final int LARGE = 1_000;
    private static final int CLIENTS = 4;

    /** Guestbook 1 is the first. */
    private record Fleet(TestComposite composite, int count) implements AutoCloseable {
        static Fleet start(int count) {
            return new Fleet(TestComposite
                    .start("""
                            apps.guestbook.class = dev.rowhouse.apps.guestbook.GuestbookApp
                            fleets.books { count = %1$d, name = "book{n}", instance {
                              app = guestbook, mount = "/{instance}", start = eager
                              engines.default { url = "jdbc:h2:mem:fleet%1$d-{instance}", schema = create, pool.borrow-timeout = 30s }
                              engines.log { url = "jdbc:h2:mem:fleet%1$d-{instance}-log", schema = create, pool.borrow-timeout = 30s }
                            } }
                            """
                            .formatted(count)),
                    count);
        }

        /** Gives each guestbook a person of its own, then looks for them everywhere. */
        void use() throws Exception {
            forEach(number -> guestbook(number).add("Guest of " + number));
            forEach(number -> {
                var book = guestbook(number);
                assertThat(book.get("/people").body()).isEqualTo("{\"people\":[{\"id\":1,\"name\":\"Guest of %d\","
                        .formatted(number)
                        + "\"email\":\"somebody@example.org\",\"addresses\":[]}],\"page\":1,\"size\":20,\"total\":1}");
                assertThat(book.changes()).containsExactly("added Guest of %d, person 1".formatted(number));
            });
        }

        private Visitor guestbook(int number) {
            return new Visitor(composite, "/book" + number);
        }

        private void forEach(IntConsumer action) throws Exception {
            try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
                var parts = new ArrayList<Future<?>>();
                for (int i = 0; i < CLIENTS; i++) {
                    int first = i + 1;
                    parts.add(clients.submit(() -> {
                        for (int number = first; number <= count; number += CLIENTS) {
                            action.accept(number);
                        }
                    }));
                }
                for (var part : parts) {
                    part.get();
                }
            }
        }

        @Override
        public void close() {
            composite.close();
        }
    }

    /** What the JVM has: platform threads, and classes ever loaded. */
    private record Counts(int threads, long classes) {
        static Counts take() {
            return new Counts(Thread.getAllStackTraces().size(),
                    ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
        }
    }

    @Test
    void costsNoThreadAndNoClassForEachGuestbook() throws Exception {
        Counts few;
        try (var fleet = Fleet.start(SMALL)) {
            fleet.use();
            few = Counts.take();
        }
        long heapBefore = usedHeap();

        long start = System.nanoTime();
        try (var fleet = Fleet.start(LARGE)) {
            var startTime = Duration.ofNanos(System.nanoTime() - start);
            fleet.use();
            var useTime = Duration.ofNanos(System.nanoTime() - start).minus(startTime);
            var many = Counts.take();
            LOG.info("{} guestbooks: started in {} ms, used in {} ms, {} KiB of heap each, {} beside {} with {}", LARGE,
                    startTime.toMillis(), useTime.toMillis(), (usedHeap() - heapBefore) / LARGE / 1024, many, few,
                    SMALL);

            assertThat(many.threads() - few.threads()).as("threads for %d more guestbooks", LARGE - SMALL)
                    .isLessThan(20);
            assertThat(many.classes() - few.classes()).as("classes for %d more guestbooks", LARGE - SMALL)
                    .isLessThan(LARGE / 10);
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
