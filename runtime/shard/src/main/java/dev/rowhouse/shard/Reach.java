package dev.rowhouse.shard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hibernate.Hibernate;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.jspecify.annotations.Nullable;

/**
 * Which shards a query has to be asked in.
 *
 * <p>The rows that a query is about hang together in groups: those whose keys it compares for equality, and those that lead to each other.
 * A group is in one shard, row by row. Where a condition gives a group its key, it is pinned to that key's shard.
 */
@SuppressWarnings("ReferenceEquality") // Parts of a from clause are equal that are not the same.
final class Reach {
    private final ShardedModel model;
    private final IdentityHashMap<SqmFrom<?, ?>, SqmFrom<?, ?>> parents = new IdentityHashMap<>();
    private final IdentityHashMap<SqmFrom<?, ?>, Integer> depths = new IdentityHashMap<>();
    private final List<Pin> pins = new ArrayList<>();
    private final SortedSet<String> obstacles = new TreeSet<>();
    private boolean lacking;

    Reach(ShardedModel model) {
        this.model = model;
    }

    /**
     * A condition that says which key some rows have.
     *
     * @param reference the rows
     * @param values what its expressions are compared with; one of them holds
     * @param depth how deep in subqueries it stands
     * @param loose whether rows may also appear in the result without it, as with an outer join
     */
    private record Pin(Reference reference, List<SqmExpression<?>> values, int depth, boolean loose) {}

    /** Takes note of rows that the query is about. */
    void add(SqmFrom<?, ?> anchor, int depth) {
        parents.putIfAbsent(anchor, anchor);
        depths.putIfAbsent(anchor, depth);
    }

    /** Takes note that only rows matter for which both are equal. */
    void link(Reference one, Reference other) {
        if (one.isLike(other) && parents.containsKey(one.anchor()) && parents.containsKey(other.anchor())) {
            parents.put(group(one.anchor()), group(other.anchor()));
        }
    }

    /** Takes note that only rows matter for which this has one of some values. */
    void pin(Reference reference, List<SqmExpression<?>> values, int depth, boolean loose) {
        pins.add(new Pin(reference, values, depth, loose));
    }

    /** Takes note of something that can't be asked of several shards and brought together. */
    void obstacle(String what) {
        obstacles.add(what);
    }

    private SqmFrom<?, ?> group(SqmFrom<?, ?> anchor) {
        SqmFrom<?, ?> at = anchor;
        while (parents.get(at) != at) {
            at = parents.getOrDefault(at, at);
        }
        return at;
    }

    /** What can't be asked of several shards at once. */
    Set<String> obstacles() {
        return Collections.unmodifiableSortedSet(obstacles);
    }

    /**
     * The shards to be asked, in their order; all, if nothing pins the only group of rows there is.
     *
     * @param arguments the values of parameters
     * @throws IllegalArgumentException if a key leads nowhere
     * @throws UnsupportedOperationException if rows of several shards would have to be seen together; says why
     */
    List<String> shards(Arguments arguments) {
        var groups = new IdentityHashMap<SqmFrom<?, ?>, List<SqmFrom<?, ?>>>();
        parents.keySet()
                .forEach(anchor -> groups.computeIfAbsent(group(anchor), each -> new ArrayList<>()).add(anchor));
        if (groups.isEmpty()) {
            return List.of(model.layout().shards().getFirst());
        }
        var found = new LinkedHashSet<Optional<Set<String>>>();
        groups.values().forEach(members -> found.add(pinned(members, arguments)));
        if (groups.size() == 1) {
            var only = found.getFirst();
            return model.layout()
                    .shards()
                    .stream()
                    .filter(shard -> only.map(names -> names.contains(shard)).orElse(true))
                    .toList();
        }
        if (found.size() > 1 || found.getFirst().isEmpty() || found.getFirst().get().size() > 1) {
            throw new UnsupportedOperationException(found.contains(Optional.<Set<String>>empty())
                    ? "it brings rows together that may be in different shards; compare their keys with each other, or name the key of all"
                    : "the keys that it names lead to different shards; ask for each by itself");
        }
        return List.copyOf(found.getFirst().get());
    }

    private Optional<Set<String>> pinned(List<SqmFrom<?, ?>> members, Arguments arguments) {
        int outermost = members.stream().mapToInt(anchor -> depths.getOrDefault(anchor, 0)).min().orElse(0);
        Set<String> allowed = null;
        for (var pin : pins) {
            boolean counts = members.contains(pin.reference().anchor())
                    && (pin.loose() ? members.size() == 1 : pin.depth() == outermost);
            var names = counts ? shards(pin, arguments) : Optional.<Set<String>>empty();
            if (names.isPresent()) {
                if (allowed == null) {
                    allowed = new LinkedHashSet<>(names.get());
                } else {
                    allowed.retainAll(names.get());
                }
            }
        }
        // Nothing is in several places at once, so there is nothing to find; any shard will say so.
        return allowed != null && allowed.isEmpty() ? Optional.of(Set.of(model.layout().shards().getFirst()))
                : Optional.ofNullable(allowed);
    }

    private Optional<Set<String>> shards(Pin pin, Arguments arguments) {
        var names = new LinkedHashSet<String>();
        for (var expression : pin.values()) {
            var values = arguments.of(expression);
            if (values.isEmpty()) {
                return Optional.empty();
            }
            for (var value : values.get()) {
                var shard = value == null ? Optional.<String>empty() : shard(pin.reference(), value);
                if (value != null && shard.isEmpty()) {
                    return Optional.empty();
                }
                shard.ifPresent(names::add);
            }
        }
        return Optional.of(names);
    }

    /** The shard of the rows that have a value; empty if it doesn't tell. */
    private Optional<String> shard(Reference reference, Object value) {
        return switch (reference.kind()) {
            case KEY -> key(value).map(model.layout()::shardOf);
            case ID -> model.exact(reference.entity(), value);
            case ROW -> {
                var key = model.keyOf(reference.entity(), value);
                yield key.isPresent() ? key.map(model.layout()::shardOf)
                        : id(reference.entity(), value).flatMap(id -> model.exact(reference.entity(), id));
            }
        };
    }

    /** The value as a key; empty if no key can be like it, whatever a database finds equal to it. */
    private Optional<Object> key(Object value) {
        if (KeyType.of(value.getClass()).isPresent() || value instanceof Enum<?>) {
            return Optional.of(value);
        }
        return model.entity(Hibernate.getClass(value).getName()).flatMap(entity -> id(entity, value));
    }

    private static Optional<Object> id(ShardedEntity entity, @Nullable Object row) {
        return Optional.ofNullable(row).map(entity.entity().getIdentifierMapping()::getIdentifier);
    }

    /** Takes note that the result may have rows in which what the query begins with lacks. */
    void lacking() {
        lacking = true;
    }

    /** Whether rows of the result that have an equal value for this are always in one shard. */
    boolean divides(SqmExpression<?> expression) {
        return !lacking && Reference.of(expression, model)
                .filter(reference -> reference.direct() && reference.anchor() instanceof SqmRoot<?>
                        && depths.getOrDefault(reference.anchor(), 1) == 0)
                .isPresent();
    }
}
