package dev.rowhouse.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What the visitors of one thread count: one such for each thread, added up in the end. For use by one thread at a time. */
final class Tally {
    /** In two digits: a percent is as exact as a busy machine allows. */
    private static final int DIGITS = 2;
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final List<Counts> instances = new ArrayList<>();

    /** Of one instance; how often each step was asked, and what came of it. */
    static final class Counts {
        final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
        final long[] asked;
        final long[] asExpected;
        final long[] away;
        final long[] failed;
        final long[] foreign;
        long checks;
        long nanos;

        Counts(int steps) {
            asked = new long[steps];
            asExpected = new long[steps];
            away = new long[steps];
            failed = new long[steps];
            foreign = new long[steps];
        }

        void took(long time) {
            nanos += time;
            micros.recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(time)));
        }

        private void add(Counts other) {
            micros.add(other.micros);
            checks += other.checks;
            nanos += other.nanos;
            add(asked, other.asked);
            add(asExpected, other.asExpected);
            add(away, other.away);
            add(failed, other.failed);
            add(foreign, other.foreign);
        }

        private static void add(long[] to, long[] from) {
            for (int i = 0; i < to.length; i++) {
                to[i] += from[i];
            }
        }
    }

    Tally(List<Target> targets) {
        targets.forEach(target -> instances.add(new Counts(target.scenario().all().size())));
    }

    Counts of(int instance) {
        return instances.get(instance);
    }

    void add(Tally other) {
        for (int i = 0; i < instances.size(); i++) {
            instances.get(i).add(other.instances.get(i));
        }
    }
}
