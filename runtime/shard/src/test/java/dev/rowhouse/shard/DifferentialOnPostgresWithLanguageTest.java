package dev.rowhouse.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Texts are ordered as dictionaries of a language do, which only the database knows. */
@On(Product.POSTGRESQL)
class DifferentialOnPostgresWithLanguageTest extends DifferentialContract {
    private final Databases databases;

    DifferentialOnPostgresWithLanguageTest(Databases databases) {
        this.databases = databases;
        databases.create("differential_languages");
    }

    @Override
    int questions() {
        return 250;
    }

    @Override
    String url(String name) {
        var database = "differential_language_" + name;
        try (var connection = databases.connect("differential_languages");
                var statement = connection.createStatement()) {
            statement.execute(
                    "create database %s template template0 encoding 'UTF8' locale_provider icu icu_locale 'de' lc_collate 'C' lc_ctype 'C'"
                            .formatted(database));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return databases.url(database);
    }

    @Test
    void asksADatabaseWhichTextIsFirst() {
        assertThat(texts()).isEqualTo(TextOrder.Kind.ASKED);
    }
}
