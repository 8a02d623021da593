package dev.rowhouse.shard;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.metamodel.mapping.JdbcMapping;

/**
 * A table whose rows are on several shards.
 *
 * @param entity whose rows it has, or a part of them
 * @param name as it stands in SQL
 * @param columns all of them
 * @param identity the columns that tell its rows apart, or those of one row that they belong to
 * @param unique whether no two rows have the same values there
 * @param key where the value is that decides
 * @param itself the foreign keys from it to itself
 * @param quote what names of columns are put in
 */
record ShardTable(
        String entity,
        String name,
        List<ShardColumn> columns,
        List<ShardColumn> identity,
        boolean unique,
        Key key,
        List<SelfReference> itself,
        String quote) {
    /** Where the value is that decides about a row. */
    sealed interface Key {
        /**
         * In the row itself.
         *
         * @param mapping how Hibernate reads its values
         */
        record Own(ShardColumn column, JdbcMapping mapping) implements Key {}

        /**
         * In a row that it belongs to.
         *
         * @param owner the table of that
         * @param columns those that point there
         * @param targets those that they point to
         */
        record Owned(ShardTable owner, List<String> columns, List<String> targets) implements Key {}
    }

    /** A foreign key to the same table. */
    record SelfReference(List<ShardColumn> columns, List<ShardColumn> targets) {}

    /** The column that decides, in this table or in the one that its rows belong to. */
    Key.Own root() {
        return switch (key) {
            case Key.Own own -> own;
            case Key.Owned owned -> owned.owner().root();
        };
    }

    /** Whether an entity's own row is here: those of other tables are parts of it. */
    boolean isKeyed() {
        return key instanceof Key.Own;
    }

    /** How many rows are read at once. */
    int batch(int most) {
        boolean large = columns.stream().anyMatch(ShardColumn::isLarge);
        return Math.max(1, large || !unique ? most / 20 : most);
    }

    String quoted(String column) {
        return quote + column.replace(quote, quote + quote) + quote;
    }

    /** Columns as a list, each of a table's alias. */
    String list(String alias, List<ShardColumn> which) {
        return which.stream().map(column -> alias + "." + quoted(column.name())).collect(Collectors.joining(", "));
    }

    /** One column, or several in brackets. */
    String tuple(String alias, List<ShardColumn> which) {
        return which.size() == 1 ? list(alias, which) : "(" + list(alias, which) + ")";
    }

    /** Parameters for one column, or for several in brackets. */
    static String parameters(List<ShardColumn> which) {
        return which.size() == 1 ? "?"
                : Collections.nCopies(which.size(), "?").stream().collect(Collectors.joining(", ", "(", ")"));
    }

    /** That the value which decides is one of several. */
    String hasKey(String alias, int values) {
        return switch (key) {
            case Key.Own own -> alias + "." + quoted(own.column().name()) + " in ("
                    + String.join(", ", Collections.nCopies(values, "?")) + ")";
            case Key.Owned owned -> "exists (select 1 from %s %sx where %s and %s)".formatted(owned.owner().name(),
                    alias, join(alias, owned, alias + "x"), owned.owner().hasKey(alias + "x", values));
        };
    }

    private String join(String alias, Key.Owned owned, String owner) {
        return IntStream.range(0, owned.columns().size())
                .mapToObj(i -> "%s.%s = %s.%s".formatted(owner, quoted(owned.targets().get(i)), alias,
                        quoted(owned.columns().get(i))))
                .collect(Collectors.joining(" and "));
    }

    /** The joins that lead to the table which has the column that decides; none if it is this one. */
    String joins(String alias) {
        return switch (key) {
            case Key.Own _ -> "";
            case Key.Owned owned ->
                " left join %s %sx on %s".formatted(owned.owner().name(), alias, join(alias, owned, alias + "x"))
                        + owned.owner().joins(alias + "x");
        };
    }

    /** The column that decides, behind those joins. */
    String keyColumn(String alias) {
        return switch (key) {
            case Key.Own own -> alias + "." + quoted(own.column().name());
            case Key.Owned owned -> owned.owner().keyColumn(alias + "x");
        };
    }

    Optional<ShardColumn> find(String column) {
        return columns.stream().filter(it -> it.name().equals(column)).findFirst();
    }

    ShardColumn column(String column) {
        return find(column).orElseThrow(() -> new MoveException("table %s has no column %s".formatted(name, column)));
    }
}
