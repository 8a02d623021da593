package dev.rowhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SlowClientTest {
    private static final HttpHandler ENDLESS = exchange -> exchange
            .dispatch(command -> Thread.ofVirtual().start(command), dispatched -> {
                dispatched.startBlocking();
                var out = dispatched.getOutputStream();
                for (var block = new byte[64 * 1024]; !Thread.currentThread().isInterrupted();) {
                    out.write(block);
                }
            });

    /**
     * What the server answers before it closes the connection. It counts from when it accepts: where it has closed
     * before a client on a busy machine comes to write, another one tries.
     */
    private static Reply replyBeforeTheEnd(Bench bench, String request) throws IOException {
        var reply = Reply.NONE;
        while (reply.equals(Reply.NONE)) {
            assertThat(Thread.interrupted()).as("time is over").isFalse();
            try (var wires = bench.connect()) {
                wires.write(request);
                reply = wires.reply();
                assertThat(wires.isAtEnd()).isTrue();
            }
        }
        return reply;
    }

    @Test
    void cutsAClientThatSendsNothing() throws IOException {
        try (var bench = Bench.open(Bench.config(Bench.SHORT, Bench.LONG, Bench.LONG), "/a");
                var wires = bench.connect()) {
            assertThat(wires.isAtEnd()).isTrue();
        }
    }

    @Test
    void cutsAClientThatStopsInTheHead() throws IOException {
        try (var bench = Bench.open(Bench.config(Bench.SHORT, Bench.LONG, Bench.LONG), "/a");
                var wires = bench.connect()) {
            wires.write("GET /a/ HTTP/1.1\r\nHost: a\r\nX: and so on");
            assertThat(wires.isAtEnd()).isTrue();
        }
    }

    @Test
    void cutsAClientThatSendsItsHeadByteByByte() throws IOException {
        try (var bench = Bench.open(Bench.config(Bench.SHORT, Bench.LONG, Bench.LONG), "/a");
                var wires = bench.connect()) {
            assertThat(trickle(wires, "GET /a/ HTTP/1.1\r\nHost: a\r\nX: ")).isLessThan(200);
        }
    }

    @Test
    void cutsAClientThatStopsInTheNextHead() throws IOException {
        try (var bench = Bench.open(Bench.config(Bench.SHORT, Bench.LONG, Bench.LONG), "/a")) {
            assertThat(replyBeforeTheEnd(bench, "GET /a/ HTTP/1.1\r\nHost: a\r\n\r\nGET /a/").status()).isEqualTo(200);
        }
    }

    @Test
    void cutsAClientThatStopsInThePrefaceOfHttp2() throws IOException {
        try (var bench = Bench.open(Bench.config(Bench.SHORT, Bench.LONG, Bench.LONG), "/a")) {
            for (var preface : new String[]{"PRI * HTTP/2.0\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r"}) {
                try (var wires = bench.connect()) {
                    wires.write(preface);
                    assertThat(wires.isAtEnd()).as(preface).isTrue();
                }
            }
        }
    }

    @Test
    void closesAnIdleConnection() throws IOException {
        try (var bench = Bench.open(Bench.config(Bench.LONG, Bench.LONG, Bench.SHORT), "/a")) {
            assertThat(replyBeforeTheEnd(bench, "GET /a/ HTTP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(200);
        }
    }

    @Test
    void letsAnAppTakeLongerThanAnIdleConnectionMay() throws Exception {
        var called = new AtomicBoolean();
        HttpHandler slow = exchange -> {
            called.set(true);
            exchange.dispatch(
                    command -> CompletableFuture.delayedExecutor(4 * Bench.SHORT.toMillis(), TimeUnit.MILLISECONDS)
                            .execute(command),
                    dispatched -> dispatched.getResponseSender().send("done"));
        };
        try (var bench = Bench.open(Bench.config(Bench.SHORT, Bench.SHORT, Bench.SHORT),
                Map.of(Bench.mount("/a"), slow))) {
            assertThat(onceCalled(called, () -> bench.get("/a/"))).isEqualTo("done");
        }
    }

    @Test
    void answersASmallBodyThatStopsWithoutCallingTheApp() throws IOException {
        HttpHandler never = exchange -> exchange.getResponseSender().send("called");
        try (var bench = Bench.open(Bench.config(Bench.LONG, Bench.SHORT, Bench.LONG),
                Map.of(Bench.mount("/a"), never))) {
            for (var framing : new String[]{"Content-Length: 10\r\n\r\n12345",
                    "Transfer-Encoding: chunked\r\n\r\n5\r\n123"}) {
                var reply = bench.send("POST /a/ HTTP/1.1\r\nHost: a\r\n" + framing);
                assertThat(reply.status()).as(framing).isEqualTo(408);
                assertThat(reply.body()).as(framing).contains("\"status\":408");
            }
        }
    }

    @Test
    void cutsABodyThatComesByteByByte() throws IOException {
        try (var bench = Bench.open(Bench.config(Bench.LONG, Bench.SHORT, Bench.LONG),
                Map.of(Bench.mount("/a"), Bench.count()))) {
            for (int length : new int[]{1000, 1_000_000}) {
                try (var wires = bench.connect()) {
                    assertThat(trickle(wires,
                            "POST /a/ HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n".formatted(length)))
                            .isLessThan(200);
                }
            }
        }
    }

    @Test
    void cutsABodyThatIsRefusedAndDoesNotEnd() throws IOException {
        try (var bench = Bench.open(Bench.config(Bench.LONG, Bench.SHORT, Bench.LONG), "/a");
                var wires = bench.connect()) {
            wires.write("POST /a/ HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n");
            assertThat(wires.reply().status()).isEqualTo(413);
            assertThat(wires.isAtEnd()).isTrue();
        }
    }

    @Test
    void letsAnAppTakeItsTimeWithABodyThatHasArrived() throws Exception {
        var called = new AtomicBoolean();
        HttpHandler slow = exchange -> {
            called.set(true);
            exchange.dispatch(
                    command -> CompletableFuture
                            .delayedExecutor(3 * Bench.SHORT.toMillis(), TimeUnit.MILLISECONDS,
                                    command2 -> Thread.ofVirtual().start(command2))
                            .execute(command),
                    dispatched -> {
                        dispatched.startBlocking();
                        dispatched.getResponseSender()
                                .send(new String(dispatched.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                    });
        };
        try (var bench = Bench.open(Bench.config(Bench.SHORT, Bench.SHORT, Bench.SHORT),
                Map.of(Bench.mount("/a"), slow))) {
            var request = "POST /a/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
            assertThat(onceCalled(called, () -> bench.send(request))).isEqualTo("hello");
        }
    }

    @Test
    void cutsAClientThatDoesNotReadItsResponse() throws Exception {
        var ended = new CompletableFuture<String>();
        HttpHandler watched = exchange -> {
            exchange.addExchangeCompleteListener((completed, others) -> {
                ended.complete("ended");
                others.proceed();
            });
            ENDLESS.handleRequest(exchange);
        };
        try (var bench = Bench.open(Bench.config(Bench.LONG, Bench.SHORT, Bench.LONG),
                Map.of(Bench.mount("/a"), watched)); var wires = bench.connect()) {
            wires.write("GET /a/ HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo("ended");
        }
    }

    /** The answer to the first request that arrives in time, so that the app is called. */
    private static String onceCalled(AtomicBoolean called, Callable<Reply> request) throws Exception {
        while (true) {
            assertThat(Thread.interrupted()).as("time is over").isFalse();
            var reply = request.call();
            if (called.get()) {
                return reply.body();
            }
        }
    }

    /** Sends one byte whenever nothing has come for 50 ms, until the server closes; how many it took. */
    private static int trickle(Wires wires, String start) throws IOException {
        wires.write(start);
        wires.socket().setSoTimeout(50);
        int sent = 0;
        while (sent < 200) {
            try {
                if (wires.in().read() < 0) {
                    return sent;
                }
            } catch (SocketTimeoutException e) {
                sent++;
                try {
                    wires.write("x");
                } catch (IOException closed) {
                    return sent;
                }
            } catch (SocketException e) {
                return sent;
            }
        }
        return 200;
    }
}
