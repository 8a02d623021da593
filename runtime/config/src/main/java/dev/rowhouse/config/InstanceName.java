package dev.rowhouse.config;

/**
 * The name of an instance, unique in its composite.
 *
 * @param value what {@link Names} allows
 */
public record InstanceName(String value) implements Comparable<InstanceName> {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is not a name
     */
    public InstanceName {
        Names.check(value);
    }

    @Override
    public int compareTo(InstanceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
