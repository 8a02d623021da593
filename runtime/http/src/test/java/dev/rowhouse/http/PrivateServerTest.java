package dev.rowhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.HttpConfig;
import dev.rowhouse.config.ListenAddress;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Unix domain sockets, and clients that don't behave. */
class PrivateServerTest {
    private static final HttpConfig PATIENT = Bench.config(Bench.LONG, Bench.LONG, Bench.LONG);
    private static final String ASK = "GET /%s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path socket() {
        return folder.resolve("s");
    }

    private PrivateServer open(HttpConfig limits, int most, HttpHandler target) throws IOException {
        var server = new PrivateServer(limits, most);
        server.listen(socket(), target);
        return server;
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** What comes until the other side closes. */
    private static String rest(SocketChannel channel) throws IOException {
        try {
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException e) {
            return "";
        }
    }

    private String ask(String path) throws IOException {
        try (var channel = connect()) {
            write(channel, ASK.formatted(path));
            return rest(channel);
        }
    }

    @Test
    void answersOnASocketAndOnTcp() throws IOException {
        try (var server = open(PATIENT, 8, Bench.count())) {
            var body = "x".repeat(200_000);
            try (var channel = connect()) {
                write(channel,
                        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body));
                write(channel, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc");
                assertThat(rest(channel)).containsSubsequence("200 OK", "received 200000", "200 OK", "received 3");
            }
            var address = server.listen(new ListenAddress("127.0.0.1", 0), Bench.count());
            try (var wires = new Wires(address.getPort())) {
                wires.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd");
                assertThat(wires.reply().body()).isEqualTo("received 4");
            }
            assertThatThrownBy(() -> server.listen(new ListenAddress("127.0.0.1", address.getPort()), Bench.count()))
                    .isInstanceOf(ListenException.class)
                    .hasMessageContaining("taken");
            assertThatThrownBy(() -> server.listen(socket(), Bench.count())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void deliversWhatIsLongToWhoHasSaidAllItHasToSay() throws IOException {
        var body = "0123456789".repeat(500_000);
        try (var _ = open(PATIENT, 8, exchange -> exchange.getResponseSender().send(body)); var channel = connect()) {
            write(channel, ASK.formatted(""));
            channel.shutdownOutput();
            assertThat(rest(channel)).endsWith("\r\n\r\n" + body);
        }
    }

    @Test
    void refusesWhatTheFrontDoorRefuses() throws IOException {
        try (var _ = open(PATIENT, 8, Bench.echo("a"))) {
            for (var target : List.of("%2e%2e/x", "a%2fb", "a;b", "a//b", "%00")) {
                assertThat(ask(target)).as(target).startsWith("HTTP/1.1 400 ");
            }
            try (var channel = connect()) {
                write(channel, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(PATIENT.maxHeader()));
                assertThat(rest(channel)).doesNotContain("200 OK");
            }
            try (var channel = connect()) {
                write(channel, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
                assertThat(rest(channel)).doesNotContain("200 OK");
            }
        }
    }

    @Test
    void hearsWhoAsksHoweverManySayNothing() throws IOException {
        List<SocketChannel> silent = new ArrayList<>();
        try (var _ = open(PATIENT, 4, exchange -> exchange.getResponseSender().send("heard"))) {
            for (int i = 0; i < 100; i++) {
                var one = connect();
                silent.add(one);
                write(one, "GET / HTTP/1.1\r\nHo");
                assertThat(ask("")).endsWith("heard");
            }
            // The eldest had to go.
            assertThat(rest(silent.getFirst())).isEmpty();
        } finally {
            for (var one : silent) {
                one.close();
            }
        }
    }

    @Test
    void sendsThoseAwayFirstThatHaveTheirLastAnswer() throws IOException {
        HttpHandler target = exchange -> exchange.getResponseSender().send("heard");
        try (var server = open(PATIENT, 2, target)) {
            int port = server.listen(new ListenAddress("127.0.0.1", 0), target).getPort();
            try (var early = new Wires(port); var answered = new Wires(port)) {
                answered.write(ASK.formatted(""));
                assertThat(answered.reply().body()).isEqualTo("heard");
                assertThat(answered.isAtEnd()).isTrue();
                // It leaves its connection open, and so takes a place still.
                try (var late = new Wires(port)) {
                    late.write(ASK.formatted(""));
                    assertThat(late.reply().body()).isEqualTo("heard");
                }
                early.write(ASK.formatted(""));
                assertThat(early.reply().body()).isEqualTo("heard");
            }
        }
    }

    @Test
    void endsNoRequestThatIsBeingAnswered() throws Exception {
        var entered = new CountDownLatch(2);
        var released = new CountDownLatch(1);
        HttpHandler slow = exchange -> exchange.dispatch(command -> Thread.ofVirtual().start(command), dispatched -> {
            entered.countDown();
            released.await();
            dispatched.getResponseSender().send("done");
        });
        try (var _ = open(PATIENT, 2, slow); var one = connect(); var other = connect()) {
            write(one, ASK.formatted(""));
            write(other, ASK.formatted(""));
            assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
            try (var late = connect()) {
                assertThat(rest(late)).isEmpty();
            }
            released.countDown();
            assertThat(rest(one)).endsWith("done");
            assertThat(rest(other)).endsWith("done");
        }
    }

    @Test
    void closesWhatStallsBeforeItHasAsked() throws IOException {
        var limits = Bench.config(Bench.SHORT, Bench.LONG, Bench.LONG);
        try (var _ = open(limits, 8, Bench.count()); var mute = connect(); var half = connect()) {
            try {
                write(half, "GET / HTTP/1.1\r\nHost: a\r\nX-");
            } catch (IOException e) {
                // It was late, and is closed already.
            }
            assertThat(rest(mute)).isEmpty();
            assertThat(rest(half)).isEmpty();
        }
    }

    @Test
    void answersWhatStallsInItsBody() throws IOException {
        var limits = Bench.config(Bench.LONG, Bench.SHORT, Bench.LONG);
        try (var _ = open(limits, 8, Bench.count()); var body = connect()) {
            write(body, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
            assertThat(rest(body)).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void cutsOffWhoDoesNotTakeItsAnswer() throws Exception {
        var over = new CountDownLatch(1);
        int length = 20_000_000;
        HttpHandler talkative = exchange -> {
            exchange.addExchangeCompleteListener((completed, others) -> {
                over.countDown();
                others.proceed();
            });
            exchange.getResponseSender().send(ByteBuffer.allocate(length));
        };
        var limits = Bench.config(Bench.LONG, Bench.SHORT, Bench.LONG);
        try (var _ = open(limits, 8, talkative); var channel = connect()) {
            write(channel, ASK.formatted(""));
            assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(rest(channel).length()).isLessThan(length);
        }
    }

    @Test
    void leavesNothingBehind() throws IOException {
        var server = open(PATIENT, 8, Bench.count());
        try (var idle = connect(); var used = connect()) {
            write(used, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(used.read(ByteBuffer.allocate(10))).isPositive();
            server.close();
            assertThat(rest(idle)).isEmpty();
            rest(used);
        }
        server.close();
        assertThatThrownBy(
                () -> SocketChannel.open(StandardProtocolFamily.UNIX).connect(UnixDomainSocketAddress.of(socket())))
                .isInstanceOf(SocketException.class);
    }
}
