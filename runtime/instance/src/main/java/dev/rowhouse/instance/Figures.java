package dev.rowhouse.instance;

import dev.rowhouse.instance.Tally.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How one instance is, at one moment. Asking for them starts nothing and waits for nothing.
 *
 * @param phase where in its life it is
 * @param since since when
 * @param running how many requests it is answering
 * @param counts what has happened to it since the composite began
 * @param lastStart how long its last start took, from its turn until it served; empty if none has succeeded
 * @param meanStart how long its starts took on average; empty if none has succeeded
 * @param warmUp how long the last request took that found it at rest, until its answer was sent; empty if there was none
 * @param lastUsed when it was used last: the moment that they were asked for, if it is used; empty if it never was
 */
public record Figures(
        Phase phase,
        Instant since,
        long running,
        Map<Count, Long> counts,
        Optional<Duration> lastStart,
        Optional<Duration> meanStart,
        Optional<Duration> warmUp,
        Optional<Instant> lastUsed) {
    public Figures {
        counts = Map.copyOf(counts);
    }
}
