package dev.rowhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.AddressRange;
import dev.rowhouse.config.HttpConfig;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardedTest {
    private static final HttpHandler NAMES = exchange -> exchange.getResponseSender()
            .send(exchange.getRequestHeaders().getHeaderNames().toString());

    private final Bench behindProxy = Bench.open(config("127.0.0.1", "10.0.0.0/8", "fd00::/8"), "/", "east.test/",
            "p.test:8443/");
    private final Bench open = Bench.open(config("10.0.0.0/8"), "/", "east.test/");

    @AfterAll
    void close() {
        behindProxy.close();
        open.close();
    }

    @Test
    void believesATrustedProxy() throws IOException {
        var reply = ask(behindProxy, "X-Forwarded-For: 1.2.3.4", "X-Forwarded-Proto: https",
                "X-Forwarded-Host: EAST.test.");
        assertThat(reply.body()).isEqualTo("east.test/|/|||east.test|https|1.2.3.4");
        assertThat(ask(behindProxy, "X-Forwarded-Host: p.test:8443").body()).startsWith("p.test:8443/|");
    }

    @Test
    void believesNobodyElse() throws IOException {
        var reply = ask(open, "X-Forwarded-For: 1.2.3.4", "X-Forwarded-Proto: https", "X-Forwarded-Host: east.test",
                "Forwarded: host=east.test");
        assertThat(reply.body()).isEqualTo("/|/|||proxy.test|http|127.0.0.1");
    }

    @Test
    void hidesTheFieldsOfStrangersFromApps() throws IOException {
        var fields = List.of("X-Forwarded-For", "x-forwarded-proto", "X-Forwarded-Host", "X-Forwarded-Port",
                "X-Forwarded-Prefix", "X-FORWARDED-Whatever", "Forwarded", "X-Real-IP");
        try (var bench = Bench.open(HttpConfig.DEFAULT, Map.of(Bench.mount("/"), NAMES))) {
            var reply = ask(bench, fields.stream().map(name -> name + ": x").toArray(String[]::new));
            assertThat(reply.body()).isEqualTo("[Host]");
        }
    }

    @Test
    void takesTheLastAddressThatIsNotAProxy() throws IOException {
        assertThat(client("6.6.6.6, 1.2.3.4, 10.1.1.1")).isEqualTo("1.2.3.4");
        assertThat(client("garbage, 1.2.3.4,10.1.1.1 , 10.2.2.2")).isEqualTo("1.2.3.4");
        assertThat(client("10.1.1.1, 10.2.2.2")).isEqualTo("10.1.1.1");
        assertThat(client("1.2.3.4:5678")).isEqualTo("1.2.3.4");
        assertThat(client("2001:db8::1")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(client("[2001:db8::1]:80, fd00::1")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(ask(behindProxy, "X-Forwarded-For: 6.6.6.6", "X-Forwarded-For: 1.2.3.4").body())
                .endsWith("|1.2.3.4");
    }

    @Test
    void refusesWhatAProxyWouldNotSend() throws IOException {
        for (var field : List.of("X-Forwarded-For: unknown", "X-Forwarded-For:", "X-Forwarded-For: 1.2.3",
                "X-Forwarded-For: 1.2.3.4,", "X-Forwarded-For: example.com", "X-Forwarded-Proto: ftp",
                "X-Forwarded-Proto: https, http", "X-Forwarded-Proto:", "X-Forwarded-Host: a, b",
                "X-Forwarded-Host: a/b", "X-Forwarded-Host: u@a", "X-Forwarded-Host:",
                "X-Forwarded-Host: a\r\nX-Forwarded-Host: a", "X-Forwarded-Proto: http\r\nX-Forwarded-Proto: http")) {
            assertThat(ask(behindProxy, field).status()).as(field).isEqualTo(400);
        }
    }

    @Test
    void takesNobodysWordForTls() throws IOException {
        try (var http2 = new Http2Wires(open.port())) {
            assertThat(http2.request(":method", "GET", ":scheme", "https", ":path", "/", ":authority", "proxy.test",
                    "x-forwarded-proto", "https").body()).isEqualTo("/|/|||proxy.test|http|127.0.0.1");
        }
        assertThat(open.send("GET https://proxy.test/ HTTP/1.1\r\nHost: proxy.test\r\n\r\n").body())
                .isEqualTo("/|/|||proxy.test|http|127.0.0.1");
        try (var http2 = new Http2Wires(behindProxy.port())) {
            assertThat(http2.request(":method", "GET", ":scheme", "https", ":path", "/", ":authority", "proxy.test")
                    .body()).contains("|http|");
        }
    }

    @Test
    void believesATrustedProxyOverHttp2() throws IOException {
        try (var http2 = new Http2Wires(behindProxy.port())) {
            assertThat(http2.request(":method", "GET", ":scheme", "http", ":path", "/", ":authority", "proxy.test",
                    "x-forwarded-proto", "https", "x-forwarded-host", "p.test:8443", "x-forwarded-for",
                    "6.6.6.6, 1.2.3.4").body()).isEqualTo("p.test:8443/|/|||p.test:8443|https|1.2.3.4");
        }
    }

    @Test
    void letsNoOtherFieldOfAProxyChooseTheInstance() throws IOException {
        assertThat(ask(behindProxy, "Forwarded: for=1.2.3.4;host=east.test;proto=https", "X-Forwarded-Port: 8443",
                "X-Forwarded-Prefix: /x", "X-Forwarded-Server: east.test", "X-Host: east.test",
                "X-Original-Host: east.test", "X-Original-URL: /x", "X-Rewrite-URL: /x", "X-Forwarded-Scheme: https",
                "X-Forwarded-Ssl: on", "Front-End-Https: on", "X-Real-IP: 1.2.3.4").body())
                .isEqualTo("/|/|||proxy.test|http|127.0.0.1");
        try (var bench = Bench.open(config("127.0.0.1"), Map.of(Bench.mount("/"), NAMES))) {
            assertThat(ask(bench, "Forwarded: host=east.test", "FORWARDED: host=x").body()).isEqualTo("[Host]");
        }
    }

    private String client(String list) throws IOException {
        var body = ask(behindProxy, "X-Forwarded-For: " + list).body();
        return body.substring(body.lastIndexOf('|') + 1);
    }

    private static Reply ask(Bench bench, String... fields) throws IOException {
        return bench.send("GET / HTTP/1.1\r\nHost: proxy.test\r\n%s\r\n\r\n".formatted(String.join("\r\n", fields)));
    }

    private static HttpConfig config(String... proxies) {
        var config = HttpConfig.DEFAULT;
        return new HttpConfig(config.maxBody(), config.maxHeader(), config.maxFields(), config.requestTimeout(),
                config.bodyTimeout(), config.idleTimeout(),
                List.of(proxies).stream().map(AddressRange::parse).toList());
    }
}
