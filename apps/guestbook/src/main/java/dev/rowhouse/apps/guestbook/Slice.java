package dev.rowhouse.apps.guestbook;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items what is on the page
 * @param paging which page it is
 * @param total how many there are on all pages
 */
record Slice<T>(List<T> items, Paging paging, long total) {
    Slice {
        items = List.copyOf(items);
    }

    /** The number of the last page, 1 if there is nothing at all. */
    int lastPage() {
        long pages = (total + paging.size() - 1) / paging.size();
        return Math.clamp(pages, 1, Paging.LAST_PAGE);
    }
}
