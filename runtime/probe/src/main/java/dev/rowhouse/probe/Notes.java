package dev.rowhouse.probe;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What visitors have found so far: the same thing is counted, and told as it was seen first. For use by many threads.
 */
final class Notes {
    /** Different things that are kept; a composite that fails in more ways is understood with these. */
    private static final int MOST = 200;

    private final Map<Object, Finding> findings = new ConcurrentHashMap<>();
    private final Map<Object, Failure> failures = new ConcurrentHashMap<>();

    void add(Finding finding) {
        record Key(Finding.Kind kind, String seenIn, String owner, String step) {}
        var key = new Key(finding.kind(), finding.seenIn(), finding.owner(), finding.step());
        if (findings.size() < MOST || findings.containsKey(key)) {
            findings.merge(key, finding, (earlier, _) -> earlier.again());
        }
    }

    void add(Failure failure) {
        record Key(String instance, String step, String problem) {}
        var key = new Key(failure.instance(), failure.step(), failure.problem());
        if (failures.size() < MOST || failures.containsKey(key)) {
            failures.merge(key, failure, (earlier, _) -> earlier.again());
        }
    }

    boolean hasFindings() {
        return !findings.isEmpty();
    }

    /** Earliest first. */
    List<Finding> findings() {
        return findings.values().stream().sorted(Comparator.comparing(Finding::after)).toList();
    }

    /** Most frequent first. */
    List<Failure> failures() {
        return failures.values()
                .stream()
                .sorted(Comparator.comparingLong(Failure::times).reversed().thenComparing(Failure::toString))
                .toList();
    }
}
