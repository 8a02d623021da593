package dev.rowhouse.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a driver that is counted by the budget of its server, until it is closed or aborted. Whoever holds it may
 * {@code unwrap} it to this.
 *
 * <p>As safe for use by many threads as the driver's own.
 */
final class LentConnection implements InvocationHandler {
    private final Connection connection;
    private final Permit permit;

    private LentConnection(Connection connection, Permit permit) {
        this.connection = connection;
        this.permit = permit;
    }

    /** The connection, counted. */
    static Connection of(Connection connection, Permit permit) {
        return (Connection) Proxy.newProxyInstance(LentConnection.class.getClassLoader(),
                new Class<?>[]{Connection.class}, new LentConnection(connection, permit));
    }

    Permit permit() {
        return permit;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (Forwarding.isIdentity(method)) {
            return Forwarding.identity(proxy, method, arguments);
        }
        return switch (method.getName()) {
            case "close", "abort" -> {
                try {
                    yield Forwarding.call(connection, method, arguments);
                } finally {
                    permit.end();
                }
            }
            case "unwrap" -> isThis(arguments) ? this : Forwarding.call(connection, method, arguments);
            case "isWrapperFor" ->
                isThis(arguments) || Boolean.TRUE.equals(Forwarding.call(connection, method, arguments));
            // The pool looks whether it is alive, and would complain of one that was taken.
            case "isValid" -> permit.isGone() ? false : Forwarding.call(connection, method, arguments);
            case "setNetworkTimeout", "clearWarnings", "rollback" ->
                permit.isGone() ? null : Forwarding.call(connection, method, arguments);
            default -> Forwarding.call(connection, method, arguments);
        };
    }

    private static boolean isThis(@Nullable Object @Nullable [] arguments) {
        return arguments != null && arguments[0] == LentConnection.class;
    }
}
