package dev.rowhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrontDoorTest {
    private final Bench bench = Bench.open(Bench.limits(1000, 4096, 50), "/a", "east.localhost/", "[::1]/six");

    @AfterAll
    void close() {
        bench.close();
    }

    @Test
    void refusesEverySpellingThatServersDisagreeAbout() throws IOException {
        for (var path : List.of("/a/.", "/a/..", "/a/../b", "/./a", "/a/%2e", "/a/%2E%2e/x", "/a/.%2e", "/a/%2e.", "//",
                "/a//b", "/a//", "/a%2fb", "/a/%2F", "/a/%5c", "/a/%5C", "/a\\b", "/a;b", "/a/;", "/a/%3b", "/a/%3B",
                "/a/%00", "/a/%0a", "/a/%0D", "/a/%1f", "/a/%7f", "/a/%c2%85", "/a/%252e", "/a/%252F", "/a/%255c",
                "/a/%2500", "/a/%2525", "/a/%", "/a/%2", "/a/%zz", "/a/%u0041", "/a/%c0%af", "/a/%e0%80%af",
                "/a/%ed%a0%80", "/a/%f5%80%80%80", "/a/%ff", "/a/%c3", "/a/%c3x", "/a/\u00e4", "/a/\u0001", "/a/#x",
                "/a?#x", "/a?%", "/a?x=%zz", "/a?\u00e4", "a", "?x", "\\a", "%2fa")) {
            var reply = bench.get(path);
            assertThat(reply.status()).as(path).isEqualTo(400);
            assertThat(reply.field("connection")).as(path).contains("close");
        }
    }

    @Test
    void letsInWhatEverybodyReadsAlike() throws IOException {
        for (var path : List.of("/a/", "/a/x/", "/a/...", "/a/.x", "/a/x.", "/a/..x", "/a/x..", "/a/%41", "/a/100%25",
                "/a/%2541", "/a/%20", "/a/%c3%a4", "/a/%e2%82%ac", "/a/%f0%9f%8f%a0", "/a/a+b,c=d@e:f!$&'()*~-_",
                "/a/?", "/a/?x=%2f..;//%00", "/a/?q=/../b", "/a/?a[]=1&b={x}|y^z")) {
            assertThat(bench.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        var reply = bench.get("/a/%2e%2e/b");
        assertThat(reply.field("content-type")).contains("application/problem+json");
        assertThat(reply.body()).contains("\"status\":400", "segments '.' or '..'");
    }

    @Test
    void wantsExactlyOneGoodHost() throws IOException {
        for (var host : List.of("", "Host:", "Host: ", "Host: a\r\nHost: a", "Host: a\r\nHost: b", "Host: u@a",
                "Host: a b", "Host: a,b", "Host: a/b", "Host: a%41", "Host: a:", "Host: a:0", "Host: a:080",
                "Host: a:+80", "Host: a:65536", "Host: a:x", "Host: .", "Host: a..b", "Host: .a", "Host: a..",
                "Host: [::1", "Host: ::1", "Host: [::1]x", "Host: [a]", "Host: [1.2.3.4]", "Host: [::1%25lo]",
                "Host: *.a", "Host: a_b!", "Host: a;b", "Host: \u00e4")) {
            for (var version : List.of("1.0", "1.1")) {
                var reply = bench.send(
                        "GET /a/ HTTP/%s\r\n%s\r\n\r\n".formatted(version, host).replace("\r\n\r\n\r\n", "\r\n\r\n"));
                assertThat(reply.status()).as("%s in HTTP/%s: %s", host, version, reply.body()).isEqualTo(400);
            }
        }
    }

    @Test
    void comparesHostsInOneSpelling() throws IOException {
        for (var host : List.of("east.localhost", "EAST.LocalHost", "east.localhost.", "east.localhost:8080",
                "East.Localhost.:80")) {
            var reply = bench.send("GET /x HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(host));
            assertThat(reply.body()).as(host).startsWith("east.localhost/|/x||").contains("|east.localhost");
        }
        assertThat(bench.send("GET /six/ HTTP/1.0\r\nHost: [::1]:8080\r\n\r\n").body())
                .startsWith("[::1]/six|/|/six||[::1]:8080|");
    }

    @Test
    void takesAUrlAsTargetOnlyIfItNamesTheHost() throws IOException {
        assertThat(target("GET", "http://east.localhost/a/b?c", "east.localhost").body())
                .startsWith("east.localhost/|/a/b||c|");
        assertThat(target("GET", "http://east.localhost:80", "east.localhost").body())
                .startsWith("east.localhost/|/|||");
        assertThat(target("GET", "HTTP://localhost/a/b", "localhost").body()).startsWith("/a|/b|/a||");
        for (var url : List.of("http://east.localhost/", "http://localhost:81/a/", "ftp://localhost/a/",
                "http://u@localhost/a/", "http://localhost%2f/a/", "http://localhost/a/../b", "http://localhost//a",
                "http://localhost.evil/a/", "http:///a/", "http:/a/", "http:a", "httpx://localhost/a/",
                "localhost:80")) {
            assertThat(target("GET", url, "localhost").status()).as(url).isEqualTo(400);
        }
    }

    @Test
    void answersForTheServerItself() throws IOException {
        assertThat(target("OPTIONS", "*", "east.localhost")).satisfies(reply -> {
            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.body()).isEmpty();
        });
        assertThat(target("GET", "*", "east.localhost").status()).isEqualTo(400);
        assertThat(target("CONNECT", "east.localhost:80", "east.localhost:80").status()).isIn(400, 501);
        assertThat(target("CONNECT", "/a/", "east.localhost").status()).isIn(400, 501);
    }

    @Test
    void refusesWhatSmugglesRequests() throws IOException {
        for (var fields : List.of("Content-Length: 3\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 3", "Content-Length: 3\r\nContent-Length: 4",
                "Content-Length: 3\r\nContent-Length: 3", "Content-Length: +3", "Content-Length: 3,3",
                "Content-Length: 0x3", "Content-Length: -3", "Content-Length: 3 3", "Content-Length:",
                "Content-Length: 99999999999999999999", "Content-Length: \u00b2", "Transfer-Encoding: identity",
                "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: xchunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: \u000bchunked", "Transfer-Encoding: Chunked", "Transfer-Encoding : chunked",
                "Transfer-Encoding\t: chunked", "Transfer-Encoding:\r\n chunked", "X: a\r\n b", "X:\r\n\tb", " X: a",
                "X: a\rb", "X: a\nY: b", "X: a\u0000b", "X: a\u0007b", "X: a\u007fb", "X\u0000: a", "X", ": a",
                "X y: a")) {
            var reply = bench.send(
                    "POST /a/ HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n0\r\n\r\nGET /a/smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
                            .formatted(fields));
            assertThat(reply.status()).as(fields).isEqualTo(400);
            assertThat(reply.field("connection")).as(fields).contains("close");
        }
        var old = bench.send("POST /a/ HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        assertThat(old.status()).isEqualTo(400);
    }

    @Test
    void closesTheConnectionAfterARefusal() throws IOException {
        try (var wires = bench.connect()) {
            wires.write("GET /a/../b HTTP/1.1\r\nHost: a\r\n\r\nGET /a/ HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(wires.reply().status()).isEqualTo(400);
            assertThat(wires.isAtEnd()).isTrue();
        }
    }

    @Test
    void refusesHeadsThatAreTooLarge() throws IOException {
        assertThat(bench.send("GET /a/ HTTP/1.1\r\nHost: a\r\nX: %s\r\n\r\n".formatted("x".repeat(5000))).status())
                .isIn(400, 431);
        assertThat(bench.send("GET /a/%s HTTP/1.1\r\nHost: a\r\n\r\n".formatted("x".repeat(5000))).status()).isIn(400,
                431);
        assertThat(bench.send("GET /a/ HTTP/1.1\r\nHost: a\r\n%s\r\n".formatted("X: y\r\n".repeat(60))).status())
                .isIn(400, 431);
        assertThat(bench.send("GET /a/ HTTP/1.1\r\nHost: a\r\n%s\r\n".formatted("X: y\r\n".repeat(40))).status())
                .isEqualTo(200);
        assertThat(
                bench.send("GET /a/ HTTP/1.1\r\nHost: a\r\nCookie: %s\r\n\r\n".formatted("a=b;".repeat(120))).status())
                .isEqualTo(431);
    }

    @Test
    void servesTheNextRequestOfTheConnection() throws IOException {
        try (var wires = bench.connect()) {
            for (int i = 0; i < 3; i++) {
                wires.write("GET /a/%d HTTP/1.1\r\nHost: a\r\n\r\n".formatted(i));
                var reply = wires.reply();
                assertThat(reply.body()).startsWith("/a|/" + i);
                assertThat(reply.fields()).containsKey("date")
                        .doesNotContainKeys("server", "connection", "x-powered-by");
            }
            wires.write("GET /a/3 HTTP/1.1\r\nHost: a\r\n\r\nGET /a/4 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(wires.reply().body()).startsWith("/a|/3");
            assertThat(wires.reply().body()).startsWith("/a|/4");
        }
    }

    private Reply target(String method, String target, String host) throws IOException {
        return bench.send("%s %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(method, target, host));
    }
}
