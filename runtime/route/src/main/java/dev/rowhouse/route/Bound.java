package dev.rowhouse.route;

import dev.rowhouse.spi.Binds;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the binds of a plan say about an entity.
 *
 * @param engine the name of the engine that it is bound to
 * @param by what of it is bound: {@code its interface dev.app.Audited}; empty if it is bound itself
 */
record Bound(String engine, String by) {
    /** The first bind that says something about a class, in the order of {@link Binds}; null if none does. */
    static @Nullable Bound of(Class<?> type, Binds binds) {
        var own = binds.types().get(type);
        if (own != null) {
            return new Bound(own, "");
        }
        if (!binds.types().isEmpty()) {
            for (var above = type.getSuperclass(); above != null; above = above.getSuperclass()) {
                var engine = binds.types().get(above);
                if (engine != null) {
                    return new Bound(engine, "its superclass " + above.getName());
                }
            }
            for (var face : interfaces(type)) {
                var engine = binds.types().get(face);
                if (engine != null) {
                    return new Bound(engine, "its interface " + face.getName());
                }
            }
        }
        return around(type.getPackageName(), binds);
    }

    private static @Nullable Bound around(String packageName, Binds binds) {
        if (binds.packages().isEmpty()) {
            return null;
        }
        for (var name = packageName; !name.isEmpty(); name = name.substring(0, Math.max(0, name.lastIndexOf('.')))) {
            var engine = binds.packages().get(name);
            if (engine != null) {
                return new Bound(engine, "the package " + name);
            }
        }
        return null;
    }

    /**
     * Those that a class declares come first, in their order, then those of its superclasses, then those that they
     * extend.
     */
    private static List<Class<?>> interfaces(Class<?> type) {
        var all = new ArrayList<Class<?>>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            all.addAll(List.of(each.getInterfaces()));
        }
        var further = new ArrayDeque<>(all);
        while (!further.isEmpty()) {
            for (var face : further.removeFirst().getInterfaces()) {
                if (!all.contains(face)) {
                    all.add(face);
                    further.addLast(face);
                }
            }
        }
        return all;
    }
}
