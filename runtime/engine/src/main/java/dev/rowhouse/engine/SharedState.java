package dev.rowhouse.engine;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.id.IncrementGenerator;
import org.hibernate.id.enhanced.NoopOptimizer;
import org.hibernate.id.enhanced.Optimizer;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.id.enhanced.TableGenerator;
import org.jspecify.annotations.Nullable;

/** Finds what a mapping keeps of a database, and refuses to share what would be kept for all engines alike. */
final class SharedState {
    private SharedState() {}

    /**
     * The optimizers of a mapping, which keep state by engine.
     *
     * @throws EngineException if an entity's ids come from a generator that keeps one state for all engines
     */
    static List<TenantOptimizer> of(SessionFactory factory, String owner) {
        List<TenantOptimizer> optimizers = new ArrayList<>();
        factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel().forEachEntityDescriptor(entity -> {
            var generator = entity.getGenerator();
            switch (optimizer(generator)) {
                case TenantOptimizer ours -> optimizers.add(ours);
                case NoopOptimizer _ -> {
                    // Keeps nothing: each id comes from the database.
                }
                case Optimizer other -> throw refusal(owner, entity.getEntityName(), other.getClass());
                case null -> {
                    if (generator instanceof IncrementGenerator) {
                        throw refusal(owner, entity.getEntityName(), IncrementGenerator.class);
                    }
                }
            }
        });
        return List.copyOf(optimizers);
    }

    private static @Nullable Optimizer optimizer(Generator generator) {
        return switch (generator) {
            case SequenceStyleGenerator sequence -> sequence.getOptimizer();
            case TableGenerator table -> table.getOptimizer();
            default -> null;
        };
    }

    private static EngineException refusal(String owner, String entity, Class<?> keeper) {
        return new EngineException(("%s: the ids of %s come from Hibernate's %s, which would keep one state for all "
                + "instances; use @GeneratedValue with a sequence, a table or an identity column, or set mapping = own")
                .formatted(owner, entity, keeper.getSimpleName()));
    }
}
