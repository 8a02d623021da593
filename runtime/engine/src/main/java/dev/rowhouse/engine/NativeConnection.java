package dev.rowhouse.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection, or a statement of it, whose driver does in native code what may wait: on platform threads. Rows are fetched by the
 * thread that asks for them, since the first one is there when the execution returns, and with it the lock.
 */
final class NativeConnection implements InvocationHandler {
    private static final Set<Class<?>> PARTS = Set.of(Statement.class, PreparedStatement.class, CallableStatement.class,
            DatabaseMetaData.class);

    private final Object target;
    private final NativeCalls calls;
    private final @Nullable Connection whole;

    private NativeConnection(Object target, NativeCalls calls, @Nullable Connection whole) {
        this.target = target;
        this.calls = calls;
        this.whole = whole;
    }

    /** A connection that waits elsewhere. */
    static Connection of(Connection connection, NativeCalls calls) {
        return (Connection) proxy(Connection.class, new NativeConnection(connection, calls, null));
    }

    private static Object proxy(Class<?> type, NativeConnection handler) {
        return Proxy.newProxyInstance(NativeConnection.class.getClassLoader(), new Class<?>[]{type}, handler);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "equals" -> {
                return arguments != null && isSame(proxy, arguments[0]);
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "getConnection" -> {
                return whole;
            }
            default -> {
                // The driver's affair.
            }
        }
        var result = waits(method) ? calls.make(() -> call(method, arguments)) : call(method, arguments);
        if (result == null || !PARTS.contains(method.getReturnType())) {
            return result;
        }
        return proxy(method.getReturnType(),
                new NativeConnection(result, calls, whole == null ? (Connection) proxy : whole));
    }

    /** Of a statement, what sets it up, or stops it from another thread, waits for nothing. */
    private boolean waits(Method method) {
        return !(target instanceof Statement) || method.getName().startsWith("execute");
    }

    @SuppressWarnings("ReferenceEquality") // Neither a connection nor a statement is a value.
    private static boolean isSame(Object one, @Nullable Object other) {
        return one == other;
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getTargetException()) {
                case Exception failure -> throw failure;
                case Error failure -> throw failure;
                default -> throw e;
            }
        }
    }
}
