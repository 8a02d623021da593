package dev.rowhouse.apps.library.tables;

import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Table;
import dev.rowhouse.spi.Table.Link;
import dev.rowhouse.spi.Tables;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.exception.DataException;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;

/** Reads rows of reflected tables: one query for a row, two for a page, however many rows are on it. */
final class Rows {
    private final Session session;
    private final Tables tables;

    @Inject
    Rows(Session session, Tables tables) {
        this.session = session;
        this.tables = tables;
    }

    /**
     * The row of a key.
     *
     * @throws ProblemException 404 if there is none, 400 if the database can't read the key
     */
    Row find(Table table, RowKey key) {
        try {
            var found = read(table, key);
            if (found.isEmpty()) {
                throw new ProblemException(Problem.of(StatusCodes.NOT_FOUND, "There is no row with this key."));
            }
            return found.getFirst();
        } catch (DataException e) {
            throw RowKey.malformed(table);
        }
    }

    private List<Row> read(Table table, RowKey key) {
        var builder = session.getCriteriaBuilder();
        var query = builder.createQuery(Object.class);
        var row = query.from(session.getMetamodel().entity(table.entity()));
        fetchWhatHasNoProxy(table, row);
        query.select(row).where(is(builder, row, table, key));
        return rows(table, session.createSelectionQuery(query).getResultList());
    }

    /** A page of all rows of a table, in the order of its key. */
    Page page(Table table, Paging paging) {
        var builder = session.getCriteriaBuilder();
        var count = builder.createQuery(Long.class);
        count.from(session.getMetamodel().entity(table.entity()));
        var query = builder.createQuery(Object.class);
        var row = query.from(session.getMetamodel().entity(table.entity()));
        query.select(row);
        return page(table, count.select(builder.count()), query, row, paging);
    }

    /** A page of the rows to which a link leads from a row, in the order of their key. */
    Page page(Table table, RowKey key, Link link, Table target, Paging paging) {
        var builder = session.getCriteriaBuilder();
        var count = builder.createQuery(Long.class);
        var counted = count.from(session.getMetamodel().entity(table.entity()));
        counted.join(link.attribute());
        count.where(is(builder, counted, table, key));
        var query = builder.createQuery(Object.class);
        var row = query.from(session.getMetamodel().entity(table.entity()));
        var there = row.join(link.attribute());
        query.select(there).where(is(builder, row, table, key));
        return page(target, count.select(builder.count()), query, there, paging);
    }

    private Page page(
            Table table,
            CriteriaQuery<Long> count,
            CriteriaQuery<Object> query,
            From<?, ?> row,
            Paging paging) {
        long total = session.createSelectionQuery(count).getSingleResult();
        if (total <= paging.offset()) {
            return new Page(List.of(), 0, paging, total);
        }
        fetchWhatHasNoProxy(table, row);
        var builder = session.getCriteriaBuilder();
        List<Order> order = new ArrayList<>();
        table.key().forEach(part -> order.add(builder.asc(row.get(part))));
        var found = session.createSelectionQuery(query.orderBy(order))
                .setFirstResult(paging.offset())
                .setMaxResults(paging.size())
                .getResultList();
        var rows = rows(table, found);
        return new Page(rows, found.size() - rows.size(), paging, total);
    }

    private static Predicate is(HibernateCriteriaBuilder builder, Root<?> row, Table table, RowKey key) {
        List<Predicate> parts = new ArrayList<>();
        for (int i = 0; i < key.parts().size(); i++) {
            parts.add(builder.equal(row.get(table.key().get(i)), key.parts().get(i)));
        }
        return builder.and(parts.toArray(Predicate[]::new));
    }

    /** A foreign key that leads to other columns than a key can't wait: each row would be read by a query of its own. */
    private void fetchWhatHasNoProxy(Table table, From<?, ?> row) {
        for (var link : table.links()) {
            if (link.kind() == Link.Kind.TO_ONE && tables.find(link.entity())
                    .filter(target -> !target.key().equals(link.targetAttributes()))
                    .isPresent()) {
                row.fetch(link.attribute(), JoinType.LEFT);
            }
        }
    }

    @SuppressWarnings("unchecked") // What Hibernate gives for an entity without a class is a map of its attributes.
    private List<Row> rows(Table table, List<?> found) {
        return found.stream().filter(Objects::nonNull).map(row -> row(table, (Map<String, ?>) row)).toList();
    }

    private Row row(Table table, Map<String, ?> found) {
        var columns = tables.columns(table, found);
        Map<String, Row.Target> targets = new LinkedHashMap<>();
        for (var link : table.links()) {
            if (link.kind() == Link.Kind.TO_ONE && found.get(link.attribute()) instanceof Map<?, ?> there) {
                tables.find(link.entity())
                        .ifPresent(target -> targetKey(link, target, columns, there)
                                .ifPresent(key -> targets.put(link.attribute(), new Row.Target(target, key))));
            }
        }
        var key = RowKey.of(table.keyColumns().stream().map(column -> columns.get(column.name())).toList());
        return new Row(table, columns, key, targets);
    }

    /** The key is in the columns, unless the foreign key leads to others; that row has been read then. */
    private static Optional<RowKey> targetKey(Link link, Table target, Map<String, ?> columns, Map<?, ?> there) {
        return link.targetAttributes().equals(target.key())
                ? RowKey.of(link.columns().stream().map(columns::get).toList())
                : RowKey.of(target.key().stream().map(there::get).toList());
    }
}
