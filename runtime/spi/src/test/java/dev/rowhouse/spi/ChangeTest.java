package dev.rowhouse.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ChangeTest {
    record Address(String city) {}

    record PersonChange(Change<String> name, Change<Integer> age, Change<List<String>> tags, Change<Address> address) {}

    private static Server reader() {
        var json = Json.create();
        return Server
                .of(exchange -> exchange.getResponseSender().send(json.read(exchange, PersonChange.class).toString()));
    }

    private static String send(Server server, String body) throws Exception {
        return server.send("POST", "/", body, "Content-Type", "application/json").body();
    }

    @Test
    void keepsWhatIsAbsentClearsWhatIsNullAndTakesValues() throws Exception {
        try (var server = reader()) {
            assertThat(send(server, "{}"))
                    .isEqualTo("PersonChange[name=Keep[], age=Keep[], tags=Keep[], address=Keep[]]");
            assertThat(send(server, "{\"name\":null,\"age\":null,\"tags\":null,\"address\":null}"))
                    .isEqualTo("PersonChange[name=Clear[], age=Clear[], tags=Clear[], address=Clear[]]");
            assertThat(send(server,
                    "{\"name\":\"\",\"age\":36,\"tags\":[\"x\",\"y\"],\"address\":{\"city\":\"London\",\"zip\":1}}"))
                    .isEqualTo(
                            "PersonChange[name=To[value=], age=To[value=36], tags=To[value=[x, y]], address=To[value=Address[city=London]]]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":1}", "{\"name\":true}", "{\"name\":[]}", "{\"name\":{\"value\":\"Ada\"}}",
            "{\"age\":\"1\"}", "{\"age\":\"\"}", "{\"age\":1.5}", "{\"age\":99999999999}", "{\"tags\":\"x\"}",
            "{\"tags\":[1]}", "{\"tags\":\"\"}", "{\"address\":{\"city\":1}}", "{\"address\":\"\"}",
            "{\"name\":\"a\",\"name\":null}"})
    void isAsStrictAboutValuesAsWithoutAChange(String body) throws Exception {
        try (var server = reader()) {
            assertThat(send(server, body)).contains("\"status\":400", "see line 1, column ");
        }
    }

    @Test
    void isReadByAMapperOfTheAppsOwnToo() {
        assertThat(new JsonMapper().readValue("{\"age\":1,\"tags\":null}", PersonChange.class)).isEqualTo(
                new PersonChange(new Change.Keep<>(), new Change.To<>(1), new Change.Clear<>(), new Change.Keep<>()));
    }

    @Test
    void isNotWritten() {
        for (var change : List.of(new Change.Keep<>(), new Change.Clear<>(), new Change.To<>("x"))) {
            assertThatThrownBy(() -> JsonMapper.shared().writeValueAsString(change))
                    .hasMessageStartingWith("a Change is read only; write the value that the field has after it");
        }
    }

    @Test
    void wantsAValueOnlyWhereThereIsOne() {
        assertThat(new Change.To<>("x").wanted()).contains("x");
        assertThat(new Change.Keep<String>().wanted()).isEmpty();
        assertThat(new Change.Clear<String>().wanted()).isEqualTo(Optional.empty());
    }
}
