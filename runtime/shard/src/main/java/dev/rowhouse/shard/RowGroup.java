package dev.rowhouse.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one identity: one row, or where a table has no primary key, all that belong to one row.
 *
 * @param table of which
 * @param rows the values of each, one for each column
 * @param keys for each row the value that decides, where that was asked for
 */
record RowGroup(ShardTable table, List<@Nullable Object[]> rows, List<Optional<Object>> keys) {
    RowGroup(ShardTable table) {
        this(table, new ArrayList<>(), new ArrayList<>());
    }

    /** The values of some columns; they are the same in all its rows if the columns tell it apart. */
    List<@Nullable Object> values(List<ShardColumn> columns) {
        var row = rows.getFirst();
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(row[table.columns().indexOf(column)]));
        return values;
    }

    List<@Nullable Object> identity() {
        return values(table.identity());
    }

    Checksum checksum() {
        return rows.stream().map(Checksum::of).reduce(Checksum.NONE, Checksum::plus);
    }

    /** The columns in which its first row is not like that of another. */
    List<String> differences(RowGroup other) {
        return IntStream.range(0, table.columns().size())
                .filter(i -> !Objects.deepEquals(rows.getFirst()[i], other.rows.getFirst()[i]))
                .mapToObj(i -> table.columns().get(i).name())
                .toList();
    }

    /** As a message names it. */
    String named() {
        var identity = identity();
        return "row of %s with %s".formatted(table.name(),
                IntStream.range(0, identity.size())
                        .mapToObj(i -> table.identity().get(i).name() + " = " + text(identity.get(i)))
                        .collect(Collectors.joining(", ")));
    }

    /** Values as one text, by which they can be compared. */
    static String text(List<@Nullable Object> values) {
        return values.stream()
                .map(RowGroup::text)
                .map(text -> text.length() + ":" + text)
                .collect(Collectors.joining());
    }

    private static String text(@Nullable Object value) {
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
    }
}
