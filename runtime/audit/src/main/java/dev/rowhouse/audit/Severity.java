package dev.rowhouse.audit;

/** How bad a finding is; the worst comes first. */
public enum Severity {
    /** Data of one instance can be seen by another. */
    HIGH,
    /** Something that all instances share changes, or outlives the instance that began it. */
    MEDIUM,
    /** A hint: nothing crosses in the code that was read, but it may with a small change. */
    LOW;

    /** The next weaker one; {@link #LOW} stays. */
    Severity weaker() {
        return this == HIGH ? MEDIUM : LOW;
    }

    /** The worse of two. */
    Severity or(Severity other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
