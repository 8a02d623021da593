package dev.rowhouse.engine;

import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.FamilyConfig;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Databases of one structure that are told apart by a key, all with one mapping. Each is opened when it is first used, and
 * closed when nobody has used it for some time, or when another one needs its room.
 *
 * <p>Safe for use by many threads. No lock is held while a database is asked, opened or closed.
 */
public final class Family implements AutoCloseable {
    private final String owner;
    private final FamilyConfig config;
    private final MemberDatabases databases;
    private final OnDemand<Engine> members;

    Family(String owner, FamilyConfig config, MemberDatabases databases, OnDemand<Engine> members) {
        this.owner = owner;
        this.config = config;
        this.databases = databases;
        this.members = members;
    }

    /** What the app calls it. */
    public EngineName name() {
        return config.name();
    }

    /**
     * Begins the use of a member, which is opened if it isn't open, with its database made and its tables as {@code schema}
     * says. Who comes while it is opened, or while as many are in use as may be open, waits, at most as long as for a
     * connection.
     *
     * <p>Whoever holds a lease and wants another one of the family may wait for somebody who does the same: take leases in
     * the order of their keys, or few enough that all fit.
     *
     * @param key up to 63 lower-case letters, digits, {@code -} and {@code _}, a letter or digit first
     * @throws IllegalArgumentException if that is no key; nothing was asked or made then
     * @throws EngineException if it can't be opened, or not in time, or the family is closed; also if the thread is told to stop
     *         meanwhile, and it stays interrupted then
     */
    public Lease lease(String key) {
        if (!FamilyConfig.isKey(key)) {
            throw new IllegalArgumentException(
                    "%s: %s is not a key; %s".formatted(owner, Quoted.of(key), FamilyConfig.KEY_RULE));
        }
        return new Lease(members.use(key));
    }

    /**
     * The keys that have a database, whether it is open or not, in their order. A database that is made or dropped meanwhile
     * may be among them or not.
     *
     * @throws EngineException if they can't be found out
     */
    public List<String> keys() {
        try {
            return List.copyOf(databases.keys());
        } catch (ReflectiveOperationException | SQLException | IOException | EngineException e) {
            throw EngineException.of(owner, config.pattern(), e);
        }
    }

    /** How many members are opening, open or closing. */
    int open() {
        return members.size();
    }

    /**
     * Closes all members, when their leases have ended, at the latest when these would have waited for a connection; leases fail
     * from then on.
     */
    @Override
    public void close() {
        Closing.all(List.of(members, databases));
    }
}
