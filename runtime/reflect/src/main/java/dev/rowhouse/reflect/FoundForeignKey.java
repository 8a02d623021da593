package dev.rowhouse.reflect;

import java.util.Comparator;
import java.util.List;

/**
 * A foreign key as its database describes it. Its name is left out: databases make up another one each time.
 *
 * @param columns the columns that point
 * @param target the table that they point to
 * @param targetColumns the columns there, in the same order
 */
record FoundForeignKey(List<String> columns, TableName target, List<String> targetColumns) {
    /** The same order in every database with the same tables. */
    static final Comparator<FoundForeignKey> ORDER = Comparator
            .comparing((FoundForeignKey key) -> key.columns().toString())
            .thenComparing(key -> key.target().toString())
            .thenComparing(key -> key.targetColumns().toString());

    FoundForeignKey {
        columns = List.copyOf(columns);
        targetColumns = List.copyOf(targetColumns);
    }
}
