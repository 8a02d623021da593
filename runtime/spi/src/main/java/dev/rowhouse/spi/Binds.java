package dev.rowhouse.spi;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which engine an entity is in. The first of these that says something counts:
 *
 * <ol>
 * <li>the engine that this piece of work was told to be {@linkplain Work#on(String) on};
 * <li>the engine that the entity's class is bound to, or the name of one without a class;
 * <li>the engine that the nearest of its supertypes is bound to: superclasses from the nearest to the farthest, then
 * interfaces in the order in which they are declared;
 * <li>the engine that its package is bound to, or the nearest package around it;
 * <li>the only engine that holds it;
 * <li>the engine {@code default}, if it holds it.
 * </ol>
 *
 * <p>Whatever says something first is the only one that counts: if that engine doesn't hold the entity, the operation is refused, and so
 * is one on an entity that no engine holds, or several that nothing decides between.
 *
 * <p>An instance that a session has in its hands already stays with it, wherever its class belongs, unless this piece of
 * work was told to be on an engine; {@code merge} copies its state to where that belongs. A refusal is a
 * {@link NoEngineException}.
 *
 * @param types engines by the classes that are bound to them
 * @param packages engines by the packages that are bound to them
 * @param entities engines by the names of entities without classes that are bound to them
 */
public record Binds(Map<Class<?>, String> types, Map<String, String> packages, Map<String, String> entities) {
    /** Nothing is bound. */
    public static final Binds NONE = new Binds(Map.of(), Map.of(), Map.of());

    public Binds {
        types = Map.copyOf(types);
        packages = Map.copyOf(packages);
        entities = Map.copyOf(entities);
    }

    Binds withTypes(String engine, Class<?>... more) {
        return new Binds(with(types, engine, more), packages, entities);
    }

    Binds withPackages(String engine, String... more) {
        return new Binds(types, with(packages, engine, more), entities);
    }

    Binds withEntities(String engine, String... more) {
        return new Binds(types, packages, with(entities, engine, more));
    }

    @SafeVarargs
    private static <K> Map<K, String> with(Map<K, String> some, String engine, K... more) {
        var all = new LinkedHashMap<>(some);
        for (var one : more) {
            var other = all.putIfAbsent(one, engine);
            if (other != null) {
                throw new IllegalArgumentException(
                        "%s is bound to the engines '%s' and '%s'; bind it to one".formatted(one, other, engine));
            }
        }
        return all;
    }
}
