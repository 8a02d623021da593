package dev.rowhouse.shard;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/** Databases that are lost, all at once, before a statement or commit: what is not committed then is gone. */
final class Killable {
    /** All that a database is told to do. */
    static final Set<String> STATEMENTS = Set.of("executeQuery", "executeUpdate", "executeBatch", "execute", "commit");

    private final int at;
    private final Set<String> counted;
    private int count;

    /**
     * Lives until then.
     *
     * @param at which of those that count it is, from 1
     * @param counted which count
     */
    Killable(int at, Set<String> counted) {
        this.at = at;
        this.counted = counted;
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
                if (counted.contains(method.getName()) && !isDead()) {
                    count++;
                }
                if (isDead() && STATEMENTS.contains(method.getName())) {
                    throw new SQLException("killed");
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
