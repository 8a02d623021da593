package dev.rowhouse.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertow.util.Headers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
    private static final String SHOP = "https://shop.example";

    private static Server with(String... origins) {
        return Server.of(new Cors(new Routes().get("/people", exchange -> exchange.getResponseSender().send("all"))
                .post("/people", exchange -> {
                    throw new ProblemException(Problem.of(409, ""));
                }), List.of(origins)));
    }

    /** The fields of an answer that tell a browser who may read it. */
    private static Map<String, List<String>> fields(HttpResponse<?> answer) {
        var fields = new TreeMap<>(answer.headers().map());
        fields.keySet().removeIf(name -> !name.startsWith("access-control-") && !name.equals("vary"));
        return fields;
    }

    @Test
    void letsPagesOfAnyOriginRead() throws Exception {
        try (var server = with("*")) {
            var expected = Map.of("access-control-allow-origin", List.of("*"), "access-control-expose-headers",
                    List.of("Location, Retry-After"));
            assertThat(fields(server.send("GET", "/people", "", "Origin", SHOP))).isEqualTo(expected);
            assertThat(fields(server.send("GET", "/people", ""))).isEqualTo(expected);
            assertThat(fields(server.send("GET", "/nothing", "", "Origin", SHOP))).isEqualTo(expected);
        }
    }

    @Test
    void letsPagesOfListedOriginsRead() throws Exception {
        try (var server = with(SHOP, "http://localhost:3000")) {
            for (var origin : List.of(SHOP, "http://localhost:3000")) {
                var answer = server.send("GET", "/people", "", "Origin", origin);
                assertThat(answer.body()).isEqualTo("all");
                assertThat(fields(answer)).isEqualTo(Map.of("access-control-allow-origin", List.of(origin),
                        "access-control-expose-headers", List.of("Location, Retry-After"), "vary", List.of("Origin")));
            }
        }
    }

    @Test
    void answersOtherOriginsWithoutLettingThemRead() throws Exception {
        try (var server = with(SHOP)) {
            for (var origin : List.of("http://shop.example", SHOP + ":8443", SHOP + ".evil.example", "null", SHOP + "/",
                    "HTTPS://SHOP.EXAMPLE")) {
                for (var method : List.of("GET", "OPTIONS")) {
                    var answer = server.send(method, "/people", "", "Origin", origin);
                    assertThat(answer.statusCode()).isLessThan(300);
                    assertThat(fields(answer)).as(origin).isEqualTo(Map.of("vary", List.of("Origin")));
                }
            }
            assertThat(fields(server.send("GET", "/people", ""))).isEqualTo(Map.of("vary", List.of("Origin")));
        }
    }

    @Test
    void letsPagesReadWhatFailed() throws Exception {
        try (var server = with(SHOP)) {
            var answer = server.send("POST", "/people", "{}", "Origin", SHOP);
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.headers().firstValue("access-control-allow-origin")).contains(SHOP);
            assertThat(answer.headers().firstValue("vary")).contains("Origin");
        }
    }

    @Test
    void tellsABrowserBeforehandWhatARequestMayHave() throws Exception {
        for (var origin : List.of("*", SHOP)) {
            try (var server = with(origin)) {
                var asked = server.send("OPTIONS", "/people", "", "Origin", SHOP, "Access-Control-Request-Method",
                        "POST", "Access-Control-Request-Headers", "authorization");
                assertThat(asked.statusCode()).isEqualTo(204);
                var expected = new TreeMap<>(Map.of("access-control-allow-origin", List.of(origin),
                        "access-control-allow-methods", List.of("GET, HEAD, POST"), "access-control-allow-headers",
                        List.of("Authorization, Content-Type, *"), "access-control-max-age", List.of("7200")));
                if (origin.equals(SHOP)) {
                    expected.put("vary", List.of("Origin"));
                }
                assertThat(fields(asked)).isEqualTo(expected);
                assertThat(fields(server.send("OPTIONS", "/nothing", "", "Origin", SHOP)))
                        .doesNotContainKey("access-control-allow-methods");
            }
        }
    }

    @Test
    void addsToWhatElseAnAnswerDependsOn() throws Exception {
        try (var server = Server.of(new Cors(exchange -> {
            exchange.getResponseHeaders().put(Headers.VARY, "Accept");
        }, List.of(SHOP)))) {
            assertThat(server.send("GET", "/", "").headers().allValues("vary")).containsExactly("Accept", "Origin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example/", "https://Shop.example", "HTTPS://shop.example", "shop.example",
            "https://shop.example:443", "http://shop.example:80", "http://[::1]:80", "https://shop.example/people",
            "https://*.example", "https://user@shop.example", "null", "", " *", "https://", "https://shop.example:",
            "https://shop.example:08", "https://münchen.example"})
    void refusesOriginsThatNoBrowserSpells(String origin) {
        assertThatThrownBy(() -> new Cors(exchange -> {}, List.of(SHOP, origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "'%s' is no origin as browsers spell it; write scheme://host or scheme://host:port"
                                .formatted(origin));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "http://localhost:3000", "http://127.0.0.1", "http://[::1]:8080",
            "https://a.example:80", "http://a.example:443", "https://a.example:4430", "https://xn--mnchen-3ya.example",
            "chrome-extension://abcdefgh", "capacitor://localhost"})
    void takesOriginsAsBrowsersSpellThem(String origin) throws Exception {
        try (var server = with(origin)) {
            assertThat(server.send("GET", "/people", "", "Origin", origin)
                    .headers()
                    .firstValue("access-control-allow-origin")).contains(origin);
        }
    }
}
