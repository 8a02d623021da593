package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Members that are databases. */
@On(dev.rowhouse.databases.Product.POSTGRESQL)
class FamiliesOnPostgresTest extends FamiliesContract {
    FamiliesOnPostgresTest(Databases databases) {
        super(databases);
    }

    @Override
    String url(String name) {
        return databases.url("family_" + name + "_{key}");
    }

    @Override
    List<String> impossibleKeys() {
        // The server would cut it, and find another one.
        return List.of("a".repeat(63 - "family_impossible_".length() + 1));
    }

    @Test
    void saysThatTheServerRefusesToMakeADatabase() throws Exception {
        try (var connection = databases.connect("postgres"); var statement = connection.createStatement()) {
            statement.execute("create role poor login password 'poor'");
        }
        var url = url("poor").replace("user=postgres&password=postgres", "user=poor&password=poor");
        try (var family = family(url, Schema.CREATE)) {
            assertThatThrownBy(() -> family.lease("x")).isInstanceOf(EngineException.class)
                    .hasMessageMatching(
                            "(?s)instance 'a', engine 'blog/x': there is no database 'family_poor_x', and the "
                                    + "server refuses to make it \\(.*permission denied.*\\); create it, or let the user do so");
        }
    }

    @Test
    void refusesTheServersOwnDatabases() {
        try (var family = family(databases.url("{key}"), Schema.UPDATE)) {
            assertThat(family.keys()).doesNotContain("postgres", "template0", "template1");
            assertThatThrownBy(() -> family.lease("postgres")).hasMessageContaining("is the server's own");
        }
    }
}
