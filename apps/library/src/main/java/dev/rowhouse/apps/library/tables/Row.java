package dev.rowhouse.apps.library.tables;

import dev.rowhouse.spi.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be shown of a row, taken out of its entity, which leads to others and back and is never shown itself.
 *
 * @param table whose row it is
 * @param columns what it holds, by the names that the database knows
 * @param key empty if nothing tells it apart from others
 * @param targets the rows to which its own foreign keys lead, by the names of these links
 */
record Row(Table table, Map<String, @Nullable Object> columns, Optional<RowKey> key, Map<String, Target> targets) {
    Row {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    }

    /** A row elsewhere. */
    record Target(Table table, RowKey key) {}
}
