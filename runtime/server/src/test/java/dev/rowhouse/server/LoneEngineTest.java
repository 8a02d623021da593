package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.ConfigException;
import dev.rowhouse.instance.OpeningException;
import dev.rowhouse.server.LedgerApp.Line;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.OutOfScopeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoneEngineTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void worksWithoutAnAppAndReadsBothKindsOfFiles() throws Exception {
        var conf = file("script.conf", """
                engines.default { url = "jdbc:h2:file:{here}/data", schema = update }
                """);
        try (var engine = Rowhouse.engine(conf, "engines.default", Entities.of(Line.class))) {
            var session = engine.session();
            engine.work().runInTransaction(() -> session.persist(new Line("one")));
            assertThatThrownBy(session::isDirty).isInstanceOf(OutOfScopeException.class)
                    .hasMessageContaining("'script'");
        }
        var properties = file("db.properties", "instances.north.engines.default.url=jdbc:h2:file:{here}/data\n");
        try (var engine = Rowhouse.engine(properties, "instances.north.engines.default.");
                var connection = engine.dataSource().getConnection();
                var found = connection.createStatement().executeQuery("select text from line")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getString(1)).isEqualTo("one");
        }
    }

    @Test
    void tellsAllMistakesOfThePieceAtOnce() throws IOException {
        var conf = file("script.conf", """
                engines.default {
                  url = "jdbc:nosuch:x"
                  shema = update
                  properties.hibernate.connection.url = x
                }
                """);
        assertThatThrownBy(() -> Rowhouse.engine(conf, "engines.default")).isInstanceOf(ConfigException.class)
                .hasMessageContaining("script.conf:2: engines.default.url: no JDBC driver for 'nosuch'")
                .hasMessageContaining("script.conf:3: engines.default.shema: unknown key; did you mean 'schema'?")
                .hasMessageContaining("properties.hibernate.connection.url: is decided by the runtime");
    }

    @Test
    void saysWhichFolderCantBeMade() throws IOException {
        var conf = file("script.conf", "engines.default.url = \"jdbc:h2:file:{here}/script.conf/x/data\"");
        assertThatThrownBy(() -> Rowhouse.engine(conf, "engines.default")).isInstanceOf(OpeningException.class)
                .hasMessageContaining("the folder %s/x can't be made (".formatted(conf))
                .hasMessageContaining("); make it, or name another one in the url");
    }

    @Test
    void saysWithoutSecretsWhyItCantBeOpened() throws IOException {
        var conf = file("script.conf", """
                engines.default { url = "jdbc:h2:tcp://127.0.0.1:1/x;PASSWORD=geheimnis", pool.borrow-timeout = 300ms }
                """);
        assertThatThrownBy(() -> Rowhouse.engine(conf, "engines.default")).isInstanceOf(OpeningException.class)
                .satisfies(failure -> assertThat(failure.getMessage()).contains("engine 'default'")
                        .doesNotContain("geheimnis"));
    }
}
