package dev.rowhouse.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Changes one instance after the other while all are visited: each in its turn, and each time in another way. For use by one
 * thread; {@link #end} by any.
 */
final class Meanwhile {
    private final Run run;
    private final Duration pause;
    private final CountDownLatch end = new CountDownLatch(1);
    private final Map<Key, Report.Changes> made = new LinkedHashMap<>();

    private record Key(int instance, String change) {}

    Meanwhile(Run run, Duration pause) {
        this.run = run;
        this.pause = pause;
    }

    /** Makes changes until it is told to end. What fails is noted. */
    void work() throws InterruptedException {
        var changing = IntStream.range(0, run.targets().size())
                .filter(instance -> !run.target(instance).changes().isEmpty())
                .toArray();
        if (changing.length == 0) {
            return;
        }
        for (int turn = 0; !end.await(pause.toMillis(), TimeUnit.MILLISECONDS); turn++) {
            int instance = changing[turn % changing.length];
            var changes = run.target(instance).changes();
            make(instance, changes.get(turn / changing.length % changes.size()));
        }
    }

    private void make(int instance, Change change) throws InterruptedException {
        var name = run.target(instance).name();
        long start = System.nanoTime();
        try {
            if (!change.step().take()) {
                return;
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            run.notes().add(new Failure(name, change.name(), String.valueOf(e.getMessage()), "", 1));
        }
        var took = Duration.ofNanos(System.nanoTime() - start);
        run.changed(instance);
        made.merge(new Key(instance, change.name()), new Report.Changes(name, change.name(), 1, took),
                (earlier, _) -> new Report.Changes(name, change.name(), earlier.times() + 1,
                        took.compareTo(earlier.longest()) > 0 ? took : earlier.longest()));
    }

    /** Makes no further change. */
    void end() {
        end.countDown();
    }

    /** What was done; to be asked when the work has ended. */
    List<Report.Changes> made() {
        return new ArrayList<>(made.values());
    }
}
