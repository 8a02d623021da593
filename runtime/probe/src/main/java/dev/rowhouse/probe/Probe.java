package dev.rowhouse.probe;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Visits instances, all at once, and looks for what one shows of another.
 *
 * <p>Each instance has a mark that nobody can guess, its canary, which its visitors plant wherever the scenario says. Every
 * answer is searched for the canaries of all others. What lets a visitor into one instance is shown to another, which must
 * refuse it. Meanwhile instances are changed (restarted, say), one after the other, and must remember what they were told.
 *
 * <p>An object is used once, by one thread.
 */
public final class Probe {
    private final List<Target> targets;
    private final Effort effort;

    /**
     * A probe of some instances.
     *
     * @param targets at least two, of distinct names
     * @param effort how much it does
     * @throws IllegalArgumentException if there are fewer, since nothing could be seen then
     */
    public Probe(List<Target> targets, Effort effort) {
        if (targets.size() < 2 || targets.stream().map(Target::name).distinct().count() < targets.size()) {
            throw new IllegalArgumentException(
                    "%d instances can't be told apart; name at least two different ones".formatted(targets.size()));
        }
        this.targets = List.copyOf(targets);
        this.effort = effort;
    }

    /**
     * Visits them until the effort is made.
     *
     * @throws InterruptedException if the thread is told to stop; all others have ended then
     */
    public Report run() throws InterruptedException {
        var run = new Run(targets, effort);
        var together = new Phaser(effort.threads());
        var voices = IntStream.range(0, effort.threads()).mapToObj(i -> new Voice(run, i, together)).toList();
        var meanwhile = new Meanwhile(run, effort.pause());
        Duration took;
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("probe-", 0).factory())) {
            try {
                var changes = threads.submit(() -> {
                    meanwhile.work();
                    return meanwhile;
                });
                all(threads, voices, voice -> {
                    voice.work();
                    return voice;
                });
                took = run.elapsed();
                meanwhile.end();
                result(changes);
                all(threads, voices, voice -> {
                    voice.verify();
                    return voice;
                });
            } finally {
                run.end();
                meanwhile.end();
                threads.shutdownNow();
                threads.awaitTermination(1, TimeUnit.MINUTES);
            }
        }
        return report(run, took, voices, meanwhile);
    }

    private interface Part {
        Voice done(Voice voice) throws Exception;
    }

    private static void all(ExecutorService threads, List<Voice> voices, Part part) throws InterruptedException {
        for (var done : threads
                .invokeAll(voices.stream().<Callable<Voice>>map(voice -> () -> part.done(voice)).toList())) {
            result(done);
        }
    }

    private static void result(Future<?> part) throws InterruptedException {
        try {
            part.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the probe itself has failed", e.getCause());
        }
    }

    private Report report(Run run, Duration took, List<Voice> voices, Meanwhile meanwhile) {
        var total = new Tally(targets);
        voices.forEach(voice -> total.add(voice.tally()));
        List<Report.Visited> instances = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            instances.add(visited(targets.get(i), total.of(i)));
        }
        for (var silent : silent(total)) {
            run.notes().add(new Failure(silent, "all", "no request was answered as expected", "", 1));
        }
        return new Report(took, instances, meanwhile.made(), run.notes().findings(), run.notes().failures());
    }

    /** Instances of which nothing was seen that could say anything. */
    private List<String> silent(Tally total) {
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            if (sum(total.of(i).asExpected) == 0) {
                silent.add(targets.get(i).name());
            }
        }
        return silent;
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private static Report.Visited visited(Target target, Tally.Counts counts) {
        var micros = counts.micros;
        var latency = new Report.Latency(micros(micros.getValueAtPercentile(50)),
                micros(micros.getValueAtPercentile(90)), micros(micros.getValueAtPercentile(99)),
                micros(micros.getMaxValue()), Duration.ofNanos(counts.nanos));
        List<Report.Asked> steps = new ArrayList<>();
        for (var step : target.scenario().all()) {
            int i = steps.size();
            steps.add(new Report.Asked(step.name(), counts.asked[i], counts.away[i], counts.failed[i],
                    counts.foreign[i]));
        }
        return new Report.Visited(target.name(), latency, counts.checks, steps);
    }

    private static Duration micros(long value) {
        return Duration.of(value, ChronoUnit.MICROS);
    }
}
