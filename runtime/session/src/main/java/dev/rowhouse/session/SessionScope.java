package dev.rowhouse.session;

import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.route.RoutedSession;
import dev.rowhouse.route.Router;
import dev.rowhouse.route.Texts;
import dev.rowhouse.spi.Binds;
import dev.rowhouse.spi.OutOfScopeException;
import dev.rowhouse.spi.Work;
import dev.rowhouse.xa.XaTransactions;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Gives the code of one instance its sessions, for as long as one piece of work lasts.
 *
 * <p>Sessions are found by thread and start together: each start of an instance owns a scope, and finds in it what is bound to the
 * thread ({@link Scopes}) if that is its own. Code of another instance holds another scope and can't reach this one, even on the
 * same thread. What is bound is unbound when the call returns, however it returns, and nothing that is static or shared is ever
 * changed. A structured fork inherits bound values, so what is bound remembers its thread and serves no other.
 *
 * <p>Safe for use by many threads; a session that it hands out is not.
 */
public final class SessionScope implements Work {
    private final Start start;
    private final List<Holding> holdings;
    private final @Nullable XaTransactions xa;
    private final Attendance attendance;
    private final Places places;
    private final Session session;

    /**
     * A scope for one start of an instance.
     *
     * @param start whose scope it is
     * @param holdings what the plan names, in its order, which is the order in which transactions commit; opened for that start
     * @param binds the plan's
     * @param texts what is known of queries
     * @param xa lets transactions over several engines commit in two phases; null if they commit one after the other
     * @throws dev.rowhouse.spi.NoEngineException if binds lead nowhere
     */
    public SessionScope(Start start, List<Holding> holdings, Binds binds, Texts texts, @Nullable XaTransactions xa) {
        this(start, holdings, binds, texts, xa, Attendance.NONE);
    }

    /**
     * A scope for one start of an instance, which somebody hears of.
     *
     * @param start whose scope it is
     * @param holdings what the plan names, in its order, which is the order in which transactions commit; opened for that start
     * @param binds the plan's
     * @param texts what is known of queries
     * @param xa lets transactions over several engines commit in two phases; null if they commit one after the other
     * @param attendance hears when a thread opens the scope, and when it has left it
     * @throws dev.rowhouse.spi.NoEngineException if binds lead nowhere
     */
    public SessionScope(
            Start start,
            List<Holding> holdings,
            Binds binds,
            Texts texts,
            @Nullable XaTransactions xa,
            Attendance attendance) {
        this.start = start;
        this.holdings = List.copyOf(holdings);
        this.xa = xa;
        this.attendance = attendance;
        places = new Places(this);
        session = session(binds, texts);
    }

    /**
     * A scope over engines that nothing is bound to.
     *
     * @param engines opened for that start, in the order in which transactions commit
     */
    public static SessionScope of(Start start, List<Engine> engines) {
        return new SessionScope(start, engines.stream().<Holding>map(Holding.Single::new).toList(), Binds.NONE,
                new Texts(), null);
    }

    private Session session(Binds binds, Texts texts) {
        if (holdings.size() == 1 && holdings.getFirst() instanceof Holding.Single) {
            return places.session(0);
        }
        var router = new Router(instance(), binds, places.all(), texts);
        router.check();
        return new RoutedSession(router, places);
    }

    /**
     * The session that leads each operation where it belongs. It may be kept by many threads: each call asks for the calling
     * thread's sessions.
     */
    public Session session() {
        return session;
    }

    /**
     * The session on one engine, which may be kept as well.
     *
     * @throws IllegalArgumentException if there is no engine of that name, or it is a family
     */
    public Session session(EngineName engine) {
        return places.session(places.rank(engine.value()));
    }

    /** Whose scope it is. */
    InstanceName instance() {
        return start.instance();
    }

    /** What the plan names, in its order. */
    List<Holding> holdings() {
        return holdings;
    }

    /**
     * What belongs to the piece of work that this thread is doing in this instance.
     *
     * @throws OutOfScopeException if there is none; if the thread is in another start, a
     *         {@link dev.rowhouse.spi.ForeignObjectException}
     */
    Sessions here() {
        var extent = start.here();
        var sessions = extent == null ? null : extent.sessions(this);
        if (sessions == null) {
            throw start.refusal();
        }
        return sessions;
    }

    /** Whether this thread is doing a piece of work in this instance. */
    boolean isOpen() {
        var extent = start.here();
        return extent != null && !extent.isPart();
    }

    /** What a piece of work of this thread uses from now on. */
    Sessions begin() {
        return new Sessions(Thread.currentThread(), instance(), xa);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task) throws X {
        var innermost = Scopes.innermost();
        return innermost == null ? enter(new Extent(start), task) : callInside(innermost, task);
    }

    @SuppressWarnings("ReferenceEquality") // It is about this very extent, and a start is equal to itself alone.
    private <T extends @Nullable Object, X extends Exception> T callInside(Extent innermost, Task<T, X> task) throws X {
        var around = start.around();
        for (var extent = around; extent != null; extent = extent.outer()) {
            if (extent.start() == start && !extent.isPart()) {
                // Called back from another instance: the work goes on that called it.
                return extent == around ? task.call()
                        : Scopes.within(extent.again(this, innermost)).<T, X>call(task::call);
            }
        }
        return enter(new Extent.Nested(start, innermost), task);
    }

    private <T extends @Nullable Object, X extends Exception> T enter(Extent extent, Task<T, X> task) throws X {
        attendance.enter();
        try {
            return Scopes.within(extent).<T, X>call(() -> callAndClose(task, extent));
        } finally {
            attendance.leave();
        }
    }

    @Override
    public <X extends Exception> void run(Action<X> action) throws X {
        this.<@Nullable Void, X>call(action.asTask());
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T inTransaction(Task<T, X> task) throws X {
        return call(() -> here().inTransaction(task));
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T inRetriedTransaction(Task<T, X> task) throws X {
        return call(() -> here().inRetriedTransaction(task));
    }

    @Override
    public <X extends Exception> void runInTransaction(Action<X> action) throws X {
        this.<@Nullable Void, X>inTransaction(action.asTask());
    }

    @Override
    public <X extends Exception> void runInRetriedTransaction(Action<X> action) throws X {
        this.<@Nullable Void, X>inRetriedTransaction(action.asTask());
    }

    @Override
    public Work on(String engine) {
        return new NamedWork(this, places.named(engine));
    }

    @Override
    public Work on(String engine, Object key) {
        return new NamedWork(this, places.named(engine, key));
    }

    @Override
    public List<String> keys(String family) {
        return places.family(family).keys();
    }

    private static <T extends @Nullable Object, X extends Exception> T callAndClose(Task<T, X> task, Extent extent)
            throws X {
        T result;
        try {
            result = task.call();
        } catch (Throwable failure) {
            var used = extent.used();
            if (used != null) {
                used.closeAfter(failure);
            }
            throw failure;
        }
        var used = extent.used();
        if (used != null) {
            used.close();
        }
        return result;
    }
}
