package dev.rowhouse.engine;

import dev.rowhouse.config.EngineName;
import dev.rowhouse.spi.Tables;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionBuilder;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * One database of one start of an instance: its own pool, and a mapping that may be shared.
 *
 * <p>Safe for use by many threads; a session is not.
 */
public final class Engine implements AutoCloseable {
    private final EngineName name;
    private final String opening;
    private final Pool pool;
    private final Mapping mapping;
    private final UnaryOperator<SessionBuilder> observed;
    private final List<AutoCloseable> opened;

    /** Takes over what was opened for it, pool included, in the order in which it was opened. */
    Engine(
            EngineName name,
            String opening,
            Pool pool,
            Mapping mapping,
            UnaryOperator<SessionBuilder> observed,
            List<AutoCloseable> opened) {
        this.name = name;
        this.opening = opening;
        this.pool = pool;
        this.mapping = mapping;
        this.observed = observed;
        this.opened = List.copyOf(opened);
    }

    /** What the app calls it. */
    public EngineName name() {
        return name;
    }

    /** Connections from this engine's pool; to be closed by who takes them. */
    public DataSource dataSource() {
        return pool.connections();
    }

    /**
     * Opens a session on this engine's database; it takes a connection when it first needs one. To be closed by the
     * caller.
     */
    public Session openSession() {
        return observed.apply(mapping.sessions(this)).openSession();
    }

    /** What it knows of tables that have no class. */
    public Tables tables() {
        return mapping.tables();
    }

    /** How many of its connections are in use at this moment. */
    public int borrowed() {
        return pool.pool().getHikariPoolMXBean().getActiveConnections();
    }

    /** Closes the pool, and all that is kept for this engine elsewhere. Sessions and connections fail from then on. */
    @Override
    public void close() {
        try {
            Closing.all(opened.reversed());
        } finally {
            // At last, because work that still ran may have taken a range of ids until its connection was gone.
            mapping.forget(this);
        }
    }

    /**
     * What knows the entities of this engine. Shared with other instances: for looking things up in it, never to be handed to an
     * app, closed or changed.
     */
    public SessionFactoryImplementor factory() {
        return mapping.factory();
    }

    Mapping mapping() {
        return mapping;
    }

    /** The name of this opening, {@code instance/engine#number}: no other one in this process has it, ever. */
    @Override
    public String toString() {
        return opening;
    }
}
