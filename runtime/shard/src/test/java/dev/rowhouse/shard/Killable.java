package dev.rowhouse.shard;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/** Databases that are lost, all at once, before or after a statement or commit: what is not committed then is gone. */
final class Killable {
    private static final Set<String> COUNTED = Set.of("executeQuery", "executeUpdate", "executeBatch", "execute",
            "commit");

    private final int at;
    private final boolean after;
    private int count;

    /**
     * Lives until then.
     *
     * @param at which statement or commit it is, from 1
     * @param after whether that is carried out yet
     */
    Killable(int at, boolean after) {
        this.at = at;
        this.after = after;
    }

    boolean isDead() {
        return count >= at;
    }

    DataSource of(DataSource source) {
        return wrap(DataSource.class, source);
    }

    private <T> T wrap(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (_, method, arguments) -> {
            try {
                if (COUNTED.contains(method.getName())) {
                    if (isDead() || (++count == at && !after)) {
                        throw new SQLException("killed");
                    }
                    var result = method.invoke(target, arguments);
                    if (isDead()) {
                        throw new SQLException("killed");
                    }
                    return result;
                }
                var result = method.invoke(target, arguments);
                return switch (result) {
                    case Connection connection -> wrap(Connection.class, connection);
                    case PreparedStatement statement -> wrap(PreparedStatement.class, statement);
                    case Statement statement -> wrap(Statement.class, statement);
                    case null, default -> result;
                };
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }));
    }
}
