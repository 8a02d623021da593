package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.SchemaFilter;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;

/** Lets Hibernate's migration see the tables only that a database doesn't have, so that it changes none that it has. */
final class LackingTables implements SchemaFilterProvider, SchemaFilter {
    private final Set<String> present = new HashSet<>();
    private final String current;

    /** Reads which tables there are. */
    LackingTables(Connection connection) {
        try (var tables = connection.getMetaData()
                .getTables(connection.getCatalog(), null, "%",
                        new String[]{"TABLE", "BASE TABLE", "PARTITIONED TABLE", "VIEW"})) {
            current = String.valueOf(connection.getSchema());
            while (tables.next()) {
                present.add(name(String.valueOf(tables.getString("TABLE_SCHEM")), tables.getString("TABLE_NAME")));
            }
        } catch (SQLException e) {
            throw new EngineException("can't read which tables there are", e);
        }
    }

    private static String name(String schema, String table) {
        return (schema + "." + table).toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean includeTable(Table table) {
        return !present.contains(name(table.getSchema() == null ? current : table.getSchema(), table.getName()));
    }

    @Override
    public boolean includeNamespace(Namespace namespace) {
        return true;
    }

    @Override
    public boolean includeSequence(Sequence sequence) {
        return true;
    }

    @Override
    public SchemaFilter getCreateFilter() {
        return this;
    }

    @Override
    public SchemaFilter getDropFilter() {
        return this;
    }

    @Override
    public SchemaFilter getTruncatorFilter() {
        return this;
    }

    @Override
    public SchemaFilter getMigrateFilter() {
        return this;
    }

    @Override
    public SchemaFilter getValidateFilter() {
        return this;
    }
}
