package dev.rowhouse.reflect;

import dev.rowhouse.config.ReflectConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables of a database as entities: what a mapping of them depends on, and nothing else. Databases whose tables are
 * alike have equal reflections, so that the instances that use them can share a mapping.
 *
 * @param entities by name
 * @param leftOut columns whose values can't be read and written, with their types: {@code shape.outline (GEOMETRY)}
 */
public record Reflection(List<EntityShape> entities, List<String> leftOut) {
    /** Of no tables. */
    public static final Reflection NONE = new Reflection(List.of(), List.of());

    public Reflection {
        entities = List.copyOf(entities);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Reads tables.
     *
     * @param connection to the database that has them; stays open
     * @param product as a JDBC URL names it: {@code h2}, {@code postgresql}
     * @param wanted which of them
     * @param mapped what classes map already; their tables get no second entity
     * @throws ReflectionException if a table or column that was named isn't there; lists all of them
     * @throws SQLException if the database can't be asked
     */
    public static Reflection read(Connection connection, String product, Wanted wanted, List<MappedTable> mapped)
            throws SQLException {
        var place = Place.find(connection, wanted.byOperator().flatMap(ReflectConfig::schema));
        var reader = TableReader.create(connection, product, place);
        var there = reader.names();
        var here = mapped.stream().filter(place::has).toList();
        var selection = Selection.of(there.keySet(), reader.partitions(), wanted, here);
        var read = reader.read(selection.among(there));
        var found = selection.completed(read, reader.unreadable());
        var taken = mapped.stream().map(MappedTable::name).toList();
        return ShapeBuilder.of(product, Naming.of(connection.getMetaData()), here, taken)
                .build(found, reader.unreadable());
    }
}
