package dev.rowhouse.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    record Visitor(String name, int age, List<String> tags) {}

    private static Server echo() {
        var json = Json.create();
        return Server.of(exchange -> json.write(exchange, 201, json.read(exchange, Visitor.class)));
    }

    @Test
    void readsAndWritesRecords() throws Exception {
        try (var server = echo()) {
            var body = "{\"name\":\"Ada\",\"age\":36,\"tags\":[\"x\"]}";
            var answer = server.send("POST", "/", body, "Content-Type", "application/json; charset=utf-8");
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.headers().firstValue("content-type")).contains("application/json");
            assertThat(answer.body()).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[]", "{}{}", "{\"name\":1}", "{\"name\":true}", "{\"age\":\"1\"}",
            "{\"age\":1.5}", "{\"age\":null}", "{\"tags\":\"x\"}", "{\"name\":\"a\",\"name\":\"b\"}",
            "{\"name\":\"\u0001\"}"})
    void refusesWhatIsNotTheExpectedJson(String body) throws Exception {
        try (var server = echo()) {
            var answer = server.send("POST", "/", body, "Content-Type", "application/json");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"status\":400").doesNotContain("tools.jackson", "dev.rowhouse");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "text/json-not", "application/jsonx"})
    void refusesOtherMediaTypes(String type) throws Exception {
        try (var server = echo()) {
            assertThat(server.send("POST", "/", "{}", "Content-Type", type).statusCode()).isEqualTo(415);
            assertThat(server.send("POST", "/", "{}").statusCode()).isEqualTo(415);
        }
    }

    private static Server unwrap() {
        var json = Json.create();
        return Server.of(exchange -> {
            var visitor = json.read(exchange, "visitor", Visitor.class);
            exchange.getResponseSender().send(visitor.map(Visitor::toString).orElse("nobody"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"visitor\":{\"name\":\"Ada\",\"age\":36,\"more\":[{}]}}",
            "{\"a\":[1,{\"visitor\":2}],\"visitor\":{\"name\":\"Ada\",\"age\":36},\"z\":{\"visitor\":null},\"n\":null} "})
    void readsOneMemberOfABody(String body) throws Exception {
        try (var server = unwrap()) {
            assertThat(server.send("POST", "/", body, "Content-Type", "application/json").body())
                    .isEqualTo("Visitor[name=Ada, age=36, tags=null]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"visitor\":null}", "{\"Visitor\":{}}", "{\"x\":{\"visitor\":{\"age\":1}}}"})
    void findsNothingInAMemberThatIsMissingOrNull(String body) throws Exception {
        try (var server = unwrap()) {
            assertThat(server.send("POST", "/", body, "Content-Type", "application/json").body()).isEqualTo("nobody");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "\"visitor\"", "{", "{\"visitor\":{\"age\":1}", "{\"visitor\":{}}{}",
            "{\"visitor\":{}} x", "{}]", "{\"visitor\":{},\"visitor\":{}}", "{\"x\":1,\"x\":1}",
            "{\"x\":{\"y\":1,\"y\":1}}", "{\"visitor\":{\"age\":1,\"age\":1}}", "{\"visitor\":[]}",
            "{\"visitor\":\"\"}", "{\"visitor\":{\"name\":1}}", "{\"visitor\":{\"age\":null}}", "{\"visitor\":{}} ,",
            "{\"visitor\":{},}"})
    void refusesABodyThatIsNotTheExpectedWrapping(String body) throws Exception {
        try (var server = unwrap()) {
            var answer = server.send("POST", "/", body, "Content-Type", "application/json");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"detail\":\"The body ")
                    .doesNotContain("tools.jackson", "dev.rowhouse");
            assertThat(server.send("POST", "/", body, "Content-Type", "text/plain").statusCode()).isEqualTo(415);
        }
    }

    @Test
    void saysWhereInTheBodyTheMistakeIs() throws Exception {
        try (var server = unwrap()) {
            var inside = "{\"x\":1,\n\"visitor\":{\n  \"name\":true}}";
            assertThat(server.send("POST", "/", inside, "Content-Type", "application/json").body())
                    .contains("see line 3, column 10.");
            var trailing = "{\"visitor\":{}}\n  []";
            assertThat(server.send("POST", "/", trailing, "Content-Type", "application/json").body())
                    .contains("see line 2, column 3.");
        }
    }
}
