package dev.rowhouse.engine;

import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;

/**
 * H2, looking for sequences in the current schema only. Hibernate looks into all of them, and so would take a sequence of
 * a neighbour who has another schema of the same database for one of this instance.
 *
 * <p>Public because Hibernate makes it by reflection.
 */
public final class SchemaBoundH2Dialect extends H2Dialect {
    /** Called by Hibernate. */
    public SchemaBoundH2Dialect() {}

    /** Called by Hibernate. */
    public SchemaBoundH2Dialect(DialectResolutionInfo info) {
        super(info);
    }

    @Override
    public String getQuerySequencesString() {
        return "select * from information_schema.sequences where sequence_schema = schema()";
    }
}
