package dev.rowhouse.engine;

import dev.rowhouse.reflect.EntityShape;
import dev.rowhouse.reflect.Reflection;
import java.util.stream.Collectors;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.hibernate.persister.internal.StandardPersisterClassResolver;
import org.hibernate.persister.spi.PersisterClassResolver;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that have no class, as Hibernate does, into {@link Row}s.
 *
 * <p>Public because Hibernate makes it by reflection.
 */
public final class RowPersister extends SingleTableEntityPersister {
    private static final long serialVersionUID = 1L;

    /** Called by Hibernate. */
    public RowPersister(
            PersistentClass entity,
            @Nullable EntityDataAccess cache,
            @Nullable NaturalIdDataAccess naturalIds,
            RuntimeModelCreationContext context) {
        super(entity, cache, naturalIds, context);
    }

    /** Who reads the entities of a mapping, when some have no class. */
    static PersisterClassResolver resolver(Reflection reflection) {
        var names = reflection.entities().stream().map(EntityShape::name).collect(Collectors.toUnmodifiableSet());
        return new StandardPersisterClassResolver() {
            private static final long serialVersionUID = 1L;

            @Override
            public Class<? extends EntityPersister> getEntityPersisterClass(PersistentClass entity) {
                return names.contains(entity.getEntityName()) ? RowPersister.class
                        : super.getEntityPersisterClass(entity);
            }
        };
    }

    @Override
    public Object createProxy(Object id, SharedSessionContractImplementor session) {
        var proxy = super.createProxy(id, session);
        var engine = OwnerCheck.engine(session);
        var owner = engine == null ? null : engine.owner();
        if (engine != null && owner != null) {
            engine.belongings().mark(proxy, owner);
        }
        return proxy;
    }

    @Override
    public Object instantiate(@Nullable Object key, @Nullable SharedSessionContractImplementor session) {
        var row = new Row(getEntityName());
        if (key != null) {
            setIdentifier(row, key, session);
        }
        return row;
    }
}
