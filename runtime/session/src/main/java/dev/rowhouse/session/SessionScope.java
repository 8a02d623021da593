package dev.rowhouse.session;

import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.spi.OutOfScopeException;
import dev.rowhouse.spi.Work;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Gives the code of one instance its sessions, for as long as one piece of work lasts.
 *
 * <p>Sessions are found by thread and instance together. Each start of an instance owns a scope of its own, so no key has
 * to be compared: code of another instance holds another scope and can't reach this one, even on the same thread. What is
 * bound is a value of this scope alone ({@link ScopedValue}), for the extent of a call; it is unbound when the call
 * returns, however it returns, and nothing that is static or shared is ever changed. A structured fork inherits bound
 * values, so what is bound remembers its thread and serves no other.
 *
 * <p>Safe for use by many threads; a session that it hands out is not.
 */
public final class SessionScope implements Work {
    private final ScopedValue<Sessions> current = ScopedValue.newInstance();
    private final InstanceName instance;
    private final List<Engine> engines;

    /**
     * A scope for one start of an instance.
     *
     * @param instance whose scope it is
     * @param engines its engines, in the order in which transactions commit
     */
    public SessionScope(InstanceName instance, List<Engine> engines) {
        this.instance = instance;
        this.engines = List.copyOf(engines);
    }

    /**
     * A session that may be kept by many threads: each call of it asks for the calling thread's session on an engine.
     *
     * @throws IllegalArgumentException if there is no engine of that name
     */
    public Session delegate(EngineName engine) {
        for (int i = 0; i < engines.size(); i++) {
            if (engines.get(i).name().equals(engine)) {
                return delegate(i);
            }
        }
        throw new IllegalArgumentException("instance '%s' has no engine '%s'; it has %s".formatted(instance, engine,
                engines.stream().map(Engine::name).toList()));
    }

    Session delegate(int engine) {
        return new ScopedSession(() -> session(engine));
    }

    /**
     * This thread's session on an engine, opened on first use.
     *
     * @throws OutOfScopeException if this instance has no scope open on this thread
     */
    Session session(int engine) {
        return here().session(engine);
    }

    /**
     * What belongs to the piece of work that this thread is doing in this instance.
     *
     * @throws OutOfScopeException if there is none
     */
    Sessions here() {
        var sessions = sessionsOrNull();
        if (sessions == null) {
            throw outOfScope();
        }
        return sessions;
    }

    /** The engines, in the order of the plan. */
    List<Engine> engines() {
        return engines;
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T call(Task<T, X> task) throws X {
        if (sessionsOrNull() != null) {
            return task.call();
        }
        var sessions = new Sessions(instance, engines, Thread.currentThread());
        return ScopedValue.where(current, sessions).<T, X>call(() -> callAndClose(task, sessions));
    }

    @Override
    public <X extends Exception> void run(Action<X> action) throws X {
        this.<@Nullable Void, X>call(() -> {
            action.run();
            return null;
        });
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
        this.<@Nullable Void, X>inTransaction(() -> {
            action.run();
            return null;
        });
    }

    @Override
    public <X extends Exception> void runInRetriedTransaction(Action<X> action) throws X {
        this.<@Nullable Void, X>inRetriedTransaction(() -> {
            action.run();
            return null;
        });
    }

    @Override
    public Work on(String engine) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public Work on(String engine, Object key) {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public List<String> keys(String family) {
        throw new UnsupportedOperationException("not yet");
    }

    private static <T extends @Nullable Object, X extends Exception> T callAndClose(Task<T, X> task, Sessions sessions)
            throws X {
        T result;
        try {
            result = task.call();
        } catch (Throwable failure) {
            sessions.closeAfter(failure);
            throw failure;
        }
        sessions.close();
        return result;
    }

    private @Nullable Sessions sessionsOrNull() {
        if (!current.isBound()) {
            return null;
        }
        var sessions = current.get();
        return sessions.belongsTo(Thread.currentThread()) ? sessions : null;
    }

    private OutOfScopeException outOfScope() {
        var thread = Thread.currentThread();
        var reason = current.isBound()
                ? "the scope that is open here belongs to thread '%s'".formatted(current.get().owner())
                : "no scope is open there";
        return new OutOfScopeException(
                "instance '%s': no session on thread '%s' (#%d): %s; wrap the code in Work.call, Work.run or Work.inTransaction"
                        .formatted(instance, thread.getName(), thread.threadId(), reason));
    }
}
