package dev.rowhouse.engine;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.spi.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * One database of one start of an instance: its own pool, and a mapping that may be shared.
 *
 * <p>Safe for use by many threads; a session is not.
 */
public final class Engine implements AutoCloseable {
    private final EngineName name;
    private final String label;
    private final String opening;
    private final WorkConnections connections;
    private final Optional<XaLines> lines;
    private final Mapping mapping;
    private final @Nullable Owner owner;
    private final @Nullable UnaryOperator<String> heard;
    private final Optional<Placement> placement;
    private final List<AutoCloseable> opened;

    /** Takes over what was opened for it, pool included, in the order in which it was opened. */
    Engine(
            EngineConfig config,
            String opening,
            WorkConnections connections,
            Optional<XaLines> lines,
            Mapping mapping,
            @Nullable Owner owner,
            @Nullable UnaryOperator<String> heard,
            Optional<Placement> placement,
            List<AutoCloseable> opened) {
        name = config.name();
        label = config.label();
        this.opening = opening;
        this.connections = connections;
        this.lines = lines;
        this.mapping = mapping;
        this.owner = owner;
        this.heard = heard;
        this.placement = placement;
        this.opened = new CopyOnWriteArrayList<>(opened);
    }

    /** What the app calls it. */
    public EngineName name() {
        return name;
    }

    /** What tells it from the other databases of its instance: its name, and behind a slash its part, if it is one of several. */
    public String label() {
        return label;
    }

    /**
     * Opens a connection beside the pool, on which transactions that were left prepared are found and ended. To be closed by the
     * caller.
     *
     * @throws SQLException if the database refuses, or doesn't answer within the time that a session would wait
     * @throws IllegalStateException if the engine doesn't have {@code transactions = xa}
     */
    public XaLine openXaLine() throws SQLException {
        return lines
                .orElseThrow(
                        () -> new IllegalStateException("engine '%s' doesn't commit in two phases".formatted(label)))
                .openInTime(connections.pool().lender());
    }

    /**
     * Connections from this engine's pool, each for one piece of work; to be closed by who takes them. What the work leaves on one
     * that is more than rows is gone afterwards, or the connection is. With {@code transactions = xa} they unwrap to
     * {@link Enlistable}.
     */
    public DataSource dataSource() {
        return connections;
    }

    /** Makes the pool let go of one of its connections, because it is broken or may be; also after it was given back. */
    public void evict(Connection connection) {
        connections.pool().evict(connection);
    }

    /**
     * Opens a session on this engine's database; it takes a connection when it first needs one. To be closed by the
     * caller. If the engine has an owner, it executes nothing outside of that one's scopes.
     */
    public Session openSession() {
        var sessions = mapping.sessions(this);
        return (heard == null ? sessions : sessions.statementInspector(heard)).openSession();
    }

    /** The start that it belongs to; null if no scopes guard it. */
    @Nullable
    Owner owner() {
        return owner;
    }

    /** What it knows of tables that have no class. */
    public Tables tables() {
        return mapping.tables();
    }

    /** How many of its connections are in use at this moment. */
    public int borrowed() {
        return connections.inUse();
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

    /** Lets something happen when it closes, before anything else is closed. */
    void beforeClose(Runnable action) {
        opened.add(action::run);
    }

    /** Which rows belong into it, if it holds a part of them only. */
    Optional<Placement> placement() {
        return placement;
    }

    /** Its connections, and what they are borrowed from. */
    WorkConnections connections() {
        return connections;
    }

    Mapping mapping() {
        return mapping;
    }

    /** To whom entities belong, over all engines that were opened together with it. */
    Belongings belongings() {
        return mapping.belongings();
    }

    /** The name of this opening, {@code instance/engine#number}: no other one in this process has it, ever. */
    @Override
    public String toString() {
        return opening;
    }
}
