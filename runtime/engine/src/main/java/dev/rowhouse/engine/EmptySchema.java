package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.tool.schema.internal.SchemaCreatorImpl;
import org.hibernate.tool.schema.spi.CommandAcceptanceException;

/**
 * Makes the tables of a mapping in an H2 database that has none of them. Hibernate's migration would ask what is there, and H2 (2.5)
 * builds 35 tables that describe the database when it is first asked, which it keeps as long as it is open: 117 KB of heap and most of the
 * time that the start of an instance took.
 *
 * <p>For mappings alone whose tables are all in the current schema, and of which neither the operator's settings nor something beside
 * tables and sequences say how they are made.
 *
 * @param statements make them, in their order
 * @param tables names of tables as the mapping has them, and as H2 may have changed their case
 * @param sequences the same of sequences
 */
record EmptySchema(List<String> statements, Set<String> tables, Set<String> sequences) {
    /** Gives the number of something in the current schema, or null; looks into H2's own maps, not into its information schema. */
    private static final String LOOK = "values db_object_id(?, schema(), ?)";

    /**
     * What makes the tables of a mapping; empty if only Hibernate's migration can.
     *
     * @param settings the operator's, for Hibernate
     */
    static Optional<EmptySchema> of(Metadata metadata, StandardServiceRegistry registry, Set<String> settings) {
        var database = ((MetadataImplementor) metadata).getDatabase();
        var namespaces = StreamSupport.stream(database.getNamespaces().spliterator(), false)
                .filter(one -> !one.equals(database.getDefaultNamespace()))
                .toList();
        if (!(registry.requireService(JdbcEnvironment.class).getDialect() instanceof H2Dialect)
                || settings.stream().anyMatch(EmptySchema::concernsSchemas)
                || !namespaces.stream().allMatch(EmptySchema::isEmpty)
                || !database.getDefaultNamespace().getUserDefinedTypes().isEmpty()
                || !database.getAuxiliaryDatabaseObjects().isEmpty() || !database.getInitCommands().isEmpty()) {
            return Optional.empty();
        }
        Set<String> tables = new LinkedHashSet<>();
        Set<String> sequences = new LinkedHashSet<>();
        database.getDefaultNamespace().getTables().forEach(table -> add(table.getName(), tables));
        database.getDefaultNamespace()
                .getSequences()
                .forEach(sequence -> add(sequence.getName().getSequenceName().getText(), sequences));
        return Optional.of(
                new EmptySchema(List.copyOf(new SchemaCreatorImpl(registry).generateCreationCommands(metadata, false)),
                        tables, sequences));
    }

    private static boolean concernsSchemas(String setting) {
        return setting.contains("hbm2ddl") || setting.contains("schema") || setting.contains("catalog");
    }

    private static boolean isEmpty(Namespace namespace) {
        return namespace.getTables().isEmpty() && !namespace.getSequences().iterator().hasNext()
                && namespace.getUserDefinedTypes().isEmpty();
    }

    private static void add(String name, Set<String> names) {
        names.addAll(List.of(name, name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)));
    }

    /**
     * Makes the tables, if none of them is there yet and none of their sequences.
     *
     * @return whether it has; nothing is changed otherwise
     * @throws CommandAcceptanceException if a statement fails
     * @throws SQLException if the database can't be asked what is there
     */
    boolean fill(Connection connection) throws SQLException {
        if (!isLacking(connection)) {
            return false;
        }
        try (var statement = connection.createStatement()) {
            for (var text : statements) {
                try {
                    statement.execute(text);
                } catch (SQLException e) {
                    throw new CommandAcceptanceException(
                            "Error executing DDL \"%s\" via JDBC [%s]".formatted(text, e.getMessage()), e);
                }
            }
        }
        return true;
    }

    private boolean isLacking(Connection connection) throws SQLException {
        try (var look = connection.prepareStatement(LOOK)) {
            return !isAny("TABLE", tables, look) && !isAny("SEQUENCE", sequences, look);
        }
    }

    private static boolean isAny(String kind, Set<String> names, PreparedStatement look) throws SQLException {
        look.setString(1, kind);
        for (var name : names) {
            look.setString(2, name);
            try (var row = look.executeQuery()) {
                if (row.next() && row.getObject(1) != null) {
                    return true;
                }
            }
        }
        return false;
    }
}
