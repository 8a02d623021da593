package dev.rowhouse.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void isJsonForPrograms() throws Exception {
        var fields = new LinkedHashMap<String, String>();
        fields.put("name", "must not be blank");
        fields.put("email", "is no address");
        try (var server = Server.of(exchange -> Problem.invalid(fields).send(exchange))) {
            var answer = server.send("GET", "/", "");
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(answer.body())
                    .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unprocessable Entity\",\"status\":422,"
                            + "\"errors\":{\"name\":\"must not be blank\",\"email\":\"is no address\"}}");
        }
    }

    @Test
    void isAnEscapedPageForBrowsers() throws Exception {
        try (var server = Server.of(exchange -> Problem.of(404, "no <script>").send(exchange))) {
            var answer = server.send("GET", "/", "", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
            assertThat(answer.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
            assertThat(answer.body()).contains("404 Not Found", "no &lt;script&gt;").doesNotContain("<script>");
        }
    }

    @Test
    void isWrittenAsTheAppLikes() throws Exception {
        ProblemFormat format = (problem, exchange) -> exchange.setStatusCode(problem.status() + 1)
                .getResponseSender()
                .send("<" + problem.detail() + ">");
        try (var server = Server.of(exchange -> {
            ProblemFormat.use(format, exchange);
            throw new ProblemException(Problem.of(409, "taken"));
        })) {
            var answer = server.send("GET", "/", "", "Accept", "text/html");
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(answer.headers().firstValue("content-type")).isEmpty();
            assertThat(answer.body()).isEqualTo("<taken>");
        }
    }

    @Test
    void keepsItsStatusWhereAFormatSetsNone() throws Exception {
        try (var server = Server.of(exchange -> {
            ProblemFormat.use((problem, same) -> same.getResponseSender().send("no"), exchange);
            Problem.of(409, "").send(exchange);
        })) {
            assertThat(server.send("GET", "/", "").statusCode()).isEqualTo(409);
        }
    }

    @Test
    void isInTheStandardFormAgainWhenThatIsUsed() throws Exception {
        try (var server = Server.of(exchange -> {
            ProblemFormat.use((problem, same) -> same.getResponseSender().send("no"), exchange);
            ProblemFormat.use(ProblemFormat.standard(), exchange);
            Problem.of(409, "").send(exchange);
        })) {
            assertThat(server.send("GET", "/", "").body()).contains("\"title\":\"Conflict\"");
        }
    }

    @Test
    void refusesStatusesThatAreNoErrors() {
        assertThatThrownBy(() -> Problem.of(200, "")).hasMessage("200 is not an error status; use 400 to 599");
    }

    @Test
    void cannotFollowAResponseThatWasStarted() throws Exception {
        try (var server = Server.of(exchange -> {
            exchange.getOutputStream().write(new byte[20000]);
            assertThatThrownBy(() -> Problem.of(500, "").send(exchange)).isInstanceOf(IllegalStateException.class);
        })) {
            assertThat(server.send("GET", "/", "").statusCode()).isEqualTo(200);
        }
    }
}
