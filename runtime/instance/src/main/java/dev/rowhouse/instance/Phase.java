package dev.rowhouse.instance;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where in its life an instance is. A start moves forward only; {@link #FAILED}, {@link #COLD} and {@link #CLOSED} are
 * where another start may begin.
 */
public enum Phase {
    /** Mounted, holding nothing; the first request starts it. */
    COLD,
    /** Opening its engines and building its household. */
    STARTING,
    /** Answering requests. */
    SERVING,
    /** Refusing new requests while running ones end. */
    DRAINING,
    /** Over: everything it held is closed. */
    CLOSED,
    /** Could not start; tried again after a while. */
    FAILED;

    /** Which phases may come after this one. */
    public Set<Phase> next() {
        return switch (this) {
            case COLD, FAILED -> EnumSet.of(STARTING, CLOSED);
            case STARTING -> EnumSet.of(SERVING, FAILED, CLOSED);
            case SERVING -> EnumSet.of(DRAINING);
            case DRAINING -> EnumSet.of(CLOSED);
            case CLOSED -> EnumSet.of(STARTING);
        };
    }

    /**
     * Moves on.
     *
     * @return the next phase
     * @throws IllegalStateException if that one can't come after this one
     */
    Phase moveTo(Phase to) {
        if (!next().contains(to)) {
            throw new IllegalStateException(
                    "an instance that is %s can't become %s, only %s".formatted(this, to, next()));
        }
        return to;
    }
}
