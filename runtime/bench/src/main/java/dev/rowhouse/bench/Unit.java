package dev.rowhouse.bench;

import java.util.Locale;

/** What a figure counts, and how it is written. */
enum Unit {
    /** Written in KB of 1,024 bytes, or MB of 1,024 KB. */
    BYTES,
    /** Few bytes, written as they are. */
    SINGLE_BYTES,
    /** Written in ms, or s. */
    MILLIS,
    /** Written in ns, or µs. */
    NANOS,
    /** Things that happen in a second. */
    PER_SECOND,
    /** Things. */
    COUNT,
    /** One figure divided by another. */
    RATIO;

    /** A KB in bytes. */
    static final double KB = 1024;

    /** A MB in bytes. */
    static final double MB = 1024 * KB;

    private static final double THOUSAND = 1000;

    /** Whether it is time: worth nothing without what another took on the same machine at the same time. */
    boolean isTime() {
        return this == MILLIS || this == NANOS || this == PER_SECOND;
    }

    /** A figure of this unit, as people read it: three digits, or more where they count. */
    String write(double value) {
        double size = Math.abs(value);
        return switch (this) {
            case BYTES -> size < MB ? digits(value / KB) + " KB" : digits(value / MB) + " MB";
            case SINGLE_BYTES -> digits(value) + " B";
            case MILLIS -> size < THOUSAND ? digits(value) + " ms" : digits(value / THOUSAND) + " s";
            case NANOS -> size < THOUSAND ? digits(value) + " ns" : digits(value / THOUSAND) + " µs";
            case PER_SECOND -> digits(value) + "/s";
            case COUNT -> digits(value);
            case RATIO -> String.format(Locale.ROOT, "%.2f", value);
        };
    }

    private static String digits(double value) {
        double size = Math.abs(value);
        var format = size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
