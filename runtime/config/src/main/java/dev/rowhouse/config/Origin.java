package dev.rowhouse.config;

import java.util.Comparator;

/**
 * Where something was written.
 *
 * @param file the file as the operator named it, or what stands for one (a command line option)
 * @param line counted from 1; 0 when there is none
 */
public record Origin(String file, int line) implements Comparable<Origin> {
    private static final Comparator<Origin> ORDER = Comparator.comparing(Origin::file).thenComparingInt(Origin::line);

    /** {@code file:line}, or the file alone when there is no line. */
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }

    /** By file, then by line. */
    @Override
    public int compareTo(Origin other) {
        return ORDER.compare(this, other);
    }
}
