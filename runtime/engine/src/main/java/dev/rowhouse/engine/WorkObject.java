package dev.rowhouse.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something of a {@link WorkConnection} that is needed rarely and has hundreds of methods: a call, or what is known of a database. */
final class WorkObject implements InvocationHandler {
    private final WorkConnection work;
    private final Object object;
    private final Optional<String> sql;

    private WorkObject(WorkConnection work, Object object, Optional<String> sql) {
        this.work = work;
        this.object = object;
        this.sql = sql;
    }

    /** A call, which has been noted. */
    static CallableStatement of(WorkConnection work, CallableStatement call, String sql) {
        return (CallableStatement) proxy(CallableStatement.class, new WorkObject(work, call, Optional.of(sql)));
    }

    static DatabaseMetaData of(WorkConnection work, DatabaseMetaData data) {
        return (DatabaseMetaData) proxy(DatabaseMetaData.class, new WorkObject(work, data, Optional.empty()));
    }

    private static Object proxy(Class<?> type, InvocationHandler handler) {
        return Proxy.newProxyInstance(WorkObject.class.getClassLoader(), new Class<?>[]{type}, handler);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // It is equal to nothing but itself.
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "getConnection" -> {
                return work;
            }
            case "unwrap" -> {
                if (arguments != null && arguments[0] instanceof Class<?> type && type.isInstance(proxy)) {
                    return proxy;
                }
                work.leaves(Trace.DRIVER);
            }
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate", "executeBatch",
                    "executeLargeBatch" -> {
                work.executes(arguments != null && arguments[0] instanceof String text ? text : sql.orElse(""));
                try (var _ = work.executing((Statement) object)) {
                    var answer = call(method, arguments);
                    work.heard();
                    return led(proxy, answer);
                }
            }
            default -> {
                // The driver's affair.
            }
        }
        return led(proxy, call(method, arguments));
    }

    private @Nullable Object led(Object proxy, @Nullable Object answer) {
        return switch (answer) {
            case ResultSet result ->
                new WorkResult(work, proxy instanceof Statement statement ? statement : null, result);
            case Array array -> new WorkArray(work, array);
            case null -> null;
            case Object other -> other;
        };
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try (var _ = work.call().begin()) {
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
