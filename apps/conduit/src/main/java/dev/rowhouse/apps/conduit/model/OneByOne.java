package dev.rowhouse.apps.conduit.model;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.query.SelectionQuery;

/**
 * Ids as parameters of a query, one by one: {@code (:id0, :id1, ...)}. Hibernate translates a query anew, each time that it is
 * executed, if a whole list is one of its parameters, a third of what a page of articles costs.
 *
 * <p>There is a power of two of them, of which the last may be the same id several times, so that few texts serve lists of all lengths.
 */
final class OneByOne {
    private final List<Long> ids;
    private final int count;

    /** @param ids at least one */
    OneByOne(List<Long> ids) {
        this.ids = ids;
        this.count = Integer.highestOneBit(2 * ids.size() - 1);
    }

    /** What stands after {@code in}. */
    String names() {
        return IntStream.range(0, count).mapToObj(i -> ":id" + i).collect(Collectors.joining(", ", "(", ")"));
    }

    <T> SelectionQuery<T> bind(SelectionQuery<T> query) {
        for (int i = 0; i < count; i++) {
            query.setParameter("id" + i, ids.get(Math.min(i, ids.size() - 1)));
        }
        return query;
    }
}
