package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rowhouse.config.CaptureConfig.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioReaderTest {
    @TempDir
    private Path folder;

    private ScenarioConfig read(String text) throws IOException {
        return new ScenarioReader().read(Files.writeString(folder.resolve("probe.conf"), text));
    }

    private List<String> mistakes(String text) {
        var thrown = catchThrowableOfType(ConfigException.class, () -> read(text));
        return String.valueOf(thrown.getMessage()).replace(folder + "/", "").lines().toList();
    }

    @Test
    void readsSteps() throws IOException {
        var scenario = read("""
                setup = { request = "POST /login", form { user = "{canary} & {user}" }, capture {
                  token { json = "/token", credential = true }
                  id { header = Location, regex = "([0-9]+)$" }
                } }
                steps = [
                  { name = mine, request = "PUT /x/{id}", expect = [200, 4xx], times = 3, contains = ["{canary}", "{n}"]
                    headers { Authorization = "Token {token}" }, json { a = 1, b = ["{random}", null] } }
                  { request = "GET /" }
                  { request = "GET /", headers.Authorization = "{token}", refused = [] }
                ]
                """);
        var setup = scenario.setup().getFirst();
        assertThat(setup.body()).hasValue("user={canary}+%26+{user}");
        assertThat(setup.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
        assertThat(setup.captures()).containsExactly(
                new CaptureConfig("token", Source.JSON, "/token", Optional.empty(), true),
                new CaptureConfig("id", Source.HEADER, "Location", Optional.of("([0-9]+)$"), false));
        assertThat(setup.refused()).isEmpty();
        var mine = scenario.steps().getFirst();
        assertThat(mine.method() + mine.path()).isEqualTo("PUT/x/{id}");
        assertThat(mine.body()).hasValue("{\"a\":1,\"b\":[\"{random}\",null]}");
        assertThat(mine.expected().includes(200) && mine.expected().includes(422)).isTrue();
        assertThat(mine.expected().includes(201)).isFalse();
        assertThat(mine.times()).isEqualTo(3);
        assertThat(mine.refused()).hasValue(Statuses.REFUSAL);
        assertThat(scenario.steps()).extracting(StepConfig::name).containsExactly("mine", "GET /", "GET / #2");
        assertThat(scenario.steps().getLast().refused()).isEmpty();
        assertThat(scenario.words()).contains("canary", "token", "id").doesNotContain("here");
    }

    @Test
    void tellsAllMistakesWithTheirLines() {
        assertThat(mistakes("""
                step = 3
                setup = [{ request = "get /", capture.n.json = "/x", capture.id.json = id }]
                steps = [
                  { request = "GET /{idd}", expect = 99, times = 0 }
                  { request = "GET /a b", json = 1, form { a = b } }
                  { name = a, request = "GET /", headers { Host = x, "a b" = c, X = "ä" } }
                  { name = a, request = "GET /", capture { x { regex = "(" }, y { cookie = a, header = b }, z {} } }
                  { nmae = a }
                ]
                """)).containsExactly("probe.conf:1: step: unknown key; did you mean 'steps'?",
                "probe.conf:2: setup[0].capture.id.json: 'id' is no place in an answer; write a JSON pointer like /user/token or /people/0/id",
                "probe.conf:2: setup[0].capture.n: 'n' is not a name for something captured, or means something else; write up to 41 letters a to z, digits and '-', a letter first, and none that every step knows",
                "probe.conf:2: setup[0].request: 'get /' is not a request; write a method and a path below the mount, like \"GET /people?page=2\", with %20 for spaces",
                "probe.conf:4: steps[0].expect: 99 is too small; write a whole number from 100 to 599",
                "probe.conf:4: steps[0].request: {idd} stands for nothing: no step captures it; did you mean 'id'?",
                "probe.conf:4: steps[0].times: 0 is too small; write a whole number from 1 to 10000",
                "probe.conf:5: steps[1].json: is a second body; write one of json, form and body",
                "probe.conf:5: steps[1].request: 'GET /a b' is not a request; write a method and a path below the mount, like \"GET /people?page=2\", with %20 for spaces",
                "probe.conf:6: steps[2].headers.\"a b\": 'a b' can't be set; remove it: the mount and the body say what it has to be, or it is no name of a field",
                "probe.conf:6: steps[2].headers.Host: 'Host' can't be set; remove it: the mount and the body say what it has to be, or it is no name of a field",
                "probe.conf:6: steps[2].headers.X: 'ä' is not the value of a field; write plain characters on one line",
                "probe.conf:7: steps[3].capture.x.regex: '(' is not a regular expression: Unclosed group; write one as Java has them, like \"id=([0-9]+)\"",
                "probe.conf:7: steps[3].capture.y: says 2 places of an answer; write one of json = \"/id\", header = Location and cookie = SID, or regex = \"id=([0-9]+)\" for the body",
                "probe.conf:7: steps[3].capture.z: says 0 places of an answer; write one of json = \"/id\", header = Location and cookie = SID, or regex = \"id=([0-9]+)\" for the body",
                "probe.conf:7: steps[3].name: two steps are called 'a'; give each a name of its own",
                "probe.conf:8: steps[4].nmae: unknown key; did you mean 'name'?",
                "probe.conf:8: steps[4].request: is missing; write request = \"GET /path\"");
    }

    @Test
    void wantsAtLeastOneStep() {
        assertThat(mistakes("steps = []")).containsExactly(
                "probe.conf:1: steps: the list is empty; write at least one step like { request = \"GET /\" }");
        assertThat(mistakes("setup = []"))
                .containsExactly("probe.conf:1: steps: is missing; write steps = [{ request = \"GET /\" }]");
    }

    @Test
    void saysWhereADatabaseWouldBeElsewhere() {
        var other = Path.of("/other");
        assertThat(new JdbcUrl("jdbc:h2:file:/srv/a/../b/{key};WRITE_DELAY=0").below(other))
                .hasValue(new JdbcUrl("jdbc:h2:file:/other/srv/b/{key};WRITE_DELAY=0"));
        assertThat(new JdbcUrl("jdbc:h2:/srv/b").below(other)).hasValue(new JdbcUrl("jdbc:h2:file:/other/srv/b"));
        assertThat(new JdbcUrl("jdbc:h2:mem:x;A=b").below(other)).hasValue(new JdbcUrl("jdbc:h2:mem:x;A=b"));
        assertThat(new JdbcUrl("jdbc:h2:tcp://db/x").below(other)).isEmpty();
        assertThat(new JdbcUrl("jdbc:sqlite:/srv/b.db?foreign_keys=false&busy_timeout=3").below(other))
                .hasValue(new JdbcUrl("jdbc:sqlite:/other/srv/b.db?foreign_keys=false&busy_timeout=3"));
        assertThat(new JdbcUrl("jdbc:sqlite::memory:").below(other)).hasValue(new JdbcUrl("jdbc:sqlite::memory:"));
        assertThat(new JdbcUrl("jdbc:postgresql://db/x").below(other)).isEmpty();
    }
}
