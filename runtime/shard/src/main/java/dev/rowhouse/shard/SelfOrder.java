package dev.rowhouse.shard;

import dev.rowhouse.shard.ShardTable.SelfReference;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a table that points to itself, in an order in which they can be written and deleted. Those that can't yet,
 * because of rows that are not among them, are left out.
 */
final class SelfOrder {
    private final List<RowGroup> rows;
    private final List<SelfReference> references;
    /** Which of the rows each points to. */
    private final Map<RowGroup, Set<RowGroup>> parents = new LinkedHashMap<>();
    private final Set<RowGroup> blocked = new LinkedHashSet<>();

    private SelfOrder(ShardTable table, List<RowGroup> rows) {
        this.rows = rows;
        this.references = table.itself();
        rows.forEach(row -> parents.put(row, new LinkedHashSet<>()));
    }

    /**
     * Those whose parents are among them or there already, parents first.
     *
     * @param target where they are to be written
     */
    static List<RowGroup> writable(ShardTable table, List<RowGroup> rows, TableRows target) throws SQLException {
        if (table.itself().isEmpty()) {
            return rows;
        }
        var order = new SelfOrder(table, rows);
        for (var reference : order.references) {
            order.connect(reference);
            order.blockWithout(reference, target);
        }
        order.spread(false);
        return order.sorted();
    }

    /**
     * Those to which no others point, children first.
     *
     * @param source where they are to be deleted
     */
    static List<RowGroup> deletable(ShardTable table, List<RowGroup> rows, TableRows source) throws SQLException {
        if (table.itself().isEmpty()) {
            return rows;
        }
        var order = new SelfOrder(table, rows);
        for (var reference : order.references) {
            order.connect(reference);
            order.blockPointedTo(reference, source);
        }
        order.spread(true);
        return order.sorted().reversed();
    }

    private Map<String, RowGroup> by(List<ShardColumn> columns) {
        Map<String, RowGroup> index = new HashMap<>();
        rows.forEach(row -> index.put(RowGroup.text(row.values(columns)), row));
        return index;
    }

    private void connect(SelfReference reference) {
        var index = by(reference.targets());
        for (var row : rows) {
            var parent = index.get(RowGroup.text(row.values(reference.columns())));
            // A row that points to itself can be written and deleted as any other.
            if (parent != null && !parent.equals(row)) {
                edges(row).add(parent);
            }
        }
    }

    private Set<RowGroup> edges(RowGroup row) {
        return parents.computeIfAbsent(row, _ -> new LinkedHashSet<>());
    }

    private void blockWithout(SelfReference reference, TableRows target) throws SQLException {
        var index = by(reference.targets());
        Map<RowGroup, String> elsewhere = new LinkedHashMap<>();
        List<List<@Nullable Object>> sought = new ArrayList<>();
        for (var row : rows) {
            var values = row.values(reference.columns());
            var text = RowGroup.text(values);
            if (!values.contains(null) && !index.containsKey(text)) {
                elsewhere.put(row, text);
                sought.add(values);
            }
        }
        Set<String> there = new HashSet<>();
        target.having(reference.targets(), sought)
                .values()
                .forEach(row -> there.add(RowGroup.text(row.values(reference.targets()))));
        elsewhere.forEach((row, parent) -> {
            if (!there.contains(parent)) {
                blocked.add(row);
            }
        });
    }

    private void blockPointedTo(SelfReference reference, TableRows source) throws SQLException {
        Set<String> among = new HashSet<>();
        rows.forEach(row -> among.add(RowGroup.text(row.identity())));
        var index = by(reference.targets());
        source.having(reference.columns(), rows.stream().map(row -> row.values(reference.targets())).toList())
                .forEach((identity, child) -> {
                    var parent = index.get(RowGroup.text(child.values(reference.columns())));
                    if (parent != null && !among.contains(identity)) {
                        blocked.add(parent);
                    }
                });
    }

    /** To the children of those that wait, or to their parents. */
    private void spread(boolean up) {
        int before;
        do {
            before = blocked.size();
            for (var row : rows) {
                if (up && blocked.contains(row)) {
                    blocked.addAll(edges(row));
                } else if (!up && edges(row).stream().anyMatch(blocked::contains)) {
                    blocked.add(row);
                }
            }
        } while (blocked.size() > before);
    }

    private List<RowGroup> sorted() {
        Set<RowGroup> done = new LinkedHashSet<>();
        List<RowGroup> rest = new ArrayList<>(rows);
        rest.removeAll(blocked);
        while (!rest.isEmpty()) {
            var ready = rest.stream().filter(row -> done.containsAll(edges(row))).toList();
            if (ready.isEmpty()) {
                throw new MoveException("%s: it and others point to each other in a circle; break it first"
                        .formatted(rest.getFirst().named()));
            }
            done.addAll(ready);
            rest.removeAll(new HashSet<>(ready));
        }
        return List.copyOf(done);
    }
}
