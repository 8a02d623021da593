package dev.rowhouse.xa;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Durability;
import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.JdbcUrl;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.config.ServerConfig;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.spi.Entities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.hibernate.Session;

/** An instance without an app: engines, and the transactions over them. */
final class House implements AutoCloseable {
    private final Engines shared;
    private final Path folder;
    final List<Engine> engines = new ArrayList<>();
    final XaTransactions transactions;

    private House(String name, Path folder, Seam seam, List<ServerConfig> servers, List<String> urls)
            throws InterruptedException {
        this.folder = folder;
        shared = new Engines(servers);
        try {
            for (int i = 0; i < urls.size(); i++) {
                engines.add(engine(shared, name, "e" + i, urls.get(i), Transactions.XA));
            }
            transactions = XaTransactions.open(new InstanceName(name), folder, engines, seam);
        } catch (Throwable e) {
            closeEngines();
            throw e;
        }
    }

    static House open(String name, Path folder, Seam seam, List<String> urls) throws InterruptedException {
        return new House(name, folder, seam, List.of(), urls);
    }

    /** A house whose servers lend so many connections. */
    static House open(String name, Path folder, Seam seam, List<ServerConfig> servers, List<String> urls)
            throws InterruptedException {
        return new House(name, folder, seam, servers, urls);
    }

    static House open(String name, Path folder, String... urls) throws InterruptedException {
        return open(name, folder, Seam.NONE, List.of(urls));
    }

    static Engine engine(Engines shared, String instance, String name, String url, Transactions kind)
            throws InterruptedException {
        var pool = new PoolConfig(3, 0, Duration.ofSeconds(30), PoolConfig.DEFAULT.idleTimeout(),
                PoolConfig.DEFAULT.maxLifetime(), Map.of());
        return shared.open(new AppName("house"), new InstanceName(instance),
                new EngineConfig(new EngineName(name), new JdbcUrl(url), Optional.empty(), Optional.empty(),
                        Schema.CREATE, pool, Mapping.SHARED, Durability.COMMIT, false, Optional.empty(), Map.of(),
                        Optional.empty(), kind, new Origin("test", 1)),
                Entities.of(Entry.class));
    }

    /** Does work in a transaction over all engines. */
    void inTransaction(BiConsumer<Engine, Session> work) {
        inTransaction(transactions, engines, work);
    }

    static void inTransaction(XaTransactions transactions, List<Engine> engines, BiConsumer<Engine, Session> work) {
        List<Session> sessions = new ArrayList<>();
        var transaction = transactions.begin();
        try {
            for (var engine : engines) {
                var session = engine.openSession();
                sessions.add(session);
                session.beginTransaction();
                transaction.enlist(engine, session);
                work.accept(engine, session);
            }
            sessions.forEach(Session::flush);
            transaction.commit();
        } catch (RuntimeException e) {
            sessions.stream()
                    .filter(session -> session.getTransaction().isActive())
                    .forEach(session -> session.getTransaction().rollback());
            transaction.rollback();
            throw e;
        } finally {
            sessions.forEach(Session::close);
        }
    }

    /** Adds a row to all engines. */
    void add(String text) {
        inTransaction((engine, session) -> session.persist(new Entry(text)));
    }

    static List<String> texts(Engine engine) {
        try (var session = engine.openSession()) {
            return session.createSelectionQuery("select text from Entry order by text", String.class).getResultList();
        }
    }

    List<List<String>> texts() {
        return engines.stream().map(House::texts).toList();
    }

    /** How many branches are prepared in the databases of the engines, whoever's they are. */
    int prepared() throws SQLException, XAException {
        int prepared = 0;
        for (var engine : engines) {
            try (var line = engine.openXaLine()) {
                prepared += line.resource().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN).length;
            }
        }
        return prepared;
    }

    /** How many decisions are in the log. */
    long logged() throws IOException {
        try (var files = Files.walk(folder.resolve("transactions"))) {
            return files.filter(Files::isRegularFile).filter(file -> !file.endsWith("node")).count();
        }
    }

    @Override
    public void close() {
        try (transactions) {
            // Before the engines.
        } finally {
            closeEngines();
        }
    }

    private void closeEngines() {
        engines.reversed().forEach(Engine::close);
        shared.close();
    }
}
