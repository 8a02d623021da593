package dev.rowhouse.engine;

import java.lang.reflect.Method;
import org.hibernate.LazyInitializationException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.LazyInitializer;
import org.hibernate.proxy.ProxyConfiguration.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a proxy, and knows whose it is. Hibernate asks it for the id of its entity whenever it uses a proxy in place
 * of one, as a foreign key, as a parameter, as what is merged: in a scope of another start that is refused. Anybody may ask a
 * proxy itself for its id.
 *
 * <p>Does all else as Hibernate's own, {@code original}. For the thread of the session.
 */
final class OwnedInitializer implements LazyInitializer, Interceptor {
    private final LazyInitializer original;
    private final Interceptor calls;
    private @Nullable Owner owner;

    /**
     * Stands in for one.
     *
     * @param calls the same object, as what answers the calls of a proxy
     */
    OwnedInitializer(LazyInitializer original, Interceptor calls, Owner owner) {
        this.original = original;
        this.calls = calls;
        this.owner = owner;
    }

    /** Whose the proxy is; null if it was detached. */
    @Nullable
    Owner owner() {
        return owner;
    }

    /** From now on it is nobody's. */
    void release() {
        owner = null;
    }

    private void refuseElsewhere() {
        if (owner != null) {
            owner.refuseElsewhere("a proxy of " + OwnerCheck.simple(getEntityName()));
        }
    }

    @Override
    public @Nullable Object intercept(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("getHibernateLazyInitializer")) {
            return this;
        }
        try {
            return calls.intercept(proxy, method, arguments);
        } catch (LazyInitializationException e) {
            throw told(e);
        }
    }

    /** A proxy that can't be loaded any more tells first that it is in the wrong place. */
    private LazyInitializationException told(LazyInitializationException e) {
        try {
            refuseElsewhere();
        } catch (RuntimeException foreign) {
            foreign.addSuppressed(e);
            throw foreign;
        }
        return e;
    }

    @Override
    public void initialize() {
        try {
            original.initialize();
        } catch (LazyInitializationException e) {
            throw told(e);
        }
    }

    @Override
    public Object getInternalIdentifier() {
        refuseElsewhere();
        return original.getInternalIdentifier();
    }

    @Override
    public Object getIdentifier() {
        return original.getIdentifier();
    }

    @Override
    public void setIdentifier(Object id) {
        original.setIdentifier(id);
    }

    @Override
    public String getEntityName() {
        return original.getEntityName();
    }

    @Override
    public Class<?> getPersistentClass() {
        return original.getPersistentClass();
    }

    @Override
    public boolean isUninitialized() {
        return original.isUninitialized();
    }

    @Override
    public Object getImplementation() {
        try {
            return original.getImplementation();
        } catch (LazyInitializationException e) {
            throw told(e);
        }
    }

    @Override
    public @Nullable Object getImplementation(SharedSessionContractImplementor session) {
        return original.getImplementation(session);
    }

    @Override
    public void setImplementation(Object target) {
        original.setImplementation(target);
    }

    @Override
    public Class<?> getImplementationClass() {
        return original.getImplementationClass();
    }

    @Override
    public String getImplementationEntityName() {
        return original.getImplementationEntityName();
    }

    @Override
    public boolean isReadOnlySettingAvailable() {
        return original.isReadOnlySettingAvailable();
    }

    @Override
    public boolean isReadOnly() {
        return original.isReadOnly();
    }

    @Override
    public void setReadOnly(boolean readOnly) {
        original.setReadOnly(readOnly);
    }

    @Override
    public @Nullable SharedSessionContractImplementor getSession() {
        return original.getSession();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // An owner is equal to itself alone.
    public void setSession(@Nullable SharedSessionContractImplementor session) {
        var next = OwnerCheck.owner(session);
        if (next != null && owner != null && next != owner) {
            throw OwnerCheck.refusal(next, owner, "a proxy of " + OwnerCheck.simple(getEntityName()), "a session");
        }
        original.setSession(session);
        if (next != null) {
            owner = next;
        }
    }

    @Override
    public void unsetSession() {
        original.unsetSession();
    }

    @Override
    public void setUnwrap(boolean unwrap) {
        original.setUnwrap(unwrap);
    }

    @Override
    public boolean isUnwrap() {
        return original.isUnwrap();
    }
}
