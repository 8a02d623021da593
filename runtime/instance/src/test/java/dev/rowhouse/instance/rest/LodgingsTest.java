package dev.rowhouse.instance.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.CapacityConfig;
import dev.rowhouse.config.Rest;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Starts and rests by a clock that a test moves on. */
class LodgingsTest {
    private final AtomicLong now = new AtomicLong(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private Lodgings lodgings(int starting, int running) {
        return new Lodgings(new CapacityConfig(OptionalInt.of(running), OptionalInt.of(starting), 100, true), now::get);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static Guest serve(Lodgings lodgings, String name, Rest rest) throws Exception {
        var guest = new Guest(name);
        guest.rest = rest;
        var stay = lodgings.enter(guest, false);
        guest.stay = stay;
        stay.serves();
        return guest;
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    @Test
    void restsWhenItWasIdleForLongAndNotBefore() throws Exception {
        try (var lodgings = lodgings(1, 10)) {
            var soon = serve(lodgings, "soon", new Rest.After(Duration.ofMinutes(15)));
            var busy = serve(lodgings, "busy", new Rest.After(Duration.ofMinutes(15)));
            var room = serve(lodgings, "room", new Rest.ForRoom());
            busy.busy = true;
            pass(Duration.ofMinutes(14));
            lodgings.look();
            assertThat(soon.rested.getCount()).isOne();
            pass(Duration.ofMinutes(1));
            lodgings.look();
            soon.rested.await();
            busy.busy = false;
            pass(Duration.ofMinutes(14));
            lodgings.look();
            assertThat(busy.rested.getCount()).as("it was busy until a moment ago").isOne();
            pass(Duration.ofMinutes(2));
            lodgings.look();
            busy.rested.await();
            assertThat(room.rested.getCount()).isOne();
        }
    }

    @Test
    void theLeastRecentlyUsedRestsForAnotherUnlessItIsInUse() throws Exception {
        try (var lodgings = lodgings(4, 3)) {
            var busy = serve(lodgings, "busy", new Rest.ForRoom());
            var never = serve(lodgings, "never", new Rest.Never());
            var recent = serve(lodgings, "recent", new Rest.ForRoom());
            busy.busy = true;
            pass(Duration.ofSeconds(1));
            recent.lastUsed = now.get();
            var other = serve(lodgings, "other", new Rest.ForRoom());
            recent.rested.await();
            assertThat(busy.rested.getCount()).isOne();
            assertThat(never.rested.getCount()).isOne();
            pass(Duration.ofSeconds(1));
            other.lastUsed = now.get();
            busy.busy = false;
            serve(lodgings, "last", new Rest.ForRoom());
            busy.rested.await();
            assertThat(other.rested.getCount()).isOne();
        }
    }

    @Test
    void whoFindsAllInUseWaitsUntilOneIsNotOrGoesAway() throws Exception {
        try (var lodgings = lodgings(4, 1)) {
            var busy = serve(lodgings, "busy", new Rest.ForRoom());
            busy.comesBack = true;
            var waits = threads.submit(() -> serve(lodgings, "waits", new Rest.ForRoom()));
            pass(Duration.ofSeconds(29));
            lodgings.look();
            busy.comesBack = false;
            while (!waits.isDone()) {
                lodgings.look();
                Thread.onSpinWait();
            }
            get(waits).busy = true;
            var vain = threads.submit(() -> serve(lodgings, "vain", new Rest.ForRoom()));
            while (!vain.isDone()) {
                pass(Duration.ofSeconds(1));
                lodgings.look();
            }
            assertThatThrownBy(() -> get(vain)).isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(NoVacancyException.class)
                    .hasMessageContaining("max-running allows (1)");
            assertThat(lodgings.isRoomy()).isFalse();
        }
    }

    @Test
    void aStartThatHangsGivesItsPlaceToOthersAndOneThatComputesKeepsItForLonger() throws Exception {
        try (var lodgings = lodgings(1, 10)) {
            var begun = new CountDownLatch(1);
            var forever = new CountDownLatch(1);
            var hangs = threads.submit(() -> {
                var stay = lodgings.enter(new Guest("hangs"), false);
                begun.countDown();
                forever.await();
                return stay;
            });
            begun.await();
            var computes = threads.submit(() -> {
                try (var _ = lodgings.enter(new Guest("computes"), false)) {
                    while (forever.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                }
                return true;
            });
            lodgings.look();
            assertThat(computes).isNotDone();
            pass(Lodgings.PATIENCE);
            // Until the thread of the first has come to wait, and has given its place away.
            while (!lodgings.isSomebodyStarting("computes")) {
                lodgings.look();
            }
            var next = threads.submit(() -> serve(lodgings, "next", new Rest.ForRoom()));
            pass(Lodgings.PATIENCE);
            lodgings.look();
            assertThat(next).isNotDone();
            while (!next.isDone()) {
                pass(Lodgings.LONGEST);
                lodgings.look();
            }
            forever.countDown();
            get(hangs).close();
            assertThat(get(computes)).isTrue();
        }
    }

    @Test
    void atTheEndNobodyWaitsForEver() throws Exception {
        var lodgings = lodgings(1, 10);
        var guest = new Guest("a");
        var stay = lodgings.enter(guest, false);
        var waits = threads.submit(() -> lodgings.enter(new Guest("b"), false));
        lodgings.close();
        assertThatThrownBy(() -> get(waits)).hasCauseInstanceOf(NoVacancyException.class);
        stay.close();
        assertThatThrownBy(() -> lodgings.enter(guest, false)).isInstanceOf(NoVacancyException.class);
    }
}
