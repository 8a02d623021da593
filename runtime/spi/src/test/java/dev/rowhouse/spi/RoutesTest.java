package dev.rowhouse.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static Routes people() {
        return new Routes().get("/people", exchange -> exchange.getResponseSender().send("all"))
                .post("/people", exchange -> exchange.setStatusCode(201))
                .get("/people/{id}", exchange -> exchange.getResponseSender().send(Routes.parameter(exchange, "id")));
    }

    @Test
    void handsOverParametersOfThePath() throws Exception {
        try (var server = Server.of(people())) {
            assertThat(server.send("GET", "/people/7", "").body()).isEqualTo("7");
            for (var character : List.of("%C3%A9", "%3F", "%23", "%20", "%7Bid%7D", "+")) {
                var whole = URLDecoder.decode(character.replace("+", "%2B"), StandardCharsets.UTF_8);
                assertThat(server.send("GET", "/people/a" + character + "b", "").body()).isEqualTo("a" + whole + "b");
            }
        }
    }

    @Test
    void prefersLiteralsFromTheLeft() throws Exception {
        var routes = new Routes();
        for (var template : List.of("/{a}/{b}", "/{a}/new", "/people/{b}", "/people/new")) {
            routes.get(template, exchange -> exchange.getResponseSender().send(template));
        }
        try (var server = Server.of(routes)) {
            assertThat(server.send("GET", "/people/new", "").body()).isEqualTo("/people/new");
            assertThat(server.send("GET", "/people/old", "").body()).isEqualTo("/people/{b}");
            assertThat(server.send("GET", "/places/new", "").body()).isEqualTo("/{a}/new");
            assertThat(server.send("GET", "/places/old", "").body()).isEqualTo("/{a}/{b}");
        }
    }

    @Test
    void refusesTwoTemplatesForTheSamePaths() {
        assertThatThrownBy(() -> people().put("/people/{name}", exchange -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("template '/people/{name}' fits the same paths as '/people/{id}'; use one of them");
        assertThatThrownBy(() -> people().put("people", exchange -> {})).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("template 'people' must begin with a slash");
    }

    @Test
    void refusesTemplatesThatNobodyUnderstands() {
        for (var template : List.of("/people/{id", "/people/id}", "/files/{name}.txt", "/files/*", "/people/{}",
                "/{id}/friends/{id}")) {
            assertThatThrownBy(() -> new Routes().get(template, exchange -> {})).as(template)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(template);
        }
    }

    @Test
    void takesOneSpellingForAnId() throws Exception {
        var routes = new Routes().get("/people/{id}",
                exchange -> exchange.getResponseSender().send(Routes.id(exchange, "id").toString()));
        try (var server = Server.of(routes)) {
            for (var id : List.of("1", "70", "999999999999999999")) {
                assertThat(server.send("GET", "/people/" + id, "").body()).isEqualTo("OptionalLong[" + id + "]");
            }
            for (var none : List.of("0", "01", "-1", "+1", "1.0", "x", "%D9%A1", "1%0A", "1000000000000000000")) {
                assertThat(server.send("GET", "/people/" + none, "").body()).as(none).isEqualTo("OptionalLong.empty");
            }
        }
    }

    @Test
    void answersHeadLikeGetWithoutABody() throws Exception {
        try (var server = Server.of(people())) {
            var head = server.send("HEAD", "/people", "");
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("content-length")).contains("3");
        }
    }

    @Test
    void saysWhichMethodsAreAllowed() throws Exception {
        try (var server = Server.of(people())) {
            var refused = server.send("DELETE", "/people", "");
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.headers().firstValue("allow")).contains("GET, HEAD, POST");
            var options = server.send("OPTIONS", "/people", "");
            assertThat(options.statusCode()).isEqualTo(204);
            assertThat(options.headers().firstValue("allow")).contains("GET, HEAD, POST");
        }
    }

    @Test
    void answersNotFoundAsAProblemAndForAnEmptyParameter() throws Exception {
        try (var server = Server.of(people())) {
            for (var path : new String[]{"/nobody", "/people/", "/people/7/", "/people/7/more"}) {
                var missing = server.send("GET", path, "");
                assertThat(missing.statusCode()).as(path).isEqualTo(404);
                assertThat(missing.headers().firstValue("content-type")).contains("application/problem+json");
            }
        }
    }

    @Test
    void refusesTwoHandlersForTheSame() {
        assertThatThrownBy(() -> people().post("/people", exchange -> {})).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("POST /people has a handler already");
    }
}
