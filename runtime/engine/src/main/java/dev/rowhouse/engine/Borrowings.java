package dev.rowhouse.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Who has the connections of an engine, for the message that tells somebody why there is none left. Safe for use by many threads. */
final class Borrowings {
    /** From when on a borrowing is worth a word. */
    private static final Duration LONG = Duration.ofSeconds(1);

    private static final int SHOWN = 3;

    private final Set<WorkConnection> all = ConcurrentHashMap.newKeySet();

    void add(WorkConnection borrowed) {
        all.add(borrowed);
    }

    void remove(WorkConnection returned) {
        all.remove(returned);
    }

    /** Whether some have been out for long. */
    boolean areLong() {
        return all.stream().anyMatch(one -> one.borrowing().age().compareTo(LONG) > 0);
    }

    /** Who has them: the most frequent cases. */
    String describe() {
        Map<String, Long> cases = all.stream()
                .map(WorkConnection::borrowing)
                .filter(one -> one.age().compareTo(LONG) > 0)
                .collect(Collectors.groupingBy(Borrowing::describe, Collectors.counting()));
        var oldest = all.stream()
                .map(one -> one.borrowing().age())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return cases.entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(SHOWN)
                .map(entry -> "%d %s".formatted(entry.getValue(), entry.getKey()))
                .collect(
                        Collectors.joining("; ", "connections out for up to %d s: ".formatted(oldest.toSeconds()), ""));
    }
}
