package dev.rowhouse.reflect;

import dev.rowhouse.reflect.EntityShape.Column;
import dev.rowhouse.reflect.EntityShape.ManyToMany;
import dev.rowhouse.reflect.EntityShape.ToMany;
import dev.rowhouse.reflect.EntityShape.ToOne;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One entity while its parts are found. For one thread. */
final class Draft {
    final FoundTable table;
    final String entity;

    /** Names that attributes have. */
    final Naming.Taken taken = new Naming.Taken();

    /** What columns hold, by the column's name; those that can't be mapped lack. */
    final Map<String, ValueType> types = new LinkedHashMap<>();

    /** Attributes of columns, by the column's name. */
    final Map<String, String> names = new HashMap<>();

    /** Columns other than the key's that foreign keys of other tables lead to. */
    final Set<String> referenced = new HashSet<>();

    final List<Column> columns = new ArrayList<>();
    final List<ToOne> toOne = new ArrayList<>();
    final List<ToMany> toMany = new ArrayList<>();
    final List<ManyToMany> manyToMany = new ArrayList<>();
    List<String> key = List.of();
    String keyName = "";

    Draft(FoundTable table, String entity) {
        this.table = table;
        this.entity = entity;
    }

    boolean isReadOnly() {
        return table.view() || key.isEmpty();
    }

    boolean isNullable(List<String> some) {
        return some.stream().anyMatch(column -> table.column(column).filter(FoundColumn::nullable).isPresent());
    }

    EntityShape shape(boolean counted) {
        var attributes = key.stream().map(column -> names.getOrDefault(column, column)).toList();
        return new EntityShape(entity, table.name(), table.view(), isReadOnly(), attributes, keyName, counted, columns,
                toOne, toMany, manyToMany);
    }
}
