package dev.rowhouse.engine;

import java.util.Map;
import java.util.Properties;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.id.IdentityGenerator;

/**
 * The key of a row that has no class, where the database makes one if nobody says one: a row may bring its own, as rows do
 * that are moved from elsewhere.
 *
 * <p>Holds nothing of a database. Public because Hibernate makes it by reflection.
 */
public final class CountedKey extends IdentityGenerator {
    private static final long serialVersionUID = 1L;

    private String attribute = "";

    /** Called by Hibernate. */
    public CountedKey() {}

    @Override
    public void configure(GeneratorCreationContext context, Properties parameters) {
        super.configure(context, parameters);
        attribute = context.getProperty().getName();
    }

    @Override
    public boolean generatedOnExecution(Object entity, SharedSessionContractImplementor session) {
        return !(entity instanceof Map<?, ?> row && row.get(attribute) != null);
    }

    @Override
    public boolean generatedBeforeExecution(Object entity, SharedSessionContractImplementor session) {
        return false;
    }

    @Override
    public boolean allowAssignedIdentifiers() {
        return true;
    }
}
