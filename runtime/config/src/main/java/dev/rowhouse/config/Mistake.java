package dev.rowhouse.config;

/**
 * One thing that is wrong with a configuration. Holds no secret.
 *
 * @param origin where it was written
 * @param key the full key, dotted; empty if the file as a whole is wrong
 * @param problem what is wrong
 * @param remedy what to write instead
 */
public record Mistake(Origin origin, String key, String problem, String remedy) {
    /** {@code file:line: key: what is wrong; what to write instead}. */
    @Override
    public String toString() {
        return "%s: %s%s; %s".formatted(origin, key.isEmpty() ? "" : key + ": ", problem, remedy);
    }
}
