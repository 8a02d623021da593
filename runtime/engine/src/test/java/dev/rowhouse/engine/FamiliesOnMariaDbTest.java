package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import java.util.List;
import org.junit.jupiter.api.Test;

@On(dev.rowhouse.databases.Product.MARIADB)
class FamiliesOnMariaDbTest extends FamiliesContract {
    FamiliesOnMariaDbTest(Databases databases) {
        super(databases);
    }

    @Override
    String url(String name) {
        return databases.url("family_" + name + "_{key}");
    }

    @Override
    List<String> impossibleKeys() {
        return List.of("a".repeat(64 - "family_impossible_".length() + 1));
    }

    @Test
    void refusesTheServersOwnDatabases() {
        try (var family = family(databases.url("{key}"), Schema.UPDATE)) {
            assertThat(family.keys()).doesNotContain("mysql", "information_schema");
            assertThatThrownBy(() -> family.lease("mysql")).hasMessageContaining("is the server's own");
        }
    }
}
