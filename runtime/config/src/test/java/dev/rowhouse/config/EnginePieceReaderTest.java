package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginePieceReaderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private EnginePiece read(String name, String text, String prefix) throws IOException {
        return new EnginePieceReader(new FakeInspector()).read(Files.writeString(folder.resolve(name), text), prefix);
    }

    private List<String> mistakes(String name, String text, String prefix) {
        var found = new ArrayList<String>();
        assertThatThrownBy(() -> read(name, text, prefix)).isInstanceOfSatisfying(ConfigException.class,
                refusal -> refusal.mistakes().forEach(one -> found.add(one.toString().replace(folder + "/", ""))));
        return found;
    }

    @Test
    void readsAnEngineWithOrWithoutTheLastDot() throws IOException {
        for (var prefix : List.of("engines.default", "engines.default.")) {
            var piece = read("script.conf", """
                    engines.default { url = "jdbc:h2:file:{here}/data", schema = update, password = geheim }
                    """, prefix);
            assertThat(piece.owner()).hasToString("script");
            assertThat(piece.engine().name()).hasToString("default");
            assertThat(piece.engine().url().value()).isEqualTo("jdbc:h2:file:" + folder + "/data");
            assertThat(piece.engine().schema()).isEqualTo(Schema.UPDATE);
            assertThat(piece.secrets().conceal("a geheim word")).isEqualTo("a *** word");
        }
    }

    @Test
    void readsTheEngineOfAnInstanceAndAFileThatHoldsNothingElse() throws IOException {
        assertThat(read("a.conf", "instances.north.engines.log.url = \"jdbc:h2:mem:x\"", "instances.north.engines.log")
                .engine()
                .name()).hasToString("log");
        assertThat(read("My File.conf", "url = \"jdbc:h2:mem:x\"", "").engine().name()).hasToString("default");
        assertThat(read("My File.conf", "url = \"jdbc:h2:mem:x\"", "").owner()).hasToString("script");
    }

    @Test
    void readsPropertiesToo() throws IOException {
        var engine = read("db.properties", """
                # where it is
                other = 1
                engines.default.url = jdbc:h2:file:\\
                    {here}/data
                engines.default.pool.max=3
                engines.default.properties.hibernate.jdbc.batch_size: 20
                """, "engines.default").engine();
        assertThat(engine.url().value()).isEqualTo("jdbc:h2:file:" + folder + "/data");
        assertThat(engine.pool().max()).isEqualTo(3);
        assertThat(engine.properties()).containsEntry("hibernate.jdbc.batch_size", "20");
    }

    @Test
    void tellsAllMistakesOfThePieceAtOnceWithTheirLines() {
        assertThat(mistakes("script.conf", """
                other { nonsense = ${nowhere} }
                engines.default {
                  url = "h2:mem:x"
                  shema = update
                  user = "{instance}"
                  pool.max = none
                }
                """, "engines.default")).hasSize(4)
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("script.conf:3: engines.default.url: is not a JDBC"),
                        one -> assertThat(one).contains("script.conf:4: engines.default.shema: unknown key",
                                "did you mean 'schema'?"),
                        one -> assertThat(one)
                                .startsWith("script.conf:5: engines.default.user: {instance} stands for nothing here"),
                        one -> assertThat(one).startsWith("script.conf:6: engines.default.pool.max: "));
    }

    @Test
    void tellsTheLinesOfProperties() {
        assertThat(mistakes("db.properties", """
                engines.default.user = x

                engines.default.schema = \\
                   sometimes
                engines.default.pol.max = 3
                """, "engines.default")).satisfiesExactly(
                one -> assertThat(one).startsWith("db.properties:1: engines.default.url: is missing; "),
                one -> assertThat(one).startsWith("db.properties:3: engines.default.schema: "),
                one -> assertThat(one).startsWith("db.properties:5: engines.default.pol: unknown key"));
    }

    @Test
    void tellsWhatLacks() {
        assertThat(mistakes("a.conf", "engines.defalt.url = \"jdbc:h2:mem:x\"", "engines.default")).singleElement()
                .asString()
                .isEqualTo("a.conf:1: engines.default: is missing; did you mean 'defalt'?");
        assertThat(mistakes("a.conf", "x = 1", "engines.default")).singleElement()
                .asString()
                .contains("engines: is missing; write engines.default { url = ");
        assertThat(mistakes("a.conf", "engines.default.url = ${NO_SUCH_URL}", "engines.default")).singleElement()
                .asString()
                .startsWith("a.conf:1: ${NO_SUCH_URL}: there is no such key");
        assertThat(mistakes("a.conf", "engines = ${NO_SUCH_PIECE}", "engines.default")).singleElement()
                .asString()
                .startsWith("a.conf:1: ${NO_SUCH_PIECE}: there is no such key");
        assertThat(mistakes("a.conf", "x = ${NO_SUCH_URL}", "engines.default")).singleElement()
                .asString()
                .contains("engines: is missing; write engines.default { url = ");
        assertThat(mistakes("a.conf", "engines.default {}", "engines.default")).singleElement()
                .asString()
                .endsWith("is missing; write url = \"jdbc:h2:file:./data/default\"");
        assertThat(mistakes("a.conf", "x = 1", "a..b")).singleElement().asString().contains("is not the key");
    }
}
