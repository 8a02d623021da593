package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.internal.SqlStringGenerationContextImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.tool.schema.internal.SchemaDropperImpl;
import org.hibernate.tool.schema.spi.GenerationTarget;

/**
 * Drops the tables of a model, and nothing else. Hibernate's own statements cascade: they would take along foreign keys of
 * tables, and views, that the app doesn't know. Without it, tables that point to each other need their foreign keys dropped
 * before.
 *
 * @param metadata the tables that are the app's
 * @param statements drops of the model's own foreign keys, then Hibernate's without their cascade
 */
record Removal(Metadata metadata, List<String> statements) {
    private static final Pattern CASCADE = Pattern.compile("\\s+cascade(?:\\s+constraints)?\\s*$",
            Pattern.CASE_INSENSITIVE);

    static Removal of(Model model) {
        var collected = new Collected(new ArrayList<>());
        new SchemaDropperImpl(model.registry()).doDrop(model.metadata(), false, collected);
        return new Removal(model.metadata(),
                Stream.concat(foreignKeys(model),
                        collected.statements().stream().map(statement -> CASCADE.matcher(statement).replaceFirst("")))
                        .distinct()
                        .toList());
    }

    /** Nothing where they are part of their tables. */
    private static Stream<String> foreignKeys(Model model) {
        var environment = model.registry().requireService(JdbcEnvironment.class);
        var metadata = model.metadata();
        var context = SqlStringGenerationContextImpl.fromExplicit(environment, metadata.getDatabase(), null, null);
        var exporter = environment.getDialect().getForeignKeyExporter();
        return metadata.collectTableMappings()
                .stream()
                .flatMap(table -> table.getForeignKeyCollection().stream())
                .flatMap(key -> Stream.of(exporter.getSqlDropStrings(key, metadata, context)));
    }

    /**
     * Drops the tables that there are.
     *
     * @throws EngineException if one can't be dropped, for example because a table points to it that the app doesn't map
     */
    void carryOut(Connection connection) throws SQLException {
        var schema = connection.getSchema();
        if (schema != null) {
            // Where several schemas are searched, a table of the same name in another one is somebody else's.
            connection.setSchema(schema);
        }
        Pointers.refuse(metadata, connection);
        if (connection.getMetaData().getDatabaseProductName().equals("SQLite")) {
            dropAtOnce(connection);
        } else {
            dropAll(connection);
        }
    }

    /** SQLite drops tables that point to each other only where it looks at the rows afterwards. */
    private void dropAtOnce(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            try (var statement = connection.createStatement()) {
                statement.execute("pragma defer_foreign_keys = on");
            }
            dropAll(connection);
            connection.commit();
        } catch (SQLException e) {
            rollBackAfter(e, connection);
            throw new EngineException("nothing was dropped: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            rollBackAfter(e, connection);
            throw e;
        }
        connection.setAutoCommit(true);
    }

    private static void rollBackAfter(Throwable failure, Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private void dropAll(Connection connection) throws SQLException {
        var left = statements;
        while (!left.isEmpty()) {
            var refusals = new ArrayList<SQLException>();
            var refused = execute(left, connection, refusals);
            if (refused.size() == left.size()) {
                refuse(refused, refusals);
                return;
            }
            // What pointed to a table may be gone now.
            left = refused;
        }
    }

    private static List<String> execute(List<String> statements, Connection connection, List<SQLException> refusals)
            throws SQLException {
        var refused = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    refused.add(sql);
                    refusals.add(e);
                }
            }
        }
        return refused;
    }

    /** Constraints that can't be dropped alone went with their tables, or never were. */
    private static void refuse(List<String> refused, List<SQLException> refusals) {
        for (int i = 0; i < refused.size(); i++) {
            if (!refused.get(i).stripLeading().toLowerCase(Locale.ROOT).startsWith("alter")) {
                throw new EngineException("'%s' is refused: %s".formatted(refused.get(i), refusals.get(i).getMessage()),
                        refusals.get(i));
            }
        }
    }

    /** Takes statements instead of executing them. */
    private record Collected(List<String> statements) implements GenerationTarget {
        @Override
        public void prepare() {
            // Nothing is opened.
        }

        @Override
        public void accept(String statement) {
            statements.add(statement);
        }

        @Override
        public void release() {
            // Nothing was opened.
        }
    }
}
