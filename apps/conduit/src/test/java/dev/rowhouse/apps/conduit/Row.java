package dev.rowhouse.apps.conduit;

import dev.rowhouse.testkit.TestComposite;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Instances side by side in one composite, each with an empty database of its own, for the length of a test. */
final class Row implements AutoCloseable {
    /** What stops the databases. */
    private interface Databases extends AutoCloseable {
        @Override
        void close();
    }

    private final Databases databases;
    private final TestComposite composite;
    private final List<Client> clients;

    private Row(Databases databases, TestComposite composite, List<String> instances) {
        this.databases = databases;
        this.composite = composite;
        clients = instances.stream().map(instance -> new Client(composite, instance)).toList();
    }

    /**
     * On H2, in memory.
     *
     * @param name no other row of this JVM has it
     */
    static Row onH2(String name, List<String> instances) {
        return open(() -> {}, "url = \"jdbc:h2:mem:%s-{instance}\"".formatted(name), instances);
    }

    /** On a real PostgreSQL that is started for them. */
    static Row onPostgres(List<String> instances) {
        try {
            return onPostgres(EmbeddedPostgres.builder().start(), instances);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row onPostgres(EmbeddedPostgres postgres, List<String> instances) {
        var engine = "url = \"jdbc:postgresql://127.0.0.1:%d/{instance}\", user = postgres, password = postgres"
                .formatted(postgres.getPort());
        try {
            createDatabases(postgres, instances);
            return open(() -> stop(postgres), engine, instances);
        } catch (RuntimeException e) {
            stop(postgres);
            throw e;
        }
    }

    private static Row open(Databases databases, String engine, List<String> instances) {
        var composite = TestComposite.start("""
                apps.conduit.class = dev.rowhouse.apps.conduit.ConduitApp
                defaults { app = conduit, mount = "/{instance}", engines.default { %s, schema = create } }
                instances { %s }
                """.formatted(engine, instances.stream().map("%s {}"::formatted).collect(Collectors.joining(", "))));
        return new Row(databases, composite, instances);
    }

    private static void createDatabases(EmbeddedPostgres postgres, List<String> instances) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (var instance : instances) {
                statement.execute("create database " + instance);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One client for each instance, in their order. */
    List<Client> clients() {
        return clients;
    }

    TestComposite composite() {
        return composite;
    }

    @Override
    public void close() {
        try (databases; composite) {
            // Closes the composite first.
        }
    }
}
