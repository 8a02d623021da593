package dev.rowhouse.shard;

import dev.rowhouse.engine.OwnerCheck;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.query.sqm.internal.AbstractSqmSelectionQuery;
import org.hibernate.query.sqm.internal.SqmQueryImpl;
import org.hibernate.query.sqm.tree.SqmStatement;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/** Asks single shards what one query of the app asks, with the values that it was given. For the thread of the sessions. */
final class ShardQueries {
    private final ShardedEngine engine;
    private final Function<String, Session> sessions;
    private final AbstractSqmSelectionQuery<?> query;
    private final Function<Session, ? extends CommonQueryContract> maker;

    /**
     * @param sessions by the names of shards
     * @param query as the app has set it up
     * @param maker makes one like it, of another session
     */
    ShardQueries(
            ShardedEngine engine,
            Function<String, Session> sessions,
            AbstractSqmSelectionQuery<?> query,
            Function<Session, ? extends CommonQueryContract> maker) {
        this.engine = engine;
        this.sessions = sessions;
        this.query = query;
        this.maker = maker;
    }

    /** The query itself, of one shard. */
    CommonQueryContract same(String shard) {
        var session = sessions.apply(shard);
        CommonQueryContract made = QueryState.isCriteria(query)
                ? like(query.getSqmStatement(), query.getExpectedResultType(), session)
                : maker.apply(session);
        if (!(made instanceof AbstractSqmSelectionQuery<?> target)) {
            throw new IllegalStateException("a query of an unknown kind: " + made.getClass().getName());
        }
        QueryState.copyParameters(query, target);
        QueryState.copyOptions(query.getQueryOptions(), target.getQueryOptions());
        QueryState.copyResult(query.getQueryOptions(), target.getQueryOptions());
        OwnerCheck.check(target);
        return target;
    }

    @SuppressWarnings("unchecked") // A statement says what it selects, and a query can be asked for it in another form.
    private static <T> SqmQueryImpl<T> like(SqmStatement<?> statement, @Nullable Class<T> result, Session session) {
        return new SqmQueryImpl<>((SqmStatement<T>) statement, false, result, session.unwrap(SessionImplementor.class));
    }

    /**
     * The rows of another statement, with what the query was given.
     *
     * @param most how many rows each shard is asked for
     * @return the rows of each shard, in the order of the shards
     */
    List<List<@Nullable Object[]>> rows(SqmSelectStatement<?> statement, List<String> shards, OptionalInt most) {
        return new Broadcast(engine).ask(shards, shard -> {
            var target = like(statement, Object[].class, sessions.apply(shard));
            QueryState.copyParameters(query, target);
            QueryState.copyOptions(query.getQueryOptions(), target.getQueryOptions());
            most.ifPresent(target::setMaxResults);
            OwnerCheck.check(target);
            return rows(target);
        });
    }

    private static Callable<List<@Nullable Object[]>> rows(SqmQueryImpl<Object[]> target) {
        return () -> List.copyOf(target.getResultList());
    }

    /** What one method of the query answers in each of several shards. */
    <T> List<T> each(List<String> shards, Function<CommonQueryContract, T> method) {
        return new Broadcast(engine).ask(shards, shard -> {
            var target = same(shard);
            return () -> method.apply(target);
        });
    }

    /**
     * How the databases of some shards order texts.
     *
     * @throws UnsupportedOperationException if they do it in different ways
     */
    TextOrder textOrder(List<String> shards) {
        var orders = new HashSet<TextOrder>();
        shards.forEach(shard -> orders.add(engine.textOrder(shard, sessions)));
        if (orders.size() > 1) {
            throw new UnsupportedOperationException(
                    "the databases of its shards compare texts in different ways, %s; give them one collation"
                            .formatted(orders.stream().map(TextOrder::collation).sorted().toList()));
        }
        return orders.iterator().next();
    }

    /** The places of texts in the order of a shard's database. */
    Map<String, Integer> ranks(String shard, Collection<String> texts) {
        return sessions.apply(shard).doReturningWork(connection -> TextOrder.ranks(connection, texts));
    }
}
