package dev.rowhouse.route;

import dev.rowhouse.spi.NoEngineException;

/** Where something belongs, or why that can't be said. */
sealed interface Decision {
    /** It belongs to an engine. */
    record To(Destination engine) implements Decision {}

    /** No engine holds it. */
    record Unknown(String entity, Refusals refusals) implements Decision {
        String message() {
            return refusals.unknown(entity);
        }
    }

    /** Several engines hold it and nothing decides, or it is bound where it isn't. */
    record Undecided(String message) implements Decision {}

    /**
     * The engine that it belongs to.
     *
     * @throws NoEngineException if there is none
     */
    default Destination engine() {
        return switch (this) {
            case To to -> to.engine();
            case Unknown unknown -> throw new NoEngineException(unknown.message());
            case Undecided undecided -> throw new NoEngineException(undecided.message());
        };
    }
}
