package dev.rowhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.AddressRange;
import dev.rowhouse.config.HttpConfig;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.ResponseCodeHandler;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Http2Test {
    private final Bench bench = Bench.open(HttpConfig.DEFAULT, Map.of(Bench.mount("/a"), Bench.echo("/a"),
            Bench.mount("/count"), Bench.count(), Bench.mount("/gone"), new ResponseCodeHandler(410)));
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

    @AfterAll
    void close() {
        client.close();
        bench.close();
    }

    @Test
    void servesAConnectionThatWasUpgraded() throws Exception {
        for (int i = 0; i < 3; i++) {
            var response = get("/a/" + i + "?q");
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.body()).isEqualTo("/a|/%d|/a|q|127.0.0.1:%d|http|127.0.0.1".formatted(i, bench.port()));
            assertThat(response.headers().map()).containsKey("date").doesNotContainKeys("server", "connection");
        }
    }

    @Test
    void servesManyStreamsAndBodies() throws Exception {
        get("/a/");
        var responses = IntStream.range(0, 50)
                .mapToObj(n -> client.sendAsync(HttpRequest.newBuilder(bench.uri("/count/"))
                        .POST(BodyPublishers.ofString("x".repeat(n * 5000)))
                        .build(), BodyHandlers.ofString()))
                .toList();
        for (int n = 0; n < 50; n++) {
            assertThat(responses.get(n).get().body()).isEqualTo("received " + n * 5000);
        }
    }

    @Test
    void redirectsAndAnswersProblems() throws Exception {
        assertThat(get("/a?x").statusCode()).isEqualTo(308);
        assertThat(get("/a?x").headers().firstValue("location")).contains("/a/?x");
        assertThat(get("/x").statusCode()).isEqualTo(404);
        assertThat(get("/gone/").body()).contains("\"status\":410");
        var head = client.send(HttpRequest.newBuilder(bench.uri("/gone/")).HEAD().build(), BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(410);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void refusesTheSameSpellings() throws IOException {
        try (var http2 = new Http2Wires(bench.port())) {
            assertThat(http2.get("/a/").status()).isEqualTo(200);
            for (var path : List.of("/a/..", "/a/%2e%2e/b", "/a//b", "/a/%2f", "/a;b", "/a/;x?y", "/a/%00", "/a/%252e",
                    "*", "a", "http://127.0.0.1/a/")) {
                assertThat(http2.get(path).status()).as(path).isEqualTo(400);
            }
            assertThat(http2.get("/a/").status()).isEqualTo(200);
        }
    }

    @Test
    void refusesAMalformedEscapeAndServesTheOtherStreams() throws IOException {
        try (var http2 = new Http2Wires(bench.port())) {
            for (var path : List.of("/a/%zz", "/a/%", "/a/?x=%zz", "/a/%c0%af", "/a/ b", "/a/\\b", "/a/\u00e4",
                    "/a/#b")) {
                assertThat(http2.get(path).status()).as(path).isEqualTo(400);
            }
            assertThat(http2.get("/a/").status()).isEqualTo(200);
        }
    }

    @Test
    void wantsAGoodAuthority() throws IOException {
        try (var http2 = new Http2Wires(bench.port())) {
            for (var authority : List.of("", "u@a", "a:0", "a..b", "a/b", "a%41")) {
                assertThat(http2.request(with(":authority", authority)).status()).as(authority).isEqualTo(400);
            }
            assertThat(http2.request(":method", "GET", ":scheme", "http", ":path", "/a/").status()).isEqualTo(400);
            assertThat(http2.request(with(":authority", "good.test", "host", "evil.test")).body())
                    .contains("|good.test|")
                    .doesNotContain("evil");
        }
    }

    @Test
    void refusesFieldsThatWouldBreakOutInHttp1() throws IOException {
        for (var field : List.of(List.of("x", "a\r\nhost: b"), List.of("x", "a\nb"), List.of("x", "a\u0000b"),
                List.of("upgrade", "h2c"), List.of("keep-alive", "1"), List.of("proxy-connection", "close"),
                List.of("content-length", "+0"), List.of("content-length", "1"), List.of("http2-settings", "AAAA"))) {
            try (var http2 = new Http2Wires(bench.port())) {
                var reply = http2.request(with(":authority", "a", field.get(0), field.get(1)));
                assertThat(reply.status()).as(field.toString()).isEqualTo(400);
                assertThat(http2.get("/a/").status()).isEqualTo(200);
            }
        }
        for (var field : List.of(List.of("connection", "close"), List.of("transfer-encoding", "chunked"),
                List.of("content-length", "x"), List.of("X-Upper", "a"), List.of("x y", "a"))) {
            try (var http2 = new Http2Wires(bench.port())) {
                assertThat(http2.request(with(":authority", "a", field.get(0), field.get(1)))).as(field.toString())
                        .isEqualTo(Reply.NONE);
            }
        }
    }

    @Test
    void limitsFieldsAndBodies() throws IOException {
        try (var small = Bench.open(Bench.limits(1000, 4096, 20), "/a"); var http2 = new Http2Wires(small.port())) {
            var fields = new String[50];
            Arrays.setAll(fields, i -> i % 2 == 0 ? "x" : "y");
            assertThat(http2.request(with(fields)).status()).isEqualTo(431);
            assertThat(http2.requestWithoutBody(with(":authority", "a", "content-length", "1001")).status())
                    .isEqualTo(413);
            assertThat(http2.get("/a/").status()).isEqualTo(200);
            assertThat(http2.get("/a/" + "x".repeat(5000))).isEqualTo(Reply.NONE);
        }
    }

    @Test
    void resetsAStreamWhoseClientOpensNoWindow() throws Exception {
        var ended = new CompletableFuture<String>();
        HttpHandler large = exchange -> exchange.dispatch(command -> Thread.ofVirtual().start(command), dispatched -> {
            dispatched.addExchangeCompleteListener((completed, others) -> {
                ended.complete("ended");
                others.proceed();
            });
            dispatched.startBlocking();
            dispatched.getOutputStream().write(new byte[1_000_000]);
        });
        try (var own = Bench.open(Bench.config(Bench.LONG, Bench.SHORT, Bench.LONG), Map.of(Bench.mount("/a"), large));
                var http2 = new Http2Wires(own.port())) {
            assertThat(http2.get("/a/").status()).isEqualTo(200);
            assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo("ended");
        }
    }

    @Test
    void cutsAClientThatResetsStreamsAllTheTime() throws IOException {
        try (var http2 = new Http2Wires(bench.port())) {
            assertThatThrownBy(() -> {
                for (int i = 0; i < 5000; i++) {
                    http2.openAndReset("/a/");
                }
                http2.get("/a/");
                throw new IOException(http2.get("/a/").toString());
            }).isInstanceOf(IOException.class).message().doesNotContain("status=200");
        }
    }

    @Test
    void cutsAClientThatSaysNothingAfterThePreface() throws IOException {
        try (var own = Bench.open(Bench.config(Bench.LONG, Bench.LONG, Bench.SHORT), "/a")) {
            try (var http2 = new Http2Wires(own.port())) {
                http2.readToEnd();
            }
            var reply = Reply.NONE;
            while (reply.equals(Reply.NONE)) {
                assertThat(Thread.interrupted()).as("time is over").isFalse();
                // Again, if it was cut before it had asked.
                try (var http2 = new Http2Wires(own.port())) {
                    reply = http2.get("/a/");
                    http2.ping();
                    http2.readToEnd();
                } catch (SocketException e) {
                    // It is at its end.
                }
            }
            assertThat(reply.status()).isEqualTo(200);
        }
    }

    @Test
    void endsAStreamWhoseBodyDoesNotCome() throws IOException {
        try (var own = Bench.open(Bench.config(Bench.LONG, Bench.SHORT, Bench.LONG),
                Map.of(Bench.mount("/a"), Bench.count())); var http2 = new Http2Wires(own.port())) {
            assertThat(http2.requestWithoutBody(with(":authority", "a")).status()).isEqualTo(408);
            assertThat(http2.requestWithoutBody(":method", "POST", ":scheme", "http", ":path", "/a/", ":authority", "a",
                    "content-length", "1000000").status()).isIn(0, 408);
        }
    }

    @Test
    void upgradesOnlyWhereTheRequestAsksProperly() throws IOException {
        var fields = "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__";
        var good = "Connection: Upgrade, HTTP2-Settings\r\n";
        assertThat(upgrade(bench, good + fields).status()).isEqualTo(101);
        for (var bad : List.of(fields, "Connection: Upgrade\r\n" + fields, good + "Upgrade: h2c\r\nHTTP2-Settings: ==!",
                good + "Upgrade: h2c\r\nHTTP2-Settings: AAAA", good + "Upgrade: h2\r\nHTTP2-Settings: AAMAAABk",
                good + fields + "\r\nHTTP2-Settings: AAMAAABk")) {
            assertThat(upgrade(bench, bad).status()).as(bad).isEqualTo(200);
        }
    }

    @Test
    void doesNotLetAProxyBecomeATunnel() throws IOException {
        var config = HttpConfig.DEFAULT;
        var behindProxy = new HttpConfig(config.maxBody(), config.maxHeader(), config.maxFields(),
                config.requestTimeout(), config.bodyTimeout(), config.idleTimeout(),
                List.of(AddressRange.parse("127.0.0.1")));
        try (var own = Bench.open(behindProxy, "/a")) {
            var reply = upgrade(own,
                    "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__");
            assertThat(reply.status()).isEqualTo(200);
        }
    }

    /** A request for /a/ with further fields. */
    private static String[] with(String... fields) {
        var start = new String[]{":method", "GET", ":scheme", "http", ":path", "/a/"};
        return Stream.of(start, fields).flatMap(Arrays::stream).toArray(String[]::new);
    }

    private static Reply upgrade(Bench bench, String fields) throws IOException {
        return bench.send("GET /a/ HTTP/1.1\r\nHost: a\r\n%s\r\n\r\n".formatted(fields));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(bench.uri(path)).build(), BodyHandlers.ofString());
    }
}
