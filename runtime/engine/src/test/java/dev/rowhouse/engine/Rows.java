package dev.rowhouse.engine;

import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Rows without classes, as tests look at them. */
final class Rows {
    private Rows() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> row(@Nullable Object found) {
        if (found == null) {
            throw new AssertionError("there is no such row");
        }
        return (Map<String, Object>) found;
    }

    /** The row at the other end of a foreign key. */
    static Map<String, Object> row(Map<String, Object> from, String attribute) {
        return row(from.get(attribute));
    }

    /** The rows at the other end of a foreign key. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> rows(Map<String, Object> from, String attribute) {
        var found = from.get(attribute);
        if (found == null) {
            throw new AssertionError("there is no collection '%s' among %s".formatted(attribute, from.keySet()));
        }
        return (List<Map<String, Object>>) found;
    }

    static Map<String, Object> find(Session session, String entity, Object key) {
        return row(session.find(entity, key));
    }

    static List<Map<String, Object>> query(Session session, String hql) {
        return session.createSelectionQuery(hql, Map.class).getResultList().stream().map(Rows::row).toList();
    }
}
