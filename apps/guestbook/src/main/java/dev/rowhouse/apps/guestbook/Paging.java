package dev.rowhouse.apps.guestbook;

import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Query;

/**
 * Which part of a list is asked for, by {@code ?page=2&size=20}.
 *
 * @param page counted from 1
 * @param size how many a page holds
 */
record Paging(int page, int size) {
    static final int USUAL_SIZE = 20;
    static final int LARGEST_SIZE = 100;
    /** Far beyond any guestbook, and {@link #offset} still fits. */
    static final int LAST_PAGE = 1_000_000;

    /**
     * Reads the part that a query asks for.
     *
     * @throws ProblemException 400 if a number is malformed or out of bounds; it names the parameter
     */
    static Paging of(Query query) {
        return new Paging(query.number("page", 1, 1, LAST_PAGE), query.number("size", USUAL_SIZE, 1, LARGEST_SIZE));
    }

    /** How many come before this page. */
    int offset() {
        return (page - 1) * size;
    }
}
