package dev.rowhouse.config;

/**
 * The name of an engine, unique in its instance.
 *
 * @param value what {@link Names} allows
 */
public record EngineName(String value) implements Comparable<EngineName> {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is not a name
     */
    public EngineName {
        Names.check(value);
    }

    @Override
    public int compareTo(EngineName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
