package dev.rowhouse.engine;

import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;

/**
 * PostgreSQL, looking for sequences in the current schema only, as {@link SchemaBoundH2Dialect} does.
 *
 * <p>Public because Hibernate makes it by reflection.
 */
public final class SchemaBoundPostgreSQLDialect extends PostgreSQLDialect {
    /** Called by Hibernate. */
    public SchemaBoundPostgreSQLDialect() {}

    /** Called by Hibernate. */
    public SchemaBoundPostgreSQLDialect(DialectResolutionInfo info) {
        super(info);
    }

    @Override
    public String getQuerySequencesString() {
        return "select * from information_schema.sequences where sequence_schema = current_schema()";
    }
}
