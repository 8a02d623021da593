package dev.rowhouse.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Gathers the mistakes of a configuration, so that all are reported together. For use by one thread.
 */
public final class Mistakes {
    private final Set<Mistake> found = new LinkedHashSet<>();

    /** Notes a mistake; one that was noted already is not noted again. */
    public void add(Origin origin, String key, String problem, String remedy) {
        found.add(new Mistake(origin, key, problem, remedy));
    }

    /** Notes what a value said about itself: {@code problem; remedy}. */
    void add(Origin origin, String key, IllegalArgumentException refusal) {
        var message = String.valueOf(refusal.getMessage());
        int end = message.indexOf("; ");
        if (end < 0) {
            add(origin, key, message, "write another value");
        } else {
            add(origin, key, message.substring(0, end), message.substring(end + 2));
        }
    }

    /** Notes all mistakes of another list, without the secrets. */
    void addAll(Mistakes others, Secrets secrets) {
        for (var other : others.found) {
            add(other.origin(), other.key(), secrets.conceal(other.problem()), secrets.conceal(other.remedy()));
        }
    }

    /** Whether nothing was found so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** What was found so far, by file, line and key. */
    public List<Mistake> all() {
        return found.stream().sorted(Comparator.comparing(Mistake::origin).thenComparing(Mistake::key)).toList();
    }

    /**
     * Ends the reading if something is wrong.
     *
     * @throws ConfigException with all mistakes, if there is one
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigException(all());
        }
    }
}
