package dev.rowhouse.engine;

import dev.rowhouse.config.FamilyConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * H2 databases in memory. One lives as long as somebody is connected to it, and its engine may be closed to make room; so a
 * connection of its own keeps each until the family ends.
 */
final class MembersInMemory implements MemberDatabases {
    private final FamilyConfig family;
    private final ConcurrentMap<String, Connection> keepers = new ConcurrentHashMap<>();
    private volatile boolean closed;

    MembersInMemory(FamilyConfig family) {
        this.family = family;
    }

    @Override
    public SortedSet<String> keys() {
        return new TreeSet<>(keepers.keySet());
    }

    @Override
    public Opening prepare(String key) {
        return keepers.containsKey(key) ? Opening.DONE : new Opening() {
            @Override
            public void succeeded() throws ReflectiveOperationException, SQLException {
                keepers.put(key, ConnectionSource.create(family.member(key)).getConnection());
                if (closed) {
                    // It took longer to open than the family waited for it.
                    MembersInMemory.this.close();
                }
            }

            @Override
            public void failed(Throwable failure) {
                // It ended with its engine.
            }
        };
    }

    @Override
    public void close() {
        closed = true;
        Closing.all(List.copyOf(keepers.values()));
        keepers.clear();
    }
}
