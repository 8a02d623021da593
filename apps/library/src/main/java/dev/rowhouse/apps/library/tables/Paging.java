package dev.rowhouse.apps.library.tables;

import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Query;

/**
 * Which part of a list is asked for, by {@code ?page=2&size=20}.
 *
 * @param page counted from 1
 * @param size how many a page holds
 */
public record Paging(int page, int size) {
    private static final int USUAL_SIZE = 20;
    private static final int LARGEST_SIZE = 100;
    /** {@link #offset} still fits. */
    private static final int LAST_PAGE = 10_000_000;

    /**
     * Reads what a query asks for.
     *
     * @throws ProblemException 400 if a number is malformed or out of bounds; it names the parameter
     */
    public static Paging of(Query query) {
        return new Paging(query.number("page", 1, 1, LAST_PAGE), query.number("size", USUAL_SIZE, 1, LARGEST_SIZE));
    }

    /** How many come before this page. */
    public int offset() {
        return (page - 1) * size;
    }
}
