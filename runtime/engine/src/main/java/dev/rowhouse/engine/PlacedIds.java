package dev.rowhouse.engine;

import java.util.EnumSet;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.generator.Generator;
import org.hibernate.id.ForeignGenerator;
import org.hibernate.id.IncrementGenerator;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.RootClass;
import org.hibernate.mapping.SimpleValue;
import org.jspecify.annotations.Nullable;

/**
 * Gives rows the ids that the {@link Placement} of their engine makes of those that Hibernate generates.
 *
 * <p>Safe for use by many threads, as what it is put around is.
 */
final class PlacedIds implements BeforeExecutionGenerator {
    private static final long serialVersionUID = 1L;

    private final String entity;
    private final BeforeExecutionGenerator original;

    private PlacedIds(String entity, BeforeExecutionGenerator original) {
        this.entity = entity;
        this.original = original;
    }

    /** Puts one of these around each generator of the entities; to be called before a factory is built of them. */
    static void install(Metadata metadata) {
        for (var entity : metadata.getEntityBindings()) {
            if (entity instanceof RootClass && entity.getIdentifier() instanceof SimpleValue id
                    && !(id instanceof Component) && !id.getCustomIdGeneratorCreator().isAssigned()) {
                var creator = id.getCustomIdGeneratorCreator();
                var name = entity.getEntityName();
                id.setCustomIdGeneratorCreator(context -> around(name, creator.createGenerator(context)));
            }
        }
    }

    @SuppressWarnings("removal") // Hibernate still makes them.
    private static Generator around(String entity, Generator original) {
        // The first is another row's id, which was placed already; the second is refused as it is.
        boolean asItIs = original instanceof ForeignGenerator || original instanceof IncrementGenerator;
        return !asItIs && original instanceof BeforeExecutionGenerator before && !before.generatedOnExecution()
                ? new PlacedIds(entity, before)
                : original;
    }

    /** The generator that Hibernate made, whoever is put around it. */
    static Generator original(Generator generator) {
        return generator instanceof PlacedIds placed ? placed.original : generator;
    }

    @Override
    public Object generate(
            SharedSessionContractImplementor session,
            @Nullable Object owner,
            @Nullable Object currentValue,
            EventType event) {
        // An id that was assigned and may be: Hibernate's own generator would hand it back.
        if (currentValue != null && original.allowAssignedIdentifiers()) {
            return original.generate(session, owner, currentValue, event);
        }
        return PlacedRows.placement(session)
                .newId(entity, owner, () -> original.generate(session, owner, currentValue, event));
    }

    @Override
    public boolean generatedOnExecution(Object row, SharedSessionContractImplementor session) {
        return original.generatedOnExecution(row, session);
    }

    @Override
    public boolean generatedBeforeExecution(Object row, SharedSessionContractImplementor session) {
        return original.generatedBeforeExecution(row, session);
    }

    @Override
    public EnumSet<EventType> getEventTypes() {
        return original.getEventTypes();
    }

    @Override
    public @Nullable Class<?> getGeneratedType() {
        return original.getGeneratedType();
    }

    @Override
    public boolean allowAssignedIdentifiers() {
        return original.allowAssignedIdentifiers();
    }

    @Override
    public boolean allowMutation() {
        return original.allowMutation();
    }
}
