package dev.rowhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.HttpConfig;
import io.undertow.server.handlers.ResponseCodeHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MountsTest {
    private final Bench bench = Bench.open(HttpConfig.DEFAULT, "/north", "/north/pole", "root.test/", "*.wild.test/w");

    @AfterAll
    void close() {
        bench.close();
    }

    @Test
    void givesTheTargetAPathRelativeToItsMount() throws IOException {
        assertThat(bench.get("/north/people/1?x=%2f").body()).startsWith("/north|/people/1|/north|x=%2f|");
        assertThat(bench.get("/north/").body()).startsWith("/north|/|/north||");
        assertThat(bench.get("/north/%c3%a4%20b").body()).startsWith("/north|/\u00e4 b|/north||");
        assertThat(bench.get("/north/pole/x").body()).startsWith("/north/pole|/x|/north/pole||");
        assertThat(host("root.test", "/x").body()).startsWith("root.test/|/x|||");
        assertThat(host("a.b.wild.test", "/w/x").body()).startsWith("*.wild.test/w|/x|/w||");
    }

    @Test
    void redirectsToTheMountsPathWithASlash() throws IOException {
        assertThat(bench.get("/north").status()).isEqualTo(308);
        assertThat(bench.get("/north").field("location")).contains("/north/");
        assertThat(bench.get("/north?x=1&y").field("location")).contains("/north/?x=1&y");
        assertThat(host("evil.test", "/north").field("location")).contains("/north/");
        assertThat(bench.send("POST /north HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi").status())
                .isEqualTo(308);
    }

    @Test
    void givesTheTargetDecodedParameters() throws IOException {
        try (var own = Bench.open(HttpConfig.DEFAULT, Map.of(Bench.mount("/p"),
                exchange -> exchange.getResponseSender().send(exchange.getQueryParameters().toString())))) {
            assertThat(own.get("/p/?a=1&b=2&a=3").body()).isEqualTo("{a=[1, 3], b=[2]}");
            assertThat(own.get("/p/?a=x+y%20z&%62=%c3%a4&c").body()).isEqualTo("{a=[x y z], b=[\u00e4], c=[]}");
            assertThat(own.get("/p/?a=%ff").status()).isEqualTo(200);
            assertThat(own.get("/p/?" + "a=%20&".repeat(1001)).status()).isEqualTo(400);
            assertThat(own.get("/p/%2541%20?%2541").status()).isEqualTo(200);
        }
    }

    @Test
    void saysNothingAboutMountsOutsideOfThem() throws IOException {
        for (var path : List.of("/", "/northern", "/n", "/w/x", "/North/")) {
            var reply = bench.get(path);
            assertThat(reply.status()).as(path).isEqualTo(404);
            assertThat(reply.body()).as(path).contains("\"status\":404").doesNotContain("orth", "wild");
        }
    }

    @Test
    void showsBrowsersAPage() throws IOException {
        var reply = bench.send("GET /x HTTP/1.1\r\nHost: a\r\nAccept: text/html,*/*;q=0.8\r\n\r\n");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).startsWith("<!doctype html>");
    }

    @Test
    void letsLaterRequestsSeeAReplacedTable() throws IOException {
        try (var own = Bench.open(HttpConfig.DEFAULT, "/a"); var wires = own.connect()) {
            wires.write("GET /a/ HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(wires.reply().body()).startsWith("/a|");
            own.mounts().replace(MountTable.of(Map.of(Bench.mount("/b"), Bench.echo("new"))));
            wires.write("GET /a/ HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(wires.reply().status()).isEqualTo(404);
            wires.write("GET /b/ HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(wires.reply().body()).startsWith("new|");
        }
    }

    @Test
    void makesProblemsOfErrorsWithoutABody() throws IOException {
        try (var own = Bench.open(HttpConfig.DEFAULT,
                Map.of(Bench.mount("/teapot"), new ResponseCodeHandler(418), Bench.mount("/broken"), exchange -> {
                    throw new IllegalStateException("secret");
                }, Bench.mount("/own"), exchange -> {
                    exchange.setStatusCode(409);
                    exchange.getResponseSender().send("my own");
                }, Bench.mount("/none"), new ResponseCodeHandler(204)))) {
            assertThat(own.get("/teapot/").body()).contains("\"status\":418");
            assertThat(own.get("/broken/")).satisfies(reply -> {
                assertThat(reply.status()).isEqualTo(500);
                assertThat(reply.body()).contains("\"status\":500").doesNotContain("secret");
            });
            assertThat(own.get("/own/").body()).isEqualTo("my own");
            assertThat(own.get("/none/").status()).isEqualTo(204);
        }
    }

    @Test
    void answersHeadWithTheFieldsOfAProblemAndNoBody() throws IOException {
        try (var wires = bench.connect()) {
            wires.write("HEAD /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            var all = new String(wires.in().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).startsWith("HTTP/1.1 404 ").contains("application/problem+json").endsWith("\r\n\r\n");
            assertThat(all).containsPattern("Content-Length: [1-9]");
        }
    }

    private Reply host(String host, String path) throws IOException {
        return bench.send("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, host));
    }
}
