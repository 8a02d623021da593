package dev.rowhouse.route;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.spi.Binds;
import dev.rowhouse.spi.NoEngineException;
import dev.rowhouse.spi.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.metamodel.model.domain.EntityDomainType;
import org.hibernate.query.sqm.EntityTypeException;
import org.jspecify.annotations.Nullable;

/**
 * Knows which engine of one household an entity, a name or a query belongs to, where no piece of work says otherwise;
 * {@link Binds} has the rules.
 *
 * <p>Safe for use by many threads. What was decided once is looked up without a lock; what was refused is looked at again.
 */
public final class Router {
    private final Binds binds;
    private final List<Inventory> inventories;
    private final Texts texts;
    private final Refusals refusals;
    private final List<Destination> engines;
    private final Map<Class<?>, Destination> byType = new ConcurrentHashMap<>();
    private final Map<String, Destination> byName = new ConcurrentHashMap<>();

    /**
     * A router of one household.
     *
     * @param instance whose household it is
     * @param binds those of the plan
     * @param engines the engines of the plan, in its order; without families
     * @param texts what is known of queries, of this household or of all
     */
    public Router(InstanceName instance, Binds binds, List<? extends Destination> engines, Texts texts) {
        this.binds = binds;
        this.texts = texts;
        inventories = engines.stream().map(Inventory::of).toList();
        this.engines = List.copyOf(engines);
        refusals = new Refusals(instance, inventories);
    }

    /**
     * Looks for binds that lead nowhere, when the household opens.
     *
     * @throws NoEngineException if there are any; names all
     */
    public void check() {
        var mistakes = BindsCheck.mistakes(binds, inventories);
        if (!mistakes.isEmpty()) {
            throw refusals.mistakes(mistakes);
        }
    }

    /** The words in which it refuses. */
    Refusals refusals() {
        return refusals;
    }

    /** All engines, in the order of the plan. */
    List<Destination> engines() {
        return engines;
    }

    /** Whether a class is an entity of some engine. */
    boolean isEntity(Class<?> type) {
        for (var inventory : inventories) {
            if (inventory.types().contains(type)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The engine that a class belongs to.
     *
     * @throws NoEngineException if there is none, or nothing decides between several
     */
    Destination of(Class<?> type) {
        var known = byType.get(type);
        if (known != null) {
            return known;
        }
        var engine = decide(type).engine();
        byType.put(type, engine);
        return engine;
    }

    /**
     * The engine that an entity belongs to by its name, whatever names queries can have for it.
     *
     * @throws NoEngineException if there is none, or nothing decides between several
     */
    Destination ofName(String name) {
        return decide(name).engine();
    }

    /**
     * The engine that a query belongs to.
     *
     * @param result the class of its results, if one was named
     * @throws NoEngineException if it names no entity, or some that no engine holds, that nothing decides about or that
     *        are in different ones
     * @throws IllegalArgumentException if it isn't HQL
     */
    Destination ofText(String hql, @Nullable Class<?> result) {
        var text = texts.of(hql);
        if (!text.readable()) {
            throw engines.isEmpty() ? refusals.noEntity(hql) : refusals.unreadable(hql, engines.getFirst());
        }
        if (text.entities().size() == 1 && text.perhaps().isEmpty() && !text.hasNoFrom()) {
            return ofName(text.entities().getFirst());
        }
        var found = new LinkedHashMap<Destination, String>();
        Decision.Unknown unknown = null;
        for (var name : text.entities()) {
            switch (decide(name)) {
                case Decision.To to -> found.putIfAbsent(to.engine(), name);
                case Decision.Undecided undecided -> throw new NoEngineException(undecided.message());
                case Decision.Unknown none -> unknown = none;
            }
        }
        if (text.hasNoFrom() && result != null && isEntity(result)) {
            found.putIfAbsent(of(result), result.getName());
        }
        for (var name : text.perhaps()) {
            switch (decide(name)) {
                case Decision.To to -> found.putIfAbsent(to.engine(), name);
                case Decision.Undecided undecided -> throw new NoEngineException(undecided.message());
                case Decision.Unknown _ -> {
                }
            }
        }
        if (found.isEmpty()) {
            throw unknown != null ? new NoEngineException(unknown.message()) : refusals.noEntity(hql);
        }
        if (found.size() > 1) {
            throw refusals.different(found);
        }
        return found.keySet().iterator().next();
    }

    Decision decide(Class<?> type) {
        var holders = holders(type);
        if (holders.isEmpty()) {
            return new Decision.Unknown(type.getName(), refusals);
        }
        // Of a subclass that is no entity itself, its nearest superclass that is one.
        var entity = holders.getFirst().holdsAny(type) ? type : superclass(type);
        var bound = Bound.of(type, binds);
        boolean isEntity = holders.getFirst().types().contains(entity);
        return decide(type.getName(), holders.stream().map(Inventory::engine).toList(), bound, isEntity);
    }

    /**
     * Those that hold a class; if none does, those that hold some that extend it, or else its nearest superclass that is
     * held.
     */
    private List<Inventory> holders(Class<?> type) {
        var holders = inventories.stream().filter(inventory -> inventory.types().contains(type)).toList();
        if (holders.isEmpty()) {
            holders = inventories.stream().filter(inventory -> inventory.holdsAny(type)).toList();
        }
        var above = superclass(type);
        return holders.isEmpty() && above != null ? holders(above) : holders;
    }

    private @Nullable Class<?> superclass(Class<?> type) {
        for (var above = type.getSuperclass(); above != null; above = above.getSuperclass()) {
            if (isEntity(above)) {
                return above;
            }
        }
        return null;
    }

    /** What is bound is there and nowhere else; what isn't, where it is alone, or in the default engine. */
    private Decision decide(String entity, List<Destination> holders, @Nullable Bound bound, boolean mayDefault) {
        if (bound != null) {
            for (var holder : holders) {
                if (holder.name().equals(bound.engine())) {
                    return new Decision.To(holder);
                }
            }
            return new Decision.Undecided(refusals.boundElsewhere(entity, bound, holders));
        }
        if (holders.size() == 1) {
            return new Decision.To(holders.getFirst());
        }
        if (mayDefault) {
            for (var holder : holders) {
                if (holder.name().equals(Plan.DEFAULT_ENGINE)) {
                    return new Decision.To(holder);
                }
            }
        }
        return new Decision.Undecided(refusals.undecided(entity, holders));
    }

    Decision decide(String name) {
        var known = byName.get(name);
        if (known != null) {
            return new Decision.To(known);
        }
        var decision = decideAnew(name);
        if (decision instanceof Decision.To(var engine)) {
            byName.put(name, engine);
        }
        return decision;
    }

    /**
     * A name may mean different entities in different engines; then it belongs to the one whose own entity belongs to it.
     */
    private Decision decideAnew(String name) {
        var meanings = new LinkedHashMap<Object, Decision>();
        var engines = new LinkedHashSet<Destination>();
        for (var inventory : inventories) {
            var meaning = meaning(name, inventory);
            if (meaning != null) {
                var decision = meanings.computeIfAbsent(meaning, this::decideMeaning);
                if (decision instanceof Decision.To(var engine) && engine.equals(inventory.engine())) {
                    engines.add(engine);
                }
            }
        }
        if (meanings.isEmpty()) {
            return new Decision.Unknown(name, refusals);
        }
        if (meanings.size() == 1) {
            return meanings.values().iterator().next();
        }
        return engines.size() == 1 ? new Decision.To(engines.getFirst())
                : new Decision.Undecided(refusals.ambiguous(name, meanings.keySet()));
    }

    private Decision decideMeaning(Object meaning) {
        return meaning instanceof Class<?> type ? decide(type) : decideNameless((String) meaning);
    }

    /** An entity without a class. */
    private Decision decideNameless(String name) {
        var holders = inventories.stream()
                .filter(inventory -> inventory.names().contains(name))
                .map(Inventory::engine)
                .toList();
        var engine = binds.entities().get(name);
        return decide(name, holders, engine == null ? null : new Bound(engine, ""), true);
    }

    /** What a name means in an engine: a class, or the name of an entity that has none; null if nothing. */
    private static @Nullable Object meaning(String name, Inventory inventory) {
        if (inventory.names().contains(name)) {
            return name;
        }
        EntityDomainType<?> entity;
        try {
            entity = inventory.engine().factory().getJpaMetamodel().getHqlEntityReference(name);
        } catch (EntityTypeException e) {
            return null; // A class, of which this engine holds nothing.
        }
        if (entity == null) {
            return null;
        }
        var itself = entity.getHibernateEntityName();
        return inventory.names().contains(itself) ? itself : Objects.requireNonNull(entity.getJavaType(), name);
    }

    /**
     * Refuses an engine that doesn't hold a class, where that engine was named.
     *
     * @throws NoEngineException if it doesn't
     */
    void require(Destination named, Class<?> type) {
        if (!named.factory().getMappingMetamodel().isEntityClass(type)) {
            var inventory = Inventory.of(named);
            var above = type.getSuperclass();
            while (above != null && !inventory.types().contains(above)) {
                above = above.getSuperclass();
            }
            if (above == null && !inventory.holdsAny(type)) {
                throw refusals.notThere(type.getName(), named, namesOf(holders(type)));
            }
        }
    }

    /** Refuses an engine that doesn't know an entity by its name, where that engine was named. */
    void require(Destination named, String name) {
        if (named.factory().getMappingMetamodel().findEntityDescriptor(name) == null
                && meaning(name, Inventory.of(named)) == null) {
            var holders = inventories.stream().filter(inventory -> meaning(name, inventory) != null).toList();
            throw refusals.notThere(name, named, namesOf(holders));
        }
    }

    private static List<String> namesOf(List<Inventory> some) {
        var names = new ArrayList<String>();
        some.forEach(inventory -> names.add(inventory.engine().name()));
        return names;
    }
}
