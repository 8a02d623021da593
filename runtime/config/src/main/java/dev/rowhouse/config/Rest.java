package dev.rowhouse.config;

import java.time.Duration;

/** When an instance that serves may be closed until the next request, because nobody uses it. */
public sealed interface Rest {
    /**
     * When nobody has used it for a while, or to make room.
     *
     * @param idle how long
     */
    record After(Duration idle) implements Rest {
        /**
         * Checks that it may serve at all.
         *
         * @throws IllegalArgumentException if not
         */
        public After {
            if (!idle.isPositive()) {
                throw new IllegalArgumentException("an instance that rests at once never serves; write idle = 15m");
            }
        }
    }

    /** To make room for others. */
    record ForRoom() implements Rest {}

    /** Never. */
    record Never() implements Rest {}
}
