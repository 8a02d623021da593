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
     * @param shared whether several engines will use the mapping
     * @throws EngineException if an entity's ids come from a generator that keeps one state for all engines
     */
    static List<TenantOptimizer> of(SessionFactory factory, boolean shared) {
        List<TenantOptimizer> optimizers = new ArrayList<>();
        factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel().forEachEntityDescriptor(entity -> {
            var generator = PlacedIds.original(entity.getGenerator());
            var optimizer = optimizer(generator);
            if (optimizer instanceof TenantOptimizer ours) {
                optimizers.add(ours);
            } else if (shared && keepsOneState(generator, optimizer)) {
                throw refusal(entity.getEntityName(), optimizer == null ? generator.getClass() : optimizer.getClass());
            }
        });
        return List.copyOf(optimizers);
    }

    private static boolean keepsOneState(Generator generator, @Nullable Optimizer optimizer) {
        return optimizer == null ? generator instanceof IncrementGenerator : !(optimizer instanceof NoopOptimizer);
    }

    private static @Nullable Optimizer optimizer(Generator generator) {
        return switch (generator) {
            case SequenceStyleGenerator sequence -> sequence.getOptimizer();
            case TableGenerator table -> table.getOptimizer();
            default -> null;
        };
    }

    private static EngineException refusal(String entity, Class<?> keeper) {
        return new EngineException(("the ids of %s come from Hibernate's %s, which would keep one state for all "
                + "instances; use @GeneratedValue with a sequence, a table or an identity column, or set mapping = own")
                .formatted(entity, keeper.getSimpleName()));
    }
}
