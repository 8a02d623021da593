package dev.rowhouse.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A database of one instance, as the operator declared it under {@code engines.<name>}.
 *
 * @param name what the app calls it
 * @param url where the database is
 * @param user who connects; empty if the URL says it or nobody needs to
 * @param password with what
 * @param schema what is done to the tables at the start of the instance
 * @param pool how many connections it holds, and for how long
 * @param mapping whether its mapping is shared with the other instances of the app
 * @param durability what a commit in an H2 file promises; without meaning for other databases
 * @param shared whether other instances may use the same database
 * @param reflect which tables that exist already are read at the start
 * @param properties passed on to Hibernate
 * @param part which of the databases it is, where several go by one name: a member of a family, a shard
 * @param transactions what holds a transaction over several engines together
 * @param origin where it is declared
 */
public record EngineConfig(
        EngineName name,
        JdbcUrl url,
        Optional<String> user,
        Optional<Secret> password,
        Schema schema,
        PoolConfig pool,
        Mapping mapping,
        Durability durability,
        boolean shared,
        Optional<ReflectConfig> reflect,
        Map<String, String> properties,
        Optional<String> part,
        Transactions transactions,
        Origin origin) {
    public EngineConfig {
        properties = Map.copyOf(properties);
    }

    /** What messages and pools call it: its name, and behind a slash its part, if it is one. */
    public String label() {
        return part.map(which -> name + "/" + which).orElse(name.value());
    }

    /**
     * The same engine in another database.
     *
     * @param which of several databases it is
     * @param where that one is
     */
    public EngineConfig part(String which, JdbcUrl where) {
        return new EngineConfig(name, where, user, password, schema, pool, mapping, durability, shared, reflect,
                properties, Optional.of(which), transactions, origin);
    }

    /**
     * The same engine in another database, which is new.
     *
     * @param where where that one is
     * @param tables what is done to its tables at the start
     */
    public EngineConfig anew(JdbcUrl where, Schema tables) {
        return new EngineConfig(name, where, user, password, tables, pool, mapping, durability, shared, reflect,
                properties, part, transactions, origin);
    }

    /** All but the values of {@link #properties}, which may be secret, and what is secret in the URL. */
    @Override
    public String toString() {
        return "EngineConfig[name=%s, url=%s, user=%s, password=%s, schema=%s, pool=%s, mapping=%s, durability=%s, shared=%s, reflect=%s, properties=%s, transactions=%s, origin=%s]"
                .formatted(label(), url, user.orElse(""), password.map(Secret::toString).orElse(""), schema, pool,
                        mapping, durability, shared, reflect, new TreeSet<>(properties.keySet()), transactions, origin);
    }

    /** What is done to the tables of the app's entities when an instance starts. */
    public enum Schema {
        /** Nothing. */
        NONE,
        /** The instance fails to start if a table or column lacks. */
        VALIDATE,
        /** Tables are created; those that exist stay. */
        CREATE,
        /** Tables, columns and keys that lack are added. */
        UPDATE,
        /** Tables are dropped with all they hold and created anew. */
        DROP_AND_CREATE
    }

    /** Whose mapping an engine uses. */
    public enum Mapping {
        /** One for all instances of the app with the same engine name, database product and properties. */
        SHARED,
        /** One of its own. */
        OWN
    }

    /** What a commit in an H2 file promises when the process is killed. */
    public enum Durability {
        /** What was acknowledged is there after a restart. */
        COMMIT,
        /** H2's own default: faster, and the last half second may be lost. */
        DELAYED
    }

    /** What holds a transaction together that several engines take part in. */
    public enum Transactions {
        /** They commit one after the other; a failure in between is told. */
        LOCAL,
        /** They commit in two phases: all or none, also when the process is killed. */
        XA
    }
}
