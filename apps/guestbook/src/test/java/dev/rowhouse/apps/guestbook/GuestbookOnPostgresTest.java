package dev.rowhouse.apps.guestbook;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;

/** On a real PostgreSQL, which the test starts; each guestbook has two databases of its own. */
class GuestbookOnPostgresTest extends GuestbookContract {
    private final EmbeddedPostgres postgres;

    GuestbookOnPostgresTest() throws IOException {
        // PostgreSQL itself waits for a lock for ever.
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "500")
                .setServerConfig("lock_timeout", "4s")
                .start();
    }

    @Override
    String engine(String name) {
        return "url = \"jdbc:postgresql://127.0.0.1:%d/{instance}_%s\", user = postgres, password = postgres"
                .formatted(postgres.getPort(), name);
    }

    @Override
    void createDatabases(String instance) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (var engine : ENGINES) {
                statement.execute("create database %s_%s".formatted(instance, engine));
            }
        }
    }

    @AfterAll
    void stopPostgres() throws IOException {
        postgres.close();
    }
}
