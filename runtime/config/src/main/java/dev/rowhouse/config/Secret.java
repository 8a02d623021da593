package dev.rowhouse.config;

/**
 * A value that must not be shown.
 *
 * @param value the value; to be handed to who needs it and to nobody else
 */
public record Secret(String value) {
    /** Three asterisks. */
    @Override
    public String toString() {
        return "***";
    }
}
