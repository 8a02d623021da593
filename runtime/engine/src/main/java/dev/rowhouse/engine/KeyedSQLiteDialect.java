package dev.rowhouse.engine;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.hibernate.JDBCException;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.community.dialect.SQLiteDialect;
import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.temptable.StandardLocalTemporaryTableStrategy;
import org.hibernate.dialect.temptable.TemporaryTableStrategy;
import org.hibernate.dialect.unique.AlterTableUniqueDelegate;
import org.hibernate.dialect.unique.UniqueDelegate;
import org.hibernate.engine.jdbc.env.spi.IdentifierCaseStrategy;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelperBuilder;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.spi.SQLExceptionConversionDelegate;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableInsertStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableMutationStrategy;
import org.hibernate.query.sqm.mutation.spi.AfterUseAction;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.tool.schema.spi.Exporter;
import org.jspecify.annotations.Nullable;

/**
 * SQLite, with all keys that a mapping has. Hibernate's own dialect creates neither foreign keys nor unique keys of several
 * columns, without a word, because SQLite can't add them to a table; and does not tell which kind of key refused a row.
 *
 * <p>Here foreign keys are part of the table, and unique keys are indexes. Tables that exist get unique keys but no foreign
 * keys.
 *
 * <p>Public because Hibernate makes it by reflection.
 */
public final class KeyedSQLiteDialect extends SQLiteDialect {
    /** The driver brings its SQLite along, so the version is known before a database is asked. */
    private static final DatabaseVersion VERSION = DatabaseVersion.make(3, 54);

    /** In the connection, and made when they are needed: others would have to be in each file before. */
    private static final TemporaryTableStrategy TEMPORARY_TABLES = new StandardLocalTemporaryTableStrategy() {
        @Override
        public String getTemporaryTableCreateCommand() {
            return "create temporary table if not exists";
        }

        @Override
        public AfterUseAction getTemporaryTableAfterUseAction() {
            return AfterUseAction.DROP;
        }
    };

    private final UniqueDelegate uniqueKeys = new UniqueIndexes();

    /** Called by Hibernate. */
    public KeyedSQLiteDialect() {
        super(VERSION);
    }

    @Override
    public Exporter<Table> getTableExporter() {
        return new TablesWithForeignKeys(this);
    }

    @Override
    public UniqueDelegate getUniqueDelegate() {
        return uniqueKeys;
    }

    /** SQLite keeps names as they are written. Otherwise no table that is there would be found. */
    @Override
    public IdentifierHelper buildIdentifierHelper(IdentifierHelperBuilder builder, @Nullable DatabaseMetaData metadata)
            throws SQLException {
        builder.setUnquotedCaseStrategy(IdentifierCaseStrategy.MIXED);
        builder.setQuotedCaseStrategy(IdentifierCaseStrategy.MIXED);
        return super.buildIdentifierHelper(builder, metadata);
    }

    @Override
    public TemporaryTableStrategy getLocalTemporaryTableStrategy() {
        return TEMPORARY_TABLES;
    }

    @Override
    public SqmMultiTableMutationStrategy getFallbackSqmMutationStrategy(
            EntityMappingType entity,
            RuntimeModelCreationContext context) {
        return new LocalTemporaryTableMutationStrategy(entity, context);
    }

    @Override
    public SqmMultiTableInsertStrategy getFallbackSqmInsertStrategy(
            EntityMappingType entity,
            RuntimeModelCreationContext context) {
        return new LocalTemporaryTableInsertStrategy(entity, context);
    }

    @Override
    public SQLExceptionConversionDelegate buildSQLExceptionConversionDelegate() {
        var others = super.buildSQLExceptionConversionDelegate();
        return (refusal, message, sql) -> Violation.of(String.valueOf(refusal.getMessage()))
                .<JDBCException>map(
                        violation -> new ConstraintViolationException(message, refusal, sql, violation.kind, null))
                .orElseGet(() -> others.convert(refusal, message, sql));
    }

    /** What the driver's messages begin with; its error codes tell no more than that a constraint was violated. */
    private enum Violation {
        UNIQUE(ConstraintKind.UNIQUE),
        PRIMARYKEY(ConstraintKind.UNIQUE),
        ROWID(ConstraintKind.UNIQUE),
        FOREIGNKEY(ConstraintKind.FOREIGN_KEY),
        NOTNULL(ConstraintKind.NOT_NULL),
        CHECK(ConstraintKind.CHECK);

        private final ConstraintKind kind;

        Violation(ConstraintKind kind) {
            this.kind = kind;
        }

        static Optional<Violation> of(String message) {
            return Arrays.stream(values())
                    .filter(violation -> message.startsWith("[SQLITE_CONSTRAINT_%s]".formatted(violation)))
                    .findFirst();
        }
    }

    private final class UniqueIndexes extends AlterTableUniqueDelegate {
        UniqueIndexes() {
            super(KeyedSQLiteDialect.this);
        }

        @Override
        public String getColumnDefinitionUniquenessFragment(Column column, SqlStringGenerationContext context) {
            return "";
        }

        @Override
        public String getAlterTableToAddUniqueKeyCommand(
                UniqueKey key,
                Metadata metadata,
                SqlStringGenerationContext context) {
            var columns = key.getColumns().stream().map(column -> column.getQuotedName(dialect)).toList();
            return "create unique index if not exists %s on %s (%s)".formatted(dialect.quote(key.getName()),
                    context.format(key.getTable().getQualifiedTableName()), String.join(", ", columns));
        }

        /** It goes with the table. */
        @Override
        public String getAlterTableToDropUniqueKeyCommand(
                UniqueKey key,
                Metadata metadata,
                SqlStringGenerationContext context) {
            return "";
        }
    }
}
