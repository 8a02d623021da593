package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.add;
import static dev.rowhouse.engine.Configs.engine;
import static dev.rowhouse.engine.Configs.open;
import static dev.rowhouse.engine.Configs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import org.junit.jupiter.api.Test;

@On(dev.rowhouse.databases.Product.POSTGRESQL)
class EnginesOnPostgresTest extends ServersContract {
    EnginesOnPostgresTest(Databases databases) {
        super(databases);
    }

    @Test
    void keepsSchemasOfOneDatabaseApart() throws Exception {
        var database = databases.create("row");
        try (var connection = databases.connect("row"); var statement = connection.createStatement()) {
            statement.execute("create schema north");
            statement.execute("create schema south");
        }
        for (var schema : new Schema[]{Schema.UPDATE, Schema.CREATE, Schema.VALIDATE}) {
            try (var north = open(engines, "north", inSchema(database, "north", schema));
                    var south = open(engines, "south", inSchema(database, "south", schema))) {
                add(north, "of north");
                assertThat(texts(north)).isNotEmpty().containsOnly("of north");
                add(south, "of south");
                assertThat(texts(south)).isNotEmpty().containsOnly("of south");
            }
        }
        assertThatThrownBy(() -> open(engines, "west", inSchema(database, "west", Schema.UPDATE)))
                .hasMessageContaining("the schema that the URL names does not exist");
    }

    private static EngineConfig inSchema(String url, String name, Schema schema) {
        return engine(url + "&currentSchema=" + name, schema, Mapping.SHARED);
    }
}
