package dev.rowhouse.apps.conduit.model;

/**
 * Which part of a list is asked for.
 *
 * @param limit at most so many
 * @param offset after so many
 */
public record Paging(int limit, int offset) {
    /** How many are shown when nobody says. */
    public static final int USUAL_LIMIT = 20;
    /** The most that are shown at once. */
    public static final int MOST = 1_000;
}
