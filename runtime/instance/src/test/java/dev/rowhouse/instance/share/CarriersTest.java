package dev.rowhouse.instance.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import javax.management.ObjectName;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.Test;

class CarriersTest {
    private static final int SPARE = 4;

    private final Scheduler scheduler = new Scheduler();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Runnable> nudges = new ArrayDeque<>();
    private long now;

    /** Virtual threads of which somebody says how they are. */
    private static final class Scheduler implements VirtualThreadSchedulerMXBean {
        private int parallelism = 2;
        private int most = 1000;
        private int mounted;
        private long queued;

        @Override
        public int getParallelism() {
            return parallelism;
        }

        @Override
        public void setParallelism(int size) {
            if (size > most) {
                throw new IllegalArgumentException("too many");
            }
            parallelism = size;
        }

        @Override
        public int getPoolSize() {
            return parallelism;
        }

        @Override
        public int getMountedVirtualThreadCount() {
            return mounted;
        }

        @Override
        public long getQueuedVirtualThreadCount() {
            return queued;
        }

        @Override
        public ObjectName getObjectName() {
            throw new UnsupportedOperationException("nobody asks for it");
        }
    }

    private Carriers carriers() {
        return new Carriers(scheduler, tasks::add, nudges::add, SPARE);
    }

    private boolean look(Carriers carriers, long later) {
        now += later;
        return carriers.look(now);
    }

    private void beat() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void leavesThemAloneWhereNobodyWaits() {
        var carriers = carriers();
        scheduler.mounted = 2;
        assertThat(look(carriers, 1)).isFalse();
        assertThat(tasks).isEmpty();
        assertThat(scheduler.parallelism).isEqualTo(2);
    }

    @Test
    void addsNoneForAHeartbeatThatComesInTime() {
        var carriers = carriers();
        scheduler.queued = 5;
        assertThat(look(carriers, 1)).isTrue();
        beat();
        look(carriers, Carriers.LATE + 1);
        assertThat(scheduler.parallelism).isEqualTo(2);
    }

    @Test
    void addsAsManyAsWaitUntilAHeartbeatComes() {
        var carriers = carriers();
        scheduler.mounted = 2;
        scheduler.queued = 7;
        look(carriers, 1);
        look(carriers, Carriers.LATE + 1);
        assertThat(scheduler.parallelism).isEqualTo(2 + 7);
        assertThat(nudges).hasSize(SPARE);
        // Still late.
        scheduler.mounted = 9;
        scheduler.queued = 1;
        look(carriers, Carriers.LATE + 1);
        assertThat(scheduler.parallelism).isEqualTo(2 + 7 + SPARE);
    }

    @Test
    void takesThemAwayWhenTheyAreNotNeededAndAllWhenItCloses() {
        var carriers = carriers();
        scheduler.queued = 20;
        look(carriers, 1);
        look(carriers, Carriers.LATE + 1);
        scheduler.queued = 0;
        beat();
        // Three compute still.
        scheduler.mounted = 3;
        look(carriers, 1);
        look(carriers, Carriers.REST + 1);
        assertThat(scheduler.parallelism).isEqualTo(2 + SPARE + 3);
        carriers.close();
        assertThat(scheduler.parallelism).isEqualTo(2);
    }

    @Test
    void leavesToThreadsThatNeverEndWhatTheyTake() {
        var carriers = carriers();
        carriers.open();
        carriers.close(3);
        assertThat(scheduler.parallelism).isEqualTo(2 + 3);
        var others = carriers();
        others.open();
        others.close(SPARE + 1);
        assertThat(scheduler.parallelism).isEqualTo(2 + 3 + SPARE);
    }

    @Test
    void goesOnWithThoseThereAreIfThereCanBeNoMore() {
        var carriers = carriers();
        scheduler.most = 5;
        scheduler.queued = 20;
        look(carriers, 1);
        look(carriers, Carriers.LATE + 1);
        carriers.close();
        assertThat(scheduler.parallelism).isEqualTo(2);
    }

    @Test
    void leavesToOthersWhatTheyHaveAdded() {
        var one = carriers();
        scheduler.queued = 6;
        look(one, 1);
        look(one, Carriers.LATE + 1);
        scheduler.parallelism += 10;
        one.close();
        assertThat(scheduler.parallelism).isEqualTo(12);
    }
}
