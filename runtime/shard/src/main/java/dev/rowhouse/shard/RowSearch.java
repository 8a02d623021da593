package dev.rowhouse.shard;

import jakarta.persistence.FindOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hibernate.OrderingMode;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows by their ids: in the shard that an id tells, or in the one that it makes likely and then in the others. For the thread
 * of the sessions.
 */
final class RowSearch {
    private final ShardedEngine engine;
    private final ShardedModel model;
    private final Function<String, Session> sessions;
    private final ShardSessions opened;

    RowSearch(ShardedEngine engine, ShardedModel model, Function<String, Session> sessions, ShardSessions opened) {
        this.engine = engine;
        this.model = model;
        this.sessions = sessions;
        this.opened = opened;
    }

    /**
     * The session on the shard that has a row. If the id doesn't tell, the row is loaded on the way.
     *
     * @return any, if none has it
     */
    Session finding(ShardedEntity entity, Object id) {
        var exact = model.exact(entity, id);
        if (exact.isPresent()) {
            return sessions.apply(exact.get());
        }
        for (var session : opened.open()) {
            if (holds(session, entity, id)) {
                return session;
            }
        }
        var likely = model.likely(entity, id);
        if (likely.isPresent()) {
            var session = sessions.apply(likely.get());
            if (find(session, entity, id) != null) {
                return session;
            }
        }
        var others = new ArrayList<>(model.layout().shards());
        likely.ifPresent(others::remove);
        var found = new Broadcast(engine).ask(others, shard -> {
            var session = sessions.apply(shard);
            return () -> find(session, entity, id) != null;
        });
        int at = found.indexOf(true);
        return sessions.apply(at >= 0 ? others.get(at) : likely.orElseGet(others::getFirst));
    }

    private static boolean holds(Session session, ShardedEntity entity, Object id) {
        var known = session.unwrap(SessionImplementor.class);
        var java = entity.entity().getIdentifierType().getReturnedClass();
        return java.isInstance(id) && known.getPersistenceContextInternal()
                .getEntity(known.generateEntityKey(id, entity.entity())) != null;
    }

    private static @Nullable Object find(Session session, ShardedEntity entity, Object id) {
        return session.find(entity.entity().getEntityName(), id);
    }

    /** The same options, but for the order of what is found: here it is that of the ids, until all is together. */
    static FindOption[] ordered(FindOption... options) {
        return Arrays.stream(options).filter(option -> !(option instanceof OrderingMode)).toArray(FindOption[]::new);
    }

    /**
     * Several rows, in the order of their ids; null for one that isn't there.
     *
     * @param finder finds some in one shard, in the same way
     */
    <E> List<E> several(ShardedEntity entity, List<?> ids, BiFunction<Session, List<Object>, List<E>> finder) {
        var places = new LinkedHashMap<String, List<Integer>>();
        var anywhere = new ArrayList<Integer>();
        for (int i = 0; i < ids.size(); i++) {
            var exact = model.exact(entity, ids.get(i));
            if (exact.isPresent()) {
                places.computeIfAbsent(exact.get(), shard -> new ArrayList<>()).add(i);
            } else {
                anywhere.add(i);
            }
        }
        if (!anywhere.isEmpty()) {
            model.layout()
                    .shards()
                    .forEach(shard -> places.computeIfAbsent(shard, each -> new ArrayList<>()).addAll(anywhere));
        }
        var found = new @Nullable Object[ids.size()];
        ask(places, ids, finder).forEach((shard, rows) -> {
            var at = places.getOrDefault(shard, List.of());
            for (int i = 0; i < at.size(); i++) {
                if (rows.get(i) != null) {
                    found[at.get(i)] = rows.get(i);
                }
            }
        });
        @SuppressWarnings("unchecked") // All that was found is what was looked for.
        var rows = (List<E>) Arrays.asList(found);
        return rows;
    }

    private <E> Map<String, List<E>> ask(
            Map<String, List<Integer>> places,
            List<?> ids,
            BiFunction<Session, List<Object>, List<E>> finder) {
        var shards = List.copyOf(places.keySet());
        var answers = new Broadcast(engine).ask(shards, shard -> {
            var session = sessions.apply(shard);
            var some = places.getOrDefault(shard, List.of()).stream().<Object>map(ids::get).toList();
            return () -> finder.apply(session, some);
        });
        var rows = new LinkedHashMap<String, List<E>>();
        for (int i = 0; i < shards.size(); i++) {
            rows.put(shards.get(i), answers.get(i));
        }
        return rows;
    }
}
