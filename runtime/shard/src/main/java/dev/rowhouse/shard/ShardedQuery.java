package dev.rowhouse.shard;

import jakarta.persistence.NoResultException;
import jakarta.persistence.NonUniqueResultException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.MutationQuery;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.sqm.internal.AbstractSqmSelectionQuery;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/**
 * A query that looks when it is executed which shards it has to be asked in. Until then it keeps what is set in a query of a session
 * without a database, which checks it as Hibernate does.
 *
 * <p>A stand-in for one of Hibernate's interfaces of queries. For the thread of the sessions.
 */
final class ShardedQuery implements InvocationHandler {
    private final ShardedEngine engine;
    private final ShardedModel model;
    private final Supplier<Session> owner;
    private final AbstractSqmSelectionQuery<?> query;
    private final ShardQueries queries;

    private ShardedQuery(
            ShardedEngine engine,
            Supplier<Session> owner,
            AbstractSqmSelectionQuery<?> query,
            ShardQueries queries) {
        this.engine = engine;
        this.model = engine.model();
        this.owner = owner;
        this.query = query;
        this.queries = queries;
    }

    /**
     * Makes one.
     *
     * @param owner the session that the app made it with
     * @param sessions those of shards
     * @param query keeps what is set
     * @param kind the interface that it is to have
     * @param maker makes one like it, of another session
     */
    static <Q extends CommonQueryContract> Q create(
            ShardedEngine engine,
            Session owner,
            Function<String, Session> sessions,
            AbstractSqmSelectionQuery<?> query,
            Class<? super Q> kind,
            Function<Session, Q> maker) {
        var handler = new ShardedQuery(engine, () -> owner, query, new ShardQueries(engine, sessions, query, maker));
        @SuppressWarnings("unchecked") // What is asked for is the interface itself.
        var made = (Q) Proxy.newProxyInstance(ShardedQuery.class.getClassLoader(), new Class<?>[]{kind}, handler);
        return made;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // A stand-in is equal to itself.
    public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "list", "getResultList", "stream", "getResultStream", "uniqueResult", "uniqueResultOptional",
                    "getSingleResult", "getSingleResultOrNull", "getResultCount", "scroll", "getKeyedResultList" ->
                refusing(() -> select(method, arguments));
            case "executeUpdate" -> refusing(this::mutate);
            case "getSession" -> owner.get();
            case "unwrap" -> unwrapped(self, arguments);
            case "equals" -> arguments != null && self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            case "toString" -> "ShardedQuery[" + text() + "]";
            default -> {
                var result = call(query, method, arguments);
                yield result == query ? self : result;
            }
        };
    }

    private static Object unwrapped(Object self, @Nullable Object @Nullable [] arguments) {
        if (arguments != null && arguments[0] instanceof Class<?> type && type.isInstance(self)) {
            return self;
        }
        throw new UnsupportedOperationException("a query over several shards is no other one; use it as it is");
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Something that may throw. */
    @FunctionalInterface
    private interface Execution {
        @Nullable
        Object run() throws Throwable;
    }

    /** Tells which query it was that is refused, and what to do. */
    private @Nullable Object refusing(Execution execution) throws Throwable {
        try {
            return execution.run();
        } catch (UnsupportedOperationException e) {
            throw new UnsupportedOperationException(
                    "%s: a query over its shards is refused: %s. Name the key in its condition, or the shard with work.on(\"%s\", key). The query: %s"
                            .formatted(engine.label(),
                                    Objects.requireNonNullElse(e.getMessage(),
                                            "it has a form that can't be made anew for each"),
                                    engine.name(), text()),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(engine.label(), e.getMessage()), e);
        }
    }

    private String text() {
        return QueryState.text(query);
    }

    private @Nullable Object select(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (!(query.getSqmStatement() instanceof SqmSelectStatement<?> statement)) {
            throw new IllegalStateException("it selects nothing; call executeUpdate: " + text());
        }
        var reach = ReachFinder.find(statement, model);
        var shards = reach.shards(new Arguments(query));
        if (shards.size() == 1) {
            return alone(shards.getFirst(), method, arguments);
        }
        var selection = new MergedSelection(MergePlanner.plan(statement, model), query, queries, shards);
        return switch (method.getName()) {
            case "list", "getResultList" -> selection.list();
            case "stream", "getResultStream" -> selection.list().stream();
            case "uniqueResult", "getSingleResultOrNull" -> unique(selection.list());
            case "uniqueResultOptional" -> Optional.ofNullable(unique(selection.list()));
            case "getSingleResult" -> single(selection.list());
            case "getResultCount" -> selection.countsEach()
                    ? queries.each(shards, each -> ((SelectionQuery<?>) each).getResultCount())
                            .stream()
                            .mapToLong(Long::longValue)
                            .sum()
                    : selection.count();
            default -> throw new UnsupportedOperationException(
                    "%s goes through the rows of one database; list them, with a limit".formatted(method.getName()));
        };
    }

    private @Nullable Object alone(String shard, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return call(queries.same(shard), method, arguments);
        } catch (RuntimeException e) {
            throw new Broadcast(engine).named(shard, e);
        }
    }

    private @Nullable Object single(List<Object> rows) {
        if (rows.isEmpty()) {
            throw new NoResultException("No result found for query [%s]".formatted(text()));
        }
        return unique(rows);
    }

    @SuppressWarnings("ReferenceEquality") // As Hibernate has it: one entity may be in several rows.
    private @Nullable Object unique(List<Object> rows) {
        if (rows.isEmpty()) {
            return null;
        }
        var first = rows.getFirst();
        if (rows.stream().anyMatch(row -> row != first)) {
            throw new NonUniqueResultException(
                    "Query did not return a unique result: %d results were returned".formatted(rows.size()));
        }
        return first;
    }

    private Object mutate() {
        var shards = new MutationReach(model, new Arguments(query)).shards(query.getSqmStatement());
        return queries.each(shards, each -> ((MutationQuery) each).executeUpdate())
                .stream()
                .mapToInt(Integer::intValue)
                .reduce(0, Math::addExact);
    }
}
