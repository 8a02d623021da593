package dev.rowhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.instance.BodyLimit;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestBodyTest {
    /** Answers whether the whole body was there when it was called, and how long it is. */
    private static final HttpHandler BUFFERED = exchange -> {
        var channel = exchange.getRequestChannel();
        var buffer = ByteBuffer.allocate(200_000);
        int count = channel.read(buffer);
        while (count > 0) {
            count = channel.read(buffer);
        }
        exchange.getResponseSender()
                .send("%s %d %d".formatted(count < 0 ? "buffered" : "streamed", buffer.position(),
                        exchange.getRequestContentLength()));
    };

    private final Bench bench = Bench.open(Bench.limits(200_000, 4096, 50),
            Map.of(Bench.mount("/buffered"), BUFFERED, Bench.mount("/count"), Bench.count()));

    @AfterAll
    void close() {
        bench.close();
    }

    @Test
    void hasSmallBodiesReadyWhenItCallsTheApp() throws IOException {
        for (int length : new int[]{1, 1000, 16_384, 16_385, 65_000, 65_536}) {
            try (var wires = bench.connect()) {
                var body = "x".repeat(length);
                wires.write("POST /buffered/ HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n".formatted(length));
                wires.write(body.substring(0, length / 2));
                wires.write(body.substring(length / 2));
                assertThat(wires.reply().body()).isEqualTo("buffered %1$d %1$d".formatted(length));
                wires.write("POST /buffered/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
                wires.write("2\r\nde\r\n0\r\n\r\n");
                assertThat(wires.reply().body()).isEqualTo("buffered 5 5");
            }
        }
    }

    @Test
    void passesLargeBodiesOnAsTheyArrive() throws IOException {
        for (var fields : List.of("Content-Length: 150000", "Content-Length: 150000\r\nExpect: 100-continue")) {
            try (var wires = bench.connect()) {
                wires.write("POST /count/ HTTP/1.1\r\nHost: a\r\n%s\r\n\r\n".formatted(fields));
                if (fields.contains("Expect")) {
                    assertThat(wires.reply().status()).isEqualTo(100);
                }
                wires.write("x".repeat(150_000));
                assertThat(wires.reply().body()).isEqualTo("received 150000");
            }
        }
        try (var wires = bench.connect()) {
            wires.write("POST /count/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 10; i++) {
                wires.write("%x\r\n%s\r\n".formatted(15_000, "x".repeat(15_000)));
            }
            wires.write("0\r\nTrailer: x\r\n\r\nGET /buffered HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(wires.reply().body()).isEqualTo("received 150000");
            assertThat(wires.reply().status()).isEqualTo(308);
        }
    }

    @Test
    void saysContinueOnlyWhenTheAppReads() throws IOException {
        HttpHandler refusing = exchange -> exchange.setStatusCode(401).endExchange();
        try (var own = Bench.open(Bench.limits(1000, 4096, 50),
                Map.of(Bench.mount("/no"), refusing, Bench.mount("/yes"), Bench.count()))) {
            assertThat(own.send("POST /no/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
                    .status()).isEqualTo(401);
            try (var wires = own.connect()) {
                wires.write("POST /yes/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
                assertThat(wires.reply().status()).isEqualTo(100);
                wires.write("12345");
                assertThat(wires.reply().body()).isEqualTo("received 5");
            }
        }
    }

    @Test
    void refusesChunksThatAddUpToMoreThanTheLimit() throws IOException {
        try (var own = Bench.open(Bench.limits(1000, 4096, 50), Map.of(Bench.mount("/"), Bench.count()))) {
            var head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
            var chunk = "258\r\n%s\r\n".formatted("x".repeat(600));
            assertThat(own.send(head + chunk + chunk + "0\r\n\r\n").toString()).startsWith("Reply[status=413");
            try (var wires = own.connect()) {
                wires.write(head);
                wires.write(chunk);
                wires.write(chunk);
                assertThat(wires.reply().status()).isEqualTo(413);
            }
        }
    }

    @Test
    void refusesABodyThatIsTooLargeBeforeItIsSent() throws IOException {
        for (var expect : List.of("", "Expect: 100-continue\r\n")) {
            var reply = bench
                    .send("POST /count/ HTTP/1.1\r\nHost: a\r\nContent-Length: 200001\r\n%s\r\n".formatted(expect));
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.body()).contains("\"status\":413");
            assertThat(reply.field("connection")).isEqualTo(expect.isEmpty() ? Optional.empty() : Optional.of("close"));
        }
    }

    @Test
    void showsTheRefusalToAClientThatSendsOn() throws IOException {
        var block = "x".repeat(1_000_000);
        for (var framing : List.of("Content-Length: 20000000", "Transfer-Encoding: chunked")) {
            try (var wires = bench.connect()) {
                boolean chunked = framing.contains("chunked");
                wires.write("POST /count/ HTTP/1.1\r\nHost: a\r\n%s\r\n\r\n".formatted(framing));
                for (int i = 0; i < 20; i++) {
                    wires.write(chunked ? "f4240\r\n" + block + "\r\n" : block);
                }
                wires.write(chunked ? "0\r\n\r\n" : "");
                assertThat(wires.reply().status()).as(framing).isEqualTo(413);
                wires.write("POST /count/ HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
                assertThat(wires.reply().body()).as(framing).isEqualTo("received 2");
            }
        }
    }

    @Test
    void obeysTheLimitThatAnInstanceSets() throws IOException {
        HttpHandler limited = exchange -> {
            BodyLimit.set(exchange, 100_000);
            Bench.count().handleRequest(exchange);
        };
        try (var own = Bench.open(Bench.limits(200_000, 4096, 50), Map.of(Bench.mount("/"), limited))) {
            var chunk = "c350\r\n%s\r\n".formatted("x".repeat(50_000));
            for (var body : List.of("Content-Length: 100001\r\n\r\n" + "x".repeat(100_001),
                    "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "1\r\nx\r\n0\r\n\r\n")) {
                var reply = own.send("POST / HTTP/1.1\r\nHost: a\r\n" + body);
                assertThat(reply.status()).isEqualTo(413);
                assertThat(reply.body()).contains("\"status\":413");
            }
            var fits = "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n";
            assertThat(own.send("POST / HTTP/1.1\r\nHost: a\r\n" + fits).body()).isEqualTo("received 100000");
        }
    }

    @Test
    void refusesChunksThatServersReadDifferently() throws IOException {
        for (var body : List.of("5\n12345\r\n0\r\n\r\n", "5\r\n12345\n0\r\n\r\n", "5\r\n12345xx\r\n0\r\n\r\n",
                "0x5\r\n12345\r\n0\r\n\r\n", "5 \r\n12345\r\n0\r\n\r\n", " 5\r\n12345\r\n0\r\n\r\n", "\r\n0\r\n\r\n",
                "-5\r\n12345\r\n0\r\n\r\n", "+5\r\n12345\r\n0\r\n\r\n", "5;a\nb\r\n12345\r\n0\r\n\r\n",
                "5;a\rb\r\n12345\r\n0\r\n\r\n", "100000000000005\r\n12345\r\n0\r\n\r\n", "g\r\n\r\n0\r\n\r\n",
                "0\r\nX: y\n\r\n", "0\r\nX: a\r\n b\r\n\r\n", "0\n\r\n", "0\r\n\n")) {
            for (boolean together : new boolean[]{true, false}) {
                try (var wires = bench.connect()) {
                    var head = "POST /count/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
                    wires.write(together ? head + body : head);
                    if (!together) {
                        wires.write(body);
                    }
                    assertThat(wires.reply().status()).as(body).isIn(400, 0);
                    assertThat(wires.isAtEnd()).as(body).isTrue();
                }
            }
        }
    }

    @Test
    void readsChunksAsTheyShouldBe() throws IOException {
        for (var body : List.of("5\r\n12345\r\n0\r\n\r\n", "005;name=\"value\"\r\n12345\r\n00\r\n\r\n",
                "2\r\n\r\n\r\n3\r\n345\r\n0\r\nX: y\r\nZ: a\r\n\r\n", "5\r\n\r\n 0\r\r\n0;x\r\n\r\n")) {
            var reply = bench.send("POST /count/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
            assertThat(reply.body()).as(body).isEqualTo("received 5");
        }
    }

    @Test
    void looksAtNoBytesOfAnotherProtocol() throws IOException {
        HttpHandler upgrading = exchange -> exchange.upgradeChannel("own", (connection, upgraded) -> {
            var buffer = ByteBuffer.allocate(1000);
            connection.getSourceChannel().setReadListener(channel -> {
                try {
                    if (channel.read(buffer) < 0) {
                        connection.getSinkChannel().write(buffer.flip());
                        connection.close();
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            connection.getSourceChannel().resumeReads();
        });
        try (var own = Bench.open(Bench.limits(1000, 4096, 50), Map.of(Bench.mount("/"), upgrading));
                var wires = own.connect()) {
            wires.write("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: own\r\n\r\n");
            assertThat(wires.reply().status()).isEqualTo(101);
            var bytes = "POST / HTTP/1.1\r\nX:\r\n folded\r\nTransfer-Encoding: chunked\r\n\r\nnot chunks at all";
            wires.write(bytes.substring(0, 40));
            wires.write(bytes.substring(40));
            wires.write(bytes);
            wires.socket().shutdownOutput();
            assertThat(new String(wires.in().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(bytes + bytes);
        }
    }
}
