package dev.rowhouse.instance;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.InstanceConfig;
import java.util.Optional;

/** Whether two starts of one instance may be open at the same time, the new one beside the old one. */
final class Overlap {
    private Overlap() {}

    /**
     * Why the old start must be closed before the new one is opened.
     *
     * <p>On PostgreSQL, MariaDB, SQLite and H2 two starts may use one database, as two instances with {@code shared = true} do: pools, ranges
     * of ids and sessions are those of a start. A database in H2's memory lives on in the new start, since that is connected
     * before the old one goes.
     *
     * @return empty if nothing speaks against it
     */
    static Optional<String> obstacle(InstanceConfig before, InstanceConfig after) {
        if (before.transactions() == Transactions.XA || after.transactions() == Transactions.XA) {
            return Optional.of("transactions = xa: one coordinator has the folder");
        }
        if (after.databases().anyMatch(engine -> engine.schema() == Schema.DROP_AND_CREATE)) {
            return Optional.of("schema = drop-and-create: the tables are made anew");
        }
        if (!before.families().isEmpty() && !after.families().isEmpty()) {
            return Optional.of("engine-families: one start at a time makes and removes members");
        }
        return after.databases()
                .flatMap(one -> before.databases().flatMap(other -> obstacle(other, one).stream()))
                .findFirst();
    }

    private static Optional<String> obstacle(EngineConfig before, EngineConfig after) {
        boolean onePool = before.pool().sharing().isPresent() && after.pool().sharing().isPresent();
        if (onePool && !(before.pool().common().equals(after.pool().common())
                && before.password().equals(after.password()))) {
            return Optional.of("pool.shared: all who share a pool have one set of settings");
        }
        // H2 opens a database with one set of settings, whoever connects later.
        boolean differ = !before.url().equals(after.url()) || before.durability() != after.durability();
        if (differ && before.url().product().equals("h2") && before.url().identity().isPresent()
                && before.url().identity().equals(after.url().identity())) {
            return Optional.of("H2 has a database open with one set of settings");
        }
        return Optional.empty();
    }
}
