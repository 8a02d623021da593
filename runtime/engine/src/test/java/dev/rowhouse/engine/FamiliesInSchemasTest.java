package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.add;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Members that are schemas of one database. */
@On(dev.rowhouse.databases.Product.POSTGRESQL)
class FamiliesInSchemasTest extends FamiliesContract {
    private final Map<String, String> urls = new HashMap<>();

    FamiliesInSchemasTest(Databases databases) {
        super(databases);
    }

    @Override
    String url(String name) {
        return urls.computeIfAbsent(name, it -> databases.create("schemas_" + it)) + "&currentSchema=of_{key},public";
    }

    @Override
    List<String> impossibleKeys() {
        return List.of("a".repeat(61));
    }

    @Test
    void wantsTheKeyInOnePlace() {
        assertThatThrownBy(() -> family(databases.url("x_{key}") + "&currentSchema={key}", Schema.UPDATE))
                .isInstanceOf(EngineException.class)
                .hasMessage(
                        "instance 'a', engine 'blog': the url has {key} in currentSchema and elsewhere; write it once");
    }

    /** The server takes a name without quotes for one in lower case. */
    @Test
    void findsASchemaThatItMakesThoughTheUrlHasCapitals() throws Exception {
        try (var family = family(databases.create("capitals") + "&currentSchema=Of_{key}", Schema.UPDATE);
                var lease = family.lease("x")) {
            assertThat(add(lease.engine(), "note")).isPositive();
            assertThat(family.keys()).containsExactly("x");
        }
    }

    @Test
    void refusesTheServersOwnSchemas() {
        try (var family = family(databases.create("own_schemas") + "&currentSchema={key}", Schema.UPDATE)) {
            for (var key : List.of("pg_catalog", "information_schema")) {
                assertThatThrownBy(() -> family.lease(key)).hasMessageContaining("is the server's own");
            }
        }
    }
}
