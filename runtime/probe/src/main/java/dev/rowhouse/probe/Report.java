package dev.rowhouse.probe;

import java.time.Duration;
import java.util.List;

/**
 * What a probe has found.
 *
 * @param took how long it asked
 * @param instances how each instance answered
 * @param changes what was done to instances meanwhile
 * @param findings what crossed a wall, earliest first; the first 200 kinds of it
 * @param failures what was otherwise than expected, most frequent first; the first 200 kinds of it
 */
public record Report(
        Duration took,
        List<Visited> instances,
        List<Changes> changes,
        List<Finding> findings,
        List<Failure> failures) {
    public Report {
        instances = List.copyOf(instances);
        changes = List.copyOf(changes);
        findings = List.copyOf(findings);
        failures = List.copyOf(failures);
    }

    /** Whether everything was as it should be. */
    public boolean isClean() {
        return findings.isEmpty() && failures.isEmpty();
    }

    /** All requests. */
    public long requests() {
        return instances.stream().mapToLong(Visited::requests).sum();
    }

    /** How often an answer of one instance was compared with the mark of another. */
    public long checks() {
        return instances.stream().mapToLong(Visited::checks).sum();
    }

    /** How many of something there were in a second. */
    public double perSecond(long count) {
        return count * 1e9 / Math.max(1, took.toNanos());
    }

    /**
     * How one instance answered.
     *
     * @param name the instance
     * @param latency how long its answers took
     * @param checks how often one of them was compared with the mark of another instance
     * @param steps how it answered each step
     */
    public record Visited(String name, Latency latency, long checks, List<Asked> steps) {
        public Visited {
            steps = List.copyOf(steps);
        }

        /** All requests to it. */
        public long requests() {
            return steps.stream().mapToLong(Asked::requests).sum();
        }

        /** How often it was away, and said so. */
        public long away() {
            return steps.stream().mapToLong(Asked::away).sum();
        }

        /** How many answers were otherwise than expected. */
        public long failed() {
            return steps.stream().mapToLong(Asked::failed).sum();
        }

        /** How many marks and credentials of others it has shown or taken. */
        public long foreign() {
            return steps.stream().mapToLong(Asked::foreign).sum();
        }
    }

    /**
     * How long answers took, from the first byte that was sent to the last that came.
     *
     * @param total of all together
     */
    public record Latency(Duration p50, Duration p90, Duration p99, Duration max, Duration total) {}

    /**
     * How one instance answered one step.
     *
     * @param name the step
     * @param requests how often it was asked
     * @param away how often the instance was away, and said so (503 with {@code Retry-After})
     * @param failed how many answers were otherwise than expected
     * @param foreign how many marks and credentials of others were in the answers, or taken
     */
    public record Asked(String name, long requests, long away, long failed, long foreign) {}

    /**
     * What was done to an instance.
     *
     * @param instance the instance
     * @param name what was done
     * @param times how often
     * @param longest how long it took at most
     */
    public record Changes(String instance, String name, long times, Duration longest) {}
}
