package dev.rowhouse.config;

/**
 * The name of an app in a composite.
 *
 * @param value what {@link Names} allows
 */
public record AppName(String value) implements Comparable<AppName> {
    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is not a name
     */
    public AppName {
        Names.check(value);
    }

    @Override
    public int compareTo(AppName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
