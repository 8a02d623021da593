package dev.rowhouse.server;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EnginePiece;
import dev.rowhouse.config.EnginePieceReader;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.instance.OpeningException;
import dev.rowhouse.session.Scopes;
import dev.rowhouse.session.SessionScope;
import dev.rowhouse.session.Start;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.Work;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.Session;

/**
 * One engine without an app, an instance or an injector, for scripts; {@link Rowhouse#engine(Path, String, Entities)} opens
 * it.
 *
 * <p>Safe for use by many threads.
 */
public final class LoneEngine implements AutoCloseable {
    private static final AppName APP = new AppName("script");

    private final Engines engines;
    private final Engine engine;
    private final SessionScope scope;
    private final Session session;

    private LoneEngine(Engines engines, Engine engine, SessionScope scope) {
        this.engines = engines;
        this.engine = engine;
        this.scope = scope;
        this.session = scope.session();
    }

    static LoneEngine open(Path file, String prefix, Entities entities) {
        EnginePiece piece;
        try (var catalog = new AppCatalog()) {
            piece = new EnginePieceReader(catalog).read(file, prefix);
        }
        var engines = new Engines();
        try {
            var start = new Scopes().begin(piece.owner());
            var engine = open(engines, start, piece, entities);
            return new LoneEngine(engines, engine, SessionScope.of(start, List.of(engine)));
        } catch (Throwable e) {
            engines.close();
            Fatal.rethrow(e);
            throw OpeningException.of(piece.owner(), e, piece.secrets());
        }
    }

    private static Engine open(Engines engines, Start start, EnginePiece piece, Entities entities) {
        try {
            return engines.open(APP, start, piece.engine(), entities);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the engine opens", e);
        }
    }

    /** Runs work in a scope of this engine; outside of it there is no session. */
    public Work work() {
        return scope;
    }

    /** A session that may be kept: each call of it asks for the calling thread's session. */
    public Session session() {
        return session;
    }

    /** Connections for plain JDBC; to be closed by who takes them. */
    public DataSource dataSource() {
        return engine.dataSource();
    }

    /** Closes the engine. Sessions and connections fail from then on. */
    @Override
    public void close() {
        try (engines) {
            engine.close();
        }
    }
}
