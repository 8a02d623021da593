package dev.rowhouse.engine;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Durability;
import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.FamilyConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.JdbcUrl;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.config.ReflectConfig;
import dev.rowhouse.spi.Entities;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Engines as an operator would declare them. */
final class Configs {
    static final AppName APP = new AppName("notes");

    /** A pool that doesn't try for long to connect. */
    static final PoolConfig IMPATIENT = new PoolConfig(8, 0, Duration.ofSeconds(1), Duration.ofMinutes(1),
            Duration.ofMinutes(30), Map.of());

    /** A pool that waits for those who open a database on a machine that is busy. */
    static final PoolConfig PATIENT = new PoolConfig(8, 0, Duration.ofMinutes(1), Duration.ofMinutes(1),
            Duration.ofMinutes(30), Map.of());

    private Configs() {}

    static EngineConfig engine(String url) {
        return engine(url, Schema.UPDATE, Mapping.SHARED);
    }

    static EngineConfig engine(String url, Schema schema, Mapping mapping) {
        return new EngineConfig(new EngineName("default"), new JdbcUrl(url), Optional.empty(), Optional.empty(), schema,
                PoolConfig.DEFAULT, mapping, Durability.COMMIT, false, Optional.empty(), Map.of(), Optional.empty(),
                Transactions.LOCAL, new Origin("test.conf", 1));
    }

    /** An engine with so many connections, which are waited for as long as it takes on a machine that is busy. */
    static EngineConfig engine(String url, int connections) {
        var pool = new PoolConfig(connections, 0, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(30),
                Map.of());
        return new EngineConfig(new EngineName("default"), new JdbcUrl(url), Optional.empty(), Optional.empty(),
                Schema.UPDATE, pool, Mapping.SHARED, Durability.COMMIT, false, Optional.empty(), Map.of(),
                Optional.empty(), Transactions.LOCAL, new Origin("test.conf", 1));
    }

    static EngineConfig reflecting(String url, ReflectConfig tables) {
        return reflecting(url, tables, Schema.NONE);
    }

    static EngineConfig reflecting(String url, ReflectConfig tables, Schema schema) {
        return reflecting(url, tables, schema, Mapping.SHARED);
    }

    static EngineConfig reflecting(String url, ReflectConfig tables, Schema schema, Mapping mapping) {
        return new EngineConfig(new EngineName("default"), new JdbcUrl(url), Optional.empty(), Optional.empty(), schema,
                PoolConfig.DEFAULT, mapping, Durability.COMMIT, false, Optional.of(tables), Map.of(), Optional.empty(),
                Transactions.LOCAL, new Origin("test.conf", 1));
    }

    static FamilyConfig family(String url, Schema schema, int maxOpen) {
        return family(url, schema, maxOpen, PATIENT);
    }

    static FamilyConfig family(String url, Schema schema, int maxOpen, PoolConfig pool) {
        var pattern = new EngineConfig(new EngineName("blog"), new JdbcUrl(url), Optional.empty(), Optional.empty(),
                schema, pool, Mapping.SHARED, Durability.COMMIT, false, Optional.empty(), Map.of(), Optional.empty(),
                Transactions.LOCAL, new Origin("test.conf", 1));
        return new FamilyConfig(pattern, maxOpen, Duration.ofMinutes(10));
    }

    static Engine open(Engines engines, String instance, EngineConfig config) throws InterruptedException {
        return engines.open(APP, new InstanceName(instance), config, Entities.of(Note.class));
    }

    /** Adds a note and returns its id. */
    static long add(Engine engine, String text) {
        try (var session = engine.openSession()) {
            var note = new Note(text);
            session.inTransaction(transaction -> session.persist(note));
            return note.id;
        }
    }

    static List<String> texts(Engine engine) {
        try (var session = engine.openSession()) {
            return session.createSelectionQuery("select text from Note order by id", String.class).getResultList();
        }
    }
}
