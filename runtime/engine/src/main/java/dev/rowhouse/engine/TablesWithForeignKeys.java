package dev.rowhouse.engine;

import java.util.Collection;
import java.util.stream.Collectors;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.internal.StandardTableExporter;

/** Creates tables together with their foreign keys, for a database that can't add them later. */
final class TablesWithForeignKeys extends StandardTableExporter {
    TablesWithForeignKeys(Dialect dialect) {
        super(dialect);
    }

    @Override
    protected void applyTableCheck(Table table, StringBuilder create) {
        super.applyTableCheck(table, create);
        table.getForeignKeyCollection()
                .stream()
                .filter(key -> key.isPhysicalConstraint() && key.isCreationEnabled())
                .forEach(key -> create.append(", ").append(definition(key)));
    }

    private String definition(ForeignKey key) {
        var own = key.getKeyDefinition();
        if (own != null) {
            return own;
        }
        var target = key.getReferencedTable();
        var definition = "constraint %s foreign key (%s) references %s (%s)".formatted(dialect.quote(key.getName()),
                names(key.getColumns()), target.getQuotedName(dialect),
                names(key.isReferenceToPrimaryKey() ? target.getPrimaryKey().getColumns()
                        : key.getReferencedColumns()));
        var action = key.getOnDeleteAction();
        return action == null || action == OnDeleteAction.NO_ACTION ? definition
                : definition + " on delete " + action.toSqlString();
    }

    private String names(Collection<Column> columns) {
        return columns.stream().map(column -> column.getQuotedName(dialect)).collect(Collectors.joining(", "));
    }
}
