package dev.rowhouse.shard;

import dev.rowhouse.shard.MappedTables.MappedTable;
import dev.rowhouse.shard.ShardTable.SelfReference;
import dev.rowhouse.shard.StoredTable.Pointer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import javax.sql.DataSource;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.type.descriptor.WrapperOptions;

/**
 * The tables of a sharded engine's entities: those of the entities themselves, of their subclasses, secondary ones, and those of
 * collections. What they are for is known from the mapping; what columns and foreign keys they have, from a database.
 *
 * <p>Does not change. Safe for use by many threads.
 */
public final class ShardTables {
    private final List<ShardTable> tables;
    private final List<Following> following;
    private final WrapperOptions options;

    private ShardTables(List<ShardTable> tables, List<Following> following, WrapperOptions options) {
        this.tables = tables;
        this.following = following;
        this.options = options;
    }

    /** A foreign key by which the database itself changes or deletes rows when others are deleted. */
    record Following(ShardTable child, List<String> columns, ShardTable parent, List<String> targets) {}

    /**
     * Reads what tables there are.
     *
     * @param factory knows the entities
     * @param shardBy the attribute that decides, by the name of the entity; {@code *} for those not named. A path like
     *        {@code blogId} or {@code id.blogId}, or an association like {@code blog}.
     * @param shard any of the databases
     * @throws MoveException if rows of one of the tables couldn't be moved; the message says why
     */
    public static ShardTables read(SessionFactoryImplementor factory, Map<String, String> shardBy, DataSource shard)
            throws SQLException {
        try (var connection = shard.getConnection()) {
            return read(MappedTables.of(factory, shardBy), connection, factory.getWrapperOptions());
        }
    }

    private static ShardTables read(List<MappedTable> mapped, Connection connection, WrapperOptions options)
            throws SQLException {
        var quote = connection.getMetaData().getIdentifierQuoteString();
        Map<String, StoredTable> stored = new LinkedHashMap<>();
        for (var table : mapped) {
            stored.put(table.name(), StoredTable.read(connection, table.name()));
        }
        Map<String, ShardTable> tables = new HashMap<>();
        for (var table : mapped) {
            table(table, mapped, stored, quote, tables);
        }
        var byName = new HashMap<String, ShardTable>();
        stored.forEach((expression, table) -> byName.put(table.name(), required(tables, expression)));
        List<Following> following = new ArrayList<>();
        for (var pointer : stored.values().stream().flatMap(table -> table.pointed().stream()).toList()) {
            if (pointer.follows()) {
                var child = byName.get(pointer.from());
                if (child == null) {
                    throw new MoveException(
                            "rows of table %s, which no entity has, would go with the rows of %s that they point to; drop the foreign key, or its 'on delete'"
                                    .formatted(pointer.from(), pointer.to()));
                }
                following.add(
                        new Following(child, pointer.columns(), required(byName, pointer.to()), pointer.targets()));
            }
        }
        return new ShardTables(ordered(stored, tables), following, options);
    }

    private static ShardTable table(
            MappedTable mapped,
            List<MappedTable> all,
            Map<String, StoredTable> stored,
            String quote,
            Map<String, ShardTable> made) {
        var known = made.get(mapped.name());
        if (known != null) {
            return known;
        }
        var table = required(stored, mapped.name());
        var key = mapped.key().<ShardTable
                .Key>map(
                        column -> new ShardTable.Key.Own(find(table, table.column(column.getSelectionExpression())),
                                column.getJdbcMapping()))
                .orElseGet(() -> {
                    var name = mapped.owner().orElseThrow();
                    var owner = all.stream()
                            .filter(it -> it.name().equals(name))
                            .findFirst()
                            .orElseThrow(() -> new MoveException("rows of table %s belong to no table of an entity (%s)"
                                    .formatted(mapped.name(), name)));
                    var target = required(stored, name);
                    return new ShardTable.Key.Owned(table(owner, all, stored, quote, made),
                            mapped.columns().stream().map(table::column).toList(),
                            mapped.ownerColumns().stream().map(target::column).toList());
                });
        boolean unique = !table.primaryKey().isEmpty();
        var identity = unique ? table.primaryKey() : mapped.columns().stream().map(table::column).toList();
        var itself = table.pointing()
                .stream()
                .filter(pointer -> pointer.to().equals(table.name()))
                .map(pointer -> new SelfReference(find(table, pointer.columns()), find(table, pointer.targets())))
                .toList();
        if (!unique && !itself.isEmpty()) {
            throw new MoveException("table %s points to itself and has no primary key".formatted(mapped.name()));
        }
        var whole = new ShardTable(mapped.entity(), mapped.name(), table.columns(), find(table, identity), unique, key,
                itself, quote);
        made.put(mapped.name(), whole);
        return whole;
    }

    private static ShardColumn find(StoredTable table, String column) {
        return table.columns()
                .stream()
                .filter(it -> it.name().equals(column))
                .findFirst()
                .orElseThrow(() -> new MoveException("table %s has no column %s".formatted(table.name(), column)));
    }

    private static List<ShardColumn> find(StoredTable table, List<String> columns) {
        return columns.stream().map(column -> find(table, column)).toList();
    }

    private static <T> T required(Map<String, T> things, String name) {
        var thing = things.get(name);
        if (thing == null) {
            throw new MoveException("table %s is none of an entity's".formatted(name));
        }
        return thing;
    }

    /** Those that others point to come first. */
    private static List<ShardTable> ordered(Map<String, StoredTable> stored, Map<String, ShardTable> tables) {
        Map<String, Set<String>> before = new LinkedHashMap<>();
        Map<String, String> expressions = new HashMap<>();
        stored.forEach((expression, table) -> expressions.put(table.name(), expression));
        stored.forEach((expression, table) -> {
            Set<String> parents = new LinkedHashSet<>();
            table.pointing()
                    .stream()
                    .map(Pointer::to)
                    .filter(parent -> !parent.equals(table.name()) && expressions.containsKey(parent))
                    .forEach(parent -> parents.add(required(expressions, parent)));
            // What belongs to a row is found by it, so it goes first, with or without a foreign key.
            if (required(tables, expression).key() instanceof ShardTable.Key.Owned owned) {
                parents.add(owned.owner().name());
            }
            before.put(expression, parents);
        });
        SequencedSet<String> done = new LinkedHashSet<>();
        while (done.size() < before.size()) {
            var next = before.keySet()
                    .stream()
                    .filter(name -> !done.contains(name) && done.containsAll(required(before, name)))
                    .toList();
            if (next.isEmpty()) {
                throw new MoveException("tables %s point to each other in a circle; their rows can't be moved"
                        .formatted(before.keySet().stream().filter(name -> !done.contains(name)).sorted().toList()));
            }
            done.addAll(next);
        }
        return done.stream().map(name -> required(tables, name)).toList();
    }

    /** All tables, parents first. */
    List<ShardTable> all() {
        return tables;
    }

    /** Those that have the column which decides. */
    List<ShardTable> keyed() {
        return tables.stream().filter(ShardTable::isKeyed).toList();
    }

    /** Those whose keys are of one Java type, so that the same value is the same key; parents first. */
    List<ShardTable> like(ShardTable keyed) {
        var type = keyed.root().mapping().getJavaTypeDescriptor().getJavaTypeClass();
        return tables.stream()
                .filter(table -> table.root().mapping().getJavaTypeDescriptor().getJavaTypeClass() == type)
                .toList();
    }

    List<Following> following() {
        return following;
    }

    /** What Hibernate reads values with. */
    WrapperOptions options() {
        return options;
    }
}
