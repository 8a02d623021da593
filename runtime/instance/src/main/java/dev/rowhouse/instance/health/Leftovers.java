package dev.rowhouse.instance.health;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Threads of starts of an instance that are over, which nobody can end: they loop, or wait for ever. A few can be borne; with many, the
 * instance is not started again, since it would add to them.
 *
 * <p>Safe for use by many threads.
 */
public final class Leftovers {
    /** How many may still run when a start begins. */
    static final int MOST = 8;

    private static final int FRAMES = 12;

    /** Immutable, and replaced: it is empty for nearly all of thousands of instances. */
    private final AtomicReference<Set<Thread>> threads = new AtomicReference<>(Set.of());

    /** A start is over, and some of its threads run on. */
    public void add(Collection<Thread> running) {
        threads.updateAndGet(there -> alive(Stream.concat(there.stream(), running.stream())));
    }

    /** How many still run. */
    public int count() {
        return threads.updateAndGet(there -> there.isEmpty() ? there : alive(there.stream())).size();
    }

    private static Set<Thread> alive(Stream<Thread> some) {
        return some.filter(Thread::isAlive).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Makes sure that a further start does no harm.
     *
     * @throws IllegalStateException if too many threads of earlier starts still run; says how many, and where
     */
    public void requireFew() {
        int count = count();
        if (count > MOST) {
            throw new IllegalStateException(
                    "%d threads of earlier starts still run and can't be ended, more than %d: %s; mend the app, and start the process again"
                            .formatted(count, MOST, where()));
        }
    }

    /** Where they are, the most frequent place first: {@code "9 RUNNABLE in com.example.Loop.run(Loop.java:7)"}. */
    public String where() {
        return places(threads.get());
    }

    /** Where threads are, as {@link #where} has it. */
    public static String places(Collection<Thread> threads) {
        return threads.stream()
                .filter(Thread::isAlive)
                .collect(Collectors.groupingBy(Leftovers::place, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(3)
                .map(entry -> "%d %s".formatted(entry.getValue(), entry.getKey()))
                .collect(Collectors.joining("; "));
    }

    /** Below what waits for the JDK, the code that made it wait. */
    private static String place(Thread thread) {
        var frames = thread.getStackTrace();
        var frame = Arrays.stream(frames)
                .filter(one -> !one.getClassName().startsWith("java.") && !one.getClassName().startsWith("jdk."))
                .findFirst()
                .or(() -> Arrays.stream(frames).findFirst());
        return "%s in %s".formatted(thread.getState(), frame.map(StackTraceElement::toString).orElse("no code"));
    }

    /** A thread with its stack, for the log. What lock it waits for the JVM tells of a virtual thread in a thread dump alone. */
    public static String describe(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .limit(FRAMES)
                .map(frame -> "\n\tat " + frame)
                .collect(Collectors.joining("", "%s, %s".formatted(thread.getName(), thread.getState()), ""));
    }
}
