package dev.rowhouse.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTest {
    private static Server asked() {
        return Server.of(exchange -> {
            var query = Query.of(exchange);
            exchange.getResponseSender()
                    .send("%s %d %d".formatted(query.text("tag"), query.number("size", 20, 1, 100),
                            query.number("offset", 0, 0, Integer.MAX_VALUE)));
        });
    }

    private static void assertRefused(Server server, String query, String name, String right) throws Exception {
        var answer = server.send("GET", "/?" + query, "");
        assertThat(answer.statusCode()).as(query).isEqualTo(400);
        assertThat(answer.body()).contains("\"detail\":\"The parameter %s %s.\"".formatted(name, right),
                "\"errors\":{\"%s\":\"%s\"}".formatted(name, right));
    }

    @Test
    void takesTheUsualForWhatIsAbsent() throws Exception {
        try (var server = asked()) {
            assertThat(server.send("GET", "/", "").body()).isEqualTo("Optional.empty 20 0");
            assertThat(server.send("GET", "/?other=1&other=2", "").body()).isEqualTo("Optional.empty 20 0");
        }
    }

    @Test
    void readsTextAndNumbers() throws Exception {
        try (var server = asked()) {
            assertThat(server.send("GET", "/?tag=a%26%C3%A9&size=100&offset=2147483647", "").body())
                    .isEqualTo("Optional[a&é] 100 2147483647");
            assertThat(server.send("GET", "/?tag=&size=001&offset=0", "").body()).isEqualTo("Optional[] 1 0");
        }
    }

    @Test
    void refusesNumbersThatAreNoneOrOutOfBounds() throws Exception {
        try (var server = asked()) {
            for (var size : List.of("0", "101", "", "x", "-1", "%2B1", "1.0", "1e1", "%D9%A1", "%201", "4294967297",
                    "00000000001", "99999999999999999999")) {
                assertRefused(server, "size=" + size, "size", "must be one whole number from 1 to 100");
            }
            assertRefused(server, "offset=2147483648", "offset", "must be one whole number from 0 to 2147483647");
            assertRefused(server, "offset=-0", "offset", "must be one whole number from 0 to 2147483647");
        }
    }

    @Test
    void refusesWhatIsGivenTwice() throws Exception {
        try (var server = asked()) {
            assertRefused(server, "tag=a&tag=a", "tag", "must be given once");
            assertRefused(server, "size=1&size=1", "size", "must be one whole number from 1 to 100");
        }
    }
}
