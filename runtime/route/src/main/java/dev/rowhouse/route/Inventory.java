package dev.rowhouse.route;

import java.util.HashSet;
import java.util.Set;
import org.hibernate.metamodel.RepresentationMode;

/**
 * What one engine holds.
 *
 * @param types the classes of its entities
 * @param names the names of its entities that have no class
 */
record Inventory(Destination engine, Set<Class<?>> types, Set<String> names) {
    static Inventory of(Destination engine) {
        var types = new HashSet<Class<?>>();
        var names = new HashSet<String>();
        engine.factory().getMappingMetamodel().forEachEntityDescriptor(entity -> {
            if (entity.getRepresentationStrategy().getMode() == RepresentationMode.MAP) {
                names.add(entity.getEntityName());
            } else {
                types.add(entity.getMappedClass());
            }
        });
        return new Inventory(engine, Set.copyOf(types), Set.copyOf(names));
    }

    /** Whether some of its entities are of a type, which may be a superclass or an interface. */
    boolean holdsAny(Class<?> type) {
        return types.contains(type) || types.stream().anyMatch(type::isAssignableFrom);
    }

    boolean holdsAnyIn(String packageName) {
        return types.stream()
                .map(Class::getPackageName)
                .anyMatch(name -> name.equals(packageName) || name.startsWith(packageName + "."));
    }
}
