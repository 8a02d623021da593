package dev.rowhouse.databases;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** A PostgreSQL of its own. */
final class PostgresServer implements StartedDatabases {
    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Why there can't be one on a machine; empty if there can. */
    static Optional<String> obstacle(String system, String architecture) {
        try (var _ = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(kernel(system),
                architecture.equals("amd64") ? "x86_64" : architecture)) {
            return Optional.empty();
        } catch (IllegalStateException missing) {
            return Optional.of("there are no binaries of PostgreSQL for %s on %s".formatted(system, architecture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String kernel(String system) {
        var name = system.toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? "Windows" : name.startsWith("mac") ? "Darwin" : system;
    }

    static PostgresServer start() {
        try {
            return new PostgresServer(EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "500")
                    .setServerConfig("lock_timeout", "4s")
                    .setServerConfig("max_prepared_transactions", "100")
                    .start());
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL did not start", e);
        }
    }

    @Override
    public Product product() {
        return Product.POSTGRESQL;
    }

    @Override
    public String url(String name) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres&password=postgres".formatted(postgres.getPort(), name);
    }

    @Override
    public String create(String name) {
        return createBeside("postgres", name);
    }

    @Override
    public OptionalInt port() {
        return OptionalInt.of(postgres.getPort());
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
