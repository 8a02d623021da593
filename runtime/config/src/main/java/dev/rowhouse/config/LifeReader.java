package dev.rowhouse.config;

import dev.rowhouse.config.LifeConfig.Start;
import java.time.Duration;
import java.util.Optional;

/** Reads when an instance starts and rests. */
final class LifeReader {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private LifeReader() {}

    /**
     * Reads it from the instance itself.
     *
     * @param usual when it starts, if nobody says so
     * @param isVolatile whether a rest would empty one of its databases
     */
    static LifeConfig read(Section instance, Start usual, boolean isVolatile) {
        var start = instance.find("start").flatMap(node -> Scalars.choice(node, Start.class)).orElse(usual);
        var timeout = instance.find("start-timeout")
                .flatMap(node -> Scalars.duration(node, SHORTEST))
                .orElse(LifeConfig.DEFAULT.startTimeout());
        var rest = instance.find("idle")
                .flatMap(LifeReader::rest)
                .orElseGet(() -> start == Start.LAZY && !isVolatile ? new Rest.After(LifeConfig.IDLE)
                        : new Rest.ForRoom());
        return new LifeConfig(start, timeout, rest);
    }

    private static Optional<Rest> rest(Node node) {
        return node.isNever() ? Optional.of(new Rest.Never()) : Scalars.duration(node, SHORTEST).map(Rest.After::new);
    }
}
