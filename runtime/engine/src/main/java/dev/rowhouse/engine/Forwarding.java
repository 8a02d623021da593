package dev.rowhouse.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** Calls through to another connection. */
final class Forwarding {
    private Forwarding() {}

    /**
     * Calls a method of a connection.
     *
     * @throws Throwable what the method throws
     */
    static @Nullable Object call(Connection target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** Whether a method is one of those that every object has and that tell objects apart. */
    static boolean isIdentity(Method method) {
        return method.getDeclaringClass() == Object.class && !method.getName().equals("toString");
    }

    /** {@code equals} and {@code hashCode} of a proxy itself. */
    @SuppressWarnings("ReferenceEquality") // A proxy is equal to nothing but itself.
    static Object identity(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        return method.getName().equals("equals") ? arguments != null && proxy == arguments[0]
                : System.identityHashCode(proxy);
    }
}
