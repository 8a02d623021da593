package dev.rowhouse.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * A connection of an engine with {@code transactions = xa}, as its pool holds it. While it is enlisted, what would end its
 * transaction is asked of the one who has enlisted it; otherwise all goes to the driver.
 */
final class EnlistableConnection implements InvocationHandler, Enlistable {
    private final XaLine line;
    private @Nullable Ends ends;
    private boolean discarded;

    private EnlistableConnection(XaLine line) {
        this.line = line;
    }

    static Connection of(XaLine line) {
        return (Connection) Proxy.newProxyInstance(EnlistableConnection.class.getClassLoader(),
                new Class<?>[]{Connection.class, Enlistable.class}, new EnlistableConnection(line));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Enlistable.class) {
            return call(this, method, arguments);
        }
        switch (method.getName()) {
            case "close" -> {
                line.close();
                return null;
            }
            case "isClosed" -> {
                return discarded || line.connection().isClosed();
            }
            case "isWrapperFor" -> {
                if (arguments != null && arguments[0] == Enlistable.class) {
                    return true;
                }
            }
            case "unwrap" -> {
                if (arguments != null && arguments[0] == Enlistable.class) {
                    return proxy;
                }
            }
            case "equals" -> {
                return arguments != null && isSame(proxy, arguments[0]);
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            default -> {
                // The driver's affair.
            }
        }
        return ends != null || discarded ? inBranch(ends, method, arguments)
                : call(line.connection(), method, arguments);
    }

    private @Nullable Object inBranch(@Nullable Ends branch, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "getAutoCommit" -> {
                return false;
            }
            case "setAutoCommit" -> {
                // Who turns it on without having committed gives the connection back as it is.
                if (branch != null && arguments != null && Boolean.TRUE.equals(arguments[0])) {
                    branch.rollBack();
                }
                if (ends != null || discarded) {
                    return null;
                }
            }
            case "rollback" -> {
                if (arguments == null || arguments.length == 0) {
                    if (branch != null) {
                        branch.rollBack();
                    }
                    return null;
                }
            }
            case "clearWarnings", "setReadOnly", "setTransactionIsolation", "setNetworkTimeout", "setCatalog",
                    "setSchema" -> {
                // What a pool does to a connection that it gets back must not fail: the session would hear of no end.
                if (discarded) {
                    return null;
                }
            }
            case "commit" -> {
                if (branch != null) {
                    branch.commit();
                    return null;
                }
            }
            default -> {
                // Work of the branch.
            }
        }
        return call(line.connection(), method, arguments);
    }

    @SuppressWarnings("ReferenceEquality") // A connection is no value.
    private static boolean isSame(Object one, @Nullable Object other) {
        return one == other;
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    public XAResource resource() {
        return line.resource();
    }

    @Override
    public void enlist(Ends branch) throws SQLException {
        if (ends != null) {
            throw new IllegalStateException("the connection is a part of another transaction");
        }
        // A branch begins outside of transactions; who has enlisted this has begun one with autocommit off.
        line.connection().setAutoCommit(true);
        ends = branch;
    }

    @Override
    public void release(boolean sound) {
        ends = null;
        if (sound) {
            try {
                // As its user has left it, who turns it on himself.
                line.connection().setAutoCommit(false);
                return;
            } catch (SQLException broken) {
                // No loss: it has nothing left to do.
            }
        }
        discarded = true;
        line.discard();
    }
}
