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
}
