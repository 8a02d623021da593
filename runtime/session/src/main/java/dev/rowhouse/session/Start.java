package dev.rowhouse.session;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.engine.DatabaseWork;
import dev.rowhouse.engine.Owner;
import dev.rowhouse.spi.ForeignObjectException;
import dev.rowhouse.spi.OutOfScopeException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One start of an instance: to it belongs what comes out of its engines. Holds names, and what is going on in its databases as long
 * as it is, because an entity that somebody keeps holds it.
 *
 * <p>Equal to itself alone. Safe for use by many threads.
 */
public final class Start implements Owner {
    private final Scopes scopes;
    private final InstanceName instance;
    private final long number;
    private final DatabaseWork databases = new DatabaseWork();

    Start(Scopes scopes, InstanceName instance, long number) {
        this.scopes = scopes;
        this.instance = instance;
        this.number = number;
    }

    @Override
    public DatabaseWork databases() {
        return databases;
    }

    @Override
    public InstanceName instance() {
        return instance;
    }

    /** Whether it belongs to these scopes. */
    @SuppressWarnings("ReferenceEquality") // Scopes are themselves alone.
    boolean isIn(Scopes others) {
        return scopes == others;
    }

    /** The innermost extent of this thread among the starts that this one may meet; null if there is none. */
    @Nullable
    Extent around() {
        return scopes.here();
    }

    /** The extent of this start that this thread is in; null if the innermost one is another's, or there is none. */
    @Nullable
    Extent here() {
        var extent = Scopes.innermost();
        if (extent != null && extent.start() != this) {
            extent = around();
        }
        return extent != null && extent.start() == this ? extent : null;
    }

    @Override
    public void requireHere() {
        if (here() == null) {
            throw refusal();
        }
    }

    /** Why this thread has no session of this start. */
    OutOfScopeException refusal() {
        var thread = Thread.currentThread();
        var where = "instance '%s': no session on thread '%s' (#%d)".formatted(instance, thread.getName(),
                thread.threadId());
        var extent = scopes.bound();
        if (extent == null) {
            return outside(where, "no scope is open there");
        }
        if (extent.thread() != thread) {
            return outside(where,
                    "the scope that is open here belongs to thread '%s'".formatted(extent.thread().getName()));
        }
        if (extent.start() == this) {
            return outside(where, "it does a part of another thread's work");
        }
        return new ForeignObjectException(
                "%s: it is in a scope of %s, and sessions and queries, and what they have read, are for scopes of their own instance; use what is injected there, or wrap the code in Work.call of instance '%s'"
                        .formatted(where, extent.start().seenFrom(this), instance));
    }

    private static OutOfScopeException outside(String where, String reason) {
        return new OutOfScopeException(
                "%s: %s; wrap the code in Work.call, Work.run or Work.inTransaction".formatted(where, reason));
    }

    @Override
    public void refuseElsewhere(String what) {
        var extent = scopes.here();
        if (extent != null && extent.start() != this) {
            throw new ForeignObjectException("instance '%s': %s belongs to %s; %s".formatted(extent.start().instance(),
                    what, seenFrom(extent.start()), Owner.WHAT_TO_DO));
        }
    }

    @Override
    public String seenFrom(Owner other) {
        if (other instanceof Start start && start.instance.equals(instance)) {
            return "%s start of instance '%s'".formatted(number < start.number ? "an earlier" : "a later", instance);
        }
        return "instance '%s'".formatted(instance);
    }

    @Override
    public <T> Callable<T> lend(Callable<T> task) {
        requireHere();
        var part = databases.part(task);
        return () -> Scopes.within(new Extent.Part(this)).call(part::call);
    }

    @Override
    public String toString() {
        return "%s#%d".formatted(instance, number);
    }
}
