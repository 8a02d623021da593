package dev.rowhouse.instance.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.RequestLimits;
import dev.rowhouse.engine.DatabaseWork;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** When requests are cut, by a clock that stands still until it is told. */
class AttendancesTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Hands clock = new Hands();
    private final List<String> cut = new ArrayList<>();
    private final Attendances attendances = new Attendances(new InstanceName("a"), limits(Optional.of(LIMIT)),
            new DatabaseWork(), clock, new CutLog() {
                @Override
                public void cut(Entry entry) {
                    cut.add("%s %s %d s".formatted(entry.why(), entry.path(), entry.ran().toSeconds()));
                }

                @Override
                public void stuck(int change, long now) {
                    throw new AssertionError("nothing here is stuck");
                }
            });

    /** A clock that is set by hand. */
    private static final class Hands implements Alarms {
        private final TreeMap<Long, Runnable> alarms = new TreeMap<>();
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public Future<?> ring(Runnable task, Duration delay) {
            alarms.put(now + delay.toNanos(), task);
            return new CompletableFuture<>();
        }

        void pass(Duration time) {
            long until = now + time.toNanos();
            while (!alarms.isEmpty() && alarms.firstKey() <= until) {
                var next = alarms.pollFirstEntry();
                now = Math.max(now, next.getKey());
                next.getValue().run();
            }
            now = until;
        }
    }

    private static RequestLimits limits(Optional<Duration> timeout) {
        var other = RequestLimits.DEFAULT;
        return new RequestLimits(other.body(), other.concurrent(), other.queue(), other.queueTimeout(), timeout,
                other.rate());
    }

    private static HttpServerExchange request(String path) {
        return new HttpServerExchange(null).setRequestMethod(new HttpString("GET")).setRequestPath(path);
    }

    /** A request whose handler runs until it is told to end. */
    private final class Visit {
        private final CountDownLatch running = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);
        private final Thread thread;
        private final Attendance attendance;

        Visit(String path) throws InterruptedException {
            attendance = attendances.begin(request(path));
            thread = Thread.startVirtualThread(() -> attendance.run(() -> {
                running.countDown();
                awaitEnd();
            }));
            running.await();
        }

        private void awaitEnd() {
            try {
                end.await();
            } catch (InterruptedException e) {
                // It ends.
            }
        }

        void leave() throws InterruptedException {
            end.countDown();
            thread.join();
            attendance.complete();
        }
    }

    @Test
    void eachIsCutWhenItsTimeIsOverAndNotBefore() throws Exception {
        var first = new Visit("/first");
        clock.pass(Duration.ofSeconds(4));
        var second = new Visit("/second");
        clock.pass(Duration.ofMillis(5999));
        assertThat(cut).isEmpty();
        clock.pass(Duration.ofMillis(1));
        assertThat(cut).containsExactly("OVERTIME /first 10 s");
        clock.pass(Duration.ofSeconds(4));
        assertThat(cut).containsExactly("OVERTIME /first 10 s", "OVERTIME /second 10 s");
        first.leave();
        second.leave();
        assertThat(attendances.size()).isZero();
        clock.pass(Duration.ofHours(1));
        assertThat(cut).hasSize(2);
    }

    @Test
    void noAlarmIsSetForNobody() throws Exception {
        assertThat(clock.alarms).isEmpty();
        for (int i = 0; i < 100; i++) {
            new Visit("/" + i).leave();
        }
        assertThat(clock.alarms).hasSize(1);
        clock.pass(LIMIT);
        assertThat(clock.alarms).isEmpty();
        assertThat(cut).isEmpty();
        var again = new Visit("/again");
        clock.pass(LIMIT);
        assertThat(cut).containsExactly("OVERTIME /again 10 s");
        again.leave();
    }

    @Test
    void anotherLimitHoldsForThoseInside() throws Exception {
        var visit = new Visit("/long");
        clock.pass(Duration.ofSeconds(5));
        attendances.limits(limits(Optional.empty()));
        clock.pass(Duration.ofHours(1));
        assertThat(cut).isEmpty();
        attendances.limits(limits(Optional.of(Duration.ofHours(2))));
        clock.pass(Duration.ofMinutes(30));
        assertThat(cut).isEmpty();
        attendances.limits(limits(Optional.of(Duration.ofMinutes(1))));
        clock.pass(Duration.ZERO);
        assertThat(cut).containsExactly("OVERTIME /long 5405 s");
        visit.leave();
    }

    @Test
    void allAreCutWhenTheInstanceEnds() throws Exception {
        var visit = new Visit("/last");
        clock.pass(Duration.ofSeconds(1));
        attendances.cutAll();
        attendances.cutAll();
        assertThat(cut).containsExactly("ENDING /last 1 s");
        visit.leave();
    }

    @Test
    void whoeverIsAboutToRunIsToldByItsThreadThatTheInstanceEnds() throws Exception {
        var attendance = attendances.begin(request("/waits"));
        attendance.await();
        assertThat(attendance.cut(Cut.ENDING)).isTrue();
        assertThat(attendance.awaitLeft(Duration.ZERO)).isFalse();
        attendance.run(() -> {
            throw new AssertionError("it isn't wanted any more");
        });
        assertThat(attendance.isClaimed()).isTrue();
        assertThat(attendance.awaitLeft(Duration.ZERO)).isTrue();
        assertThat(attendance.take()).isFalse();
        attendance.complete();
    }
}
