package dev.rowhouse.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One request of a scenario, and what is expected of its answer. Words in braces stand for something in its path, its
 * headers, its body and what the answer must contain.
 *
 * @param name what reports call it
 * @param method the method, in capitals
 * @param path path and query below the mount, a slash first
 * @param headers fields of the head
 * @param body what is sent; empty for nothing
 * @param expected the statuses of an answer that is as it should be
 * @param contains what its body must contain
 * @param captures what is kept of it
 * @param times how often it is asked in a row
 * @param refused with what another instance has to refuse this request with this one's credentials; empty if it isn't asked
 * @param origin where it is written
 */
public record StepConfig(
        String name,
        String method,
        String path,
        SequencedMap<String, String> headers,
        Optional<String> body,
        Statuses expected,
        List<String> contains,
        List<CaptureConfig> captures,
        int times,
        Optional<Statuses> refused,
        Origin origin) {
    /**
     * Checks that it is asked at all, and copies.
     *
     * @throws IllegalArgumentException if not
     */
    public StepConfig {
        if (times < 1) {
            throw new IllegalArgumentException("times %d is too small; write 1 or more".formatted(times));
        }
        headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<String, String>(headers));
        contains = List.copyOf(contains);
        captures = List.copyOf(captures);
    }

    /** A request that must be answered as usual, without anything else. */
    public static StepConfig get(String name, String path, Map<String, String> headers, Origin origin) {
        return new StepConfig(name, "GET", path, new LinkedHashMap<>(headers), Optional.empty(), Statuses.of(200, 499),
                List.of(), List.of(), 1, Optional.empty(), origin);
    }
}
