package dev.rowhouse.apps.library.tables;

import java.util.List;

/**
 * One page of a list of rows.
 *
 * @param rows what is on it; none beyond the last page
 * @param unreadable how many more are on it that can't be shown, because a part of their key is null (SQLite permits it)
 * @param paging which page it is
 * @param total how many there are on all pages
 */
record Page(List<Row> rows, int unreadable, Paging paging, long total) {
    Page {
        rows = List.copyOf(rows);
    }

    /** The number of the last page, 1 if there is nothing at all. */
    long last() {
        return Math.max(1, (total + paging.size() - 1) / paging.size());
    }
}
