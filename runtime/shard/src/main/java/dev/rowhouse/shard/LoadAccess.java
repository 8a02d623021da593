package dev.rowhouse.shard;

import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.IdentifierLoadAccess;
import org.hibernate.MultiIdentifierLoadAccess;
import org.hibernate.NaturalIdLoadAccess;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Makes the objects by which rows are loaded step by step: the last step tells the shard, and all are done there. */
@SuppressWarnings({"deprecation", "removal"}) // Apps may use them as long as Hibernate has them.
final class LoadAccess {
    private LoadAccess() {}

    static <T> IdentifierLoadAccess<T> byId(
            Supplier<RowSearch> search,
            ShardedEntity entity,
            Function<Session, IdentifierLoadAccess<T>> of) {
        return Replay.of(IdentifierLoadAccess.class, Set.of("load", "getReference", "loadOptional"), (before, call) -> {
            var id = call.values().getFirst();
            if (id == null) {
                throw new IllegalArgumentException("an id that is null");
            }
            return call.on(Replay.all(before, of.apply(search.get().finding(entity, id))));
        });
    }

    @SuppressWarnings("unchecked") // What an access of a type loads is of that type.
    static <T> MultiIdentifierLoadAccess<T> byMultipleIds(
            Supplier<RowSearch> search,
            ShardedEntity entity,
            Function<Session, MultiIdentifierLoadAccess<T>> of) {
        return Replay.of(MultiIdentifierLoadAccess.class, Set.of("multiLoad"), (before, call) -> {
            var steps = before.stream().filter(step -> !step.method().getName().equals("enableOrderedReturn")).toList();
            var given = call.values().getFirst();
            var ids = given instanceof List<?> list ? list : Arrays.asList((Object[]) Objects.requireNonNull(given));
            return search.get()
                    .several(entity, ids,
                            (session, some) -> ((MultiIdentifierLoadAccess<T>) Replay.all(steps, of.apply(session)))
                                    .multiLoad(some));
        });
    }

    static <T> NaturalIdLoadAccess<T> byNaturalId(
            ShardedEntity entity,
            Function<Object, NaturalIdLoadAccess<T>> of,
            Function<String, ? extends RuntimeException> refusal) {
        return Replay.of(NaturalIdLoadAccess.class, Set.of("load", "getReference", "loadOptional"), (before, call) -> {
            var key = key(before, entity.key().path());
            if (key.isEmpty()) {
                throw refusal.apply(
                        "a natural id without '%s' doesn't tell the shard of its row".formatted(entity.key().path()));
            }
            return call.on(Replay.all(before, of.apply(key.get())));
        });
    }

    private static Optional<Object> key(List<Replay.Call> calls, String path) {
        for (var call : calls) {
            if (call.method().getName().equals("using")) {
                var found = named(call.values(), path);
                if (found != null) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable Object named(List<@Nullable Object> values, String path) {
        if (values.getFirst() instanceof Map<?, ?> map) {
            return map.get(path);
        }
        var flat = new ArrayList<@Nullable Object>();
        for (var value : values) {
            if (value instanceof Object[] several) {
                flat.addAll(Arrays.asList(several));
            } else {
                flat.add(value);
            }
        }
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            var name = flat.get(i) instanceof SingularAttribute<?, ?> attribute ? attribute.getName() : flat.get(i);
            if (path.equals(name)) {
                return flat.get(i + 1);
            }
        }
        return null;
    }
}
