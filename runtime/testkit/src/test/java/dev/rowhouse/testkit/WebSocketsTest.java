package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.instance.Phase;
import java.io.IOException;
import java.net.Socket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** WebSockets of two instances, by real sockets. */
@Timeout(120)
class WebSocketsTest {
    private static TestComposite start(String name, String limits) {
        return start(name, limits, "");
    }

    private static TestComposite start(String name, String limits, String more) {
        return TestComposite.start("""
                drain = 20s
                apps.beside.class = dev.rowhouse.testkit.BesideApp
                defaults { app = beside, engines.default { url = "jdbc:h2:mem:%s-{instance}", schema = create } }
                instances.north { mount = "/north", limits { %s } }
                instances.south { mount = "/south" }
                %s
                """.formatted(name, limits, more));
    }

    private static BesideApp.Yard north(TestComposite composite) {
        return composite.object("north", BesideApp.Yard.class);
    }

    private static String heard(BesideApp.Yard yard) throws InterruptedException {
        return Objects.requireNonNull(yard.heard().poll(60, TimeUnit.SECONDS));
    }

    /** The first that begins so; what comes before is forgotten. */
    private static String heard(BesideApp.Yard yard, String beginning) throws InterruptedException {
        var event = heard(yard);
        while (!event.startsWith(beginning)) {
            event = heard(yard);
        }
        return event;
    }

    @Test
    void givesEachMessageAScopeOfItsOwnInstance() throws Exception {
        try (var composite = start("messages", "");
                var north = Peer.of(composite, "/north/socket");
                var south = Peer.of(composite, "/south/socket")) {
            for (int i = 0; i < 50; i++) {
                north.send("read");
                south.send("read");
                assertThat(south.next()).isEqualTo("south in south");
                assertThat(north.next()).isEqualTo("north in north");
            }
            assertThat(north.send("begin").next()).isEqualTo("begun: true");
            assertThat(north.send("joined?").next()).isEqualTo("joined: false");
            var yard = north(composite);
            assertThat(heard(yard)).isEqualTo("received by north in north");
            assertThat(heard(yard)).isEqualTo("opened for north in north");
            north.end(4001, "done");
            assertThat(heard(yard)).isEqualTo("closed 4001 done for north in north");
            assertThat(north.next()).isEqualTo("closed 4001 done");
            assertThat(yard.sockets().open()).isEmpty();
        }
    }

    @Test
    void keepsTheMessagesOfAConnectionInOrder() throws Exception {
        try (var composite = start("order", ""); var north = Peer.of(composite, "/north/socket")) {
            for (int i = 0; i < 300; i++) {
                north.send("m" + i);
            }
            for (int i = 0; i < 300; i++) {
                assertThat(north.next()).isEqualTo("echo m" + i);
            }
            north.sendPart("in ").sendPart("three ").send("parts");
            assertThat(north.next()).isEqualTo("echo in three parts");
            assertThat(north.send(ByteBuffer.allocate(3000)).next()).isEqualTo("bytes 3000");
        }
    }

    @Test
    void handlesTheMessagesOfOthersWhileOneWaits() throws Exception {
        try (var composite = start("others", "");
                var waiting = Peer.of(composite, "/north/socket");
                var other = Peer.of(composite, "/north/socket")) {
            waiting.send("wait").send("read");
            assertThat(other.send("read").next()).isEqualTo("north in north");
            north(composite).released().countDown();
            assertThat(waiting.next()).isEqualTo("waited");
            assertThat(waiting.next()).isEqualTo("north in north");
        }
    }

    @Test
    void closesAConnectionWhoseListenerFails() throws Exception {
        try (var composite = start("failures", "");
                var north = Peer.of(composite, "/north/socket");
                var other = Peer.of(composite, "/north/socket")) {
            assertThat(north.send("fail").next()).isEqualTo("closed 1011");
            assertThat(other.send("read").next()).isEqualTo("north in north");
            assertThat(other.send("bye").next()).isEqualTo("closed 4000 as you wish");
        }
    }

    @Test
    void limitsMessagesAlsoThoseThatComeInPieces() throws Exception {
        try (var composite = start("lengths", "connections.message = 2000");
                var whole = Peer.of(composite, "/north/socket");
                var pieces = Peer.of(composite, "/north/socket");
                var fitting = Peer.of(composite, "/north/socket")) {
            assertThat(whole.send("z".repeat(2001)).next()).isEqualTo("closed 1009");
            for (int i = 0; i < 21; i++) {
                pieces.sendPart("z".repeat(100));
            }
            assertThat(pieces.next()).isEqualTo("closed 1009");
            assertThat(fitting.send("z".repeat(2000)).next()).hasSize(2005);
        }
    }

    @Test
    void limitsHowManyAreOpen() throws Exception {
        try (var composite = start("many", "connections.open = 1"); var first = Peer.of(composite, "/north/socket")) {
            assertThat(first.send("read").next()).isEqualTo("north in north");
            assertThat(refusal(() -> Peer.of(composite, "/north/socket"))).isEqualTo(503);
            Peer.of(composite, "/south/socket").close();
        }
    }

    @Test
    void letsInOnlyPagesOfItsOwnOriginAndOfThoseThatAreAllowed() throws Exception {
        try (var composite = start("origins", "")) {
            var own = "http://" + composite.uri("/").getAuthority();
            Peer.of(composite, "/north/socket", own).close();
            for (var foreign : List.of("https://evil.example", own + ".evil.example", "http://127.0.0.1:1", "null")) {
                assertThat(refusal(() -> Peer.of(composite, "/north/socket", foreign))).as(foreign).isEqualTo(403);
            }
            Peer.of(composite, "/north/shared", "https://friend.example").close();
            assertThat(refusal(() -> Peer.of(composite, "/north/shared", "https://evil.example"))).isEqualTo(403);
            assertThat(refusal(() -> Peer.of(composite, "/north/socket?forbidden"))).isEqualTo(403);
            assertThat(composite.get("/north/socket").statusCode()).isEqualTo(426);
        }
    }

    private static int refusal(Runnable connect) {
        try {
            connect.run();
        } catch (java.util.concurrent.CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
        return 101;
    }

    @Test
    void cutsOffWhoDoesNotTakeWhatIsSentAndNobodyElse() throws Exception {
        try (var composite = start("slow", "connections.buffer = 100 kB");
                var deaf = raw(composite, "/north/socket");
                var north = Peer.of(composite, "/north/socket")) {
            deaf.getOutputStream().write(frame("flood"));
            var yard = north(composite);
            assertThat(heard(yard, "flooded")).isEqualTo("flooded");
            // The other one may be opened meanwhile.
            assertThat(heard(yard, "closed"))
                    .isEqualTo("closed 1006 The client takes messages too slowly. for north in north");
            assertThat(north.send("read").next()).isEqualTo("north in north");
        }
    }

    @Test
    void letsWhoSendsMuchWaitForTheClient() throws Exception {
        try (var composite = start("much", "connections.buffer = 50 kB");
                var north = Peer.of(composite, "/north/socket")) {
            north.send("much");
            for (int i = 0; i < 200; i++) {
                assertThat(north.next()).hasSize(10_000);
            }
            assertThat(north.next()).isEqualTo("all");
        }
    }

    /** A client that sends much faster than its messages are handled is held up by its own connection. */
    @Test
    void readsNoFurtherThanItHandles() throws Exception {
        try (var composite = start("pressure", "connections { message = 60 kB, buffer = 30 MB }");
                var eager = raw(composite, "/north/socket")) {
            var out = eager.getOutputStream();
            out.write(frame("wait"));
            var yard = north(composite);
            assertThat(heard(yard, "waits")).isEqualTo("waits");
            var message = frame("b".repeat(50_000));
            var sender = CompletableFuture.supplyAsync(() -> {
                try {
                    for (int i = 0; i < 400; i++) {
                        out.write(message);
                    }
                    return "sent";
                } catch (IOException e) {
                    return e.toString();
                }
            }, task -> Thread.ofVirtual().start(task));
            // 20 MB don't fit into the buffers of a connection.
            assertThatThrownBy(() -> sender.get(1, TimeUnit.SECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            var drain = Thread.ofVirtual().start(() -> drain(eager));
            yard.released().countDown();
            assertThat(sender.get(60, TimeUnit.SECONDS)).isEqualTo("sent");
            for (int i = 0; i < 400; i++) {
                assertThat(heard(yard)).hasSize(50_000);
            }
            eager.shutdownOutput();
            drain.join();
        }
    }

    private static void drain(Socket socket) {
        try {
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Closed, as it was meant to be.
            assertThat(socket.isClosed()).isTrue();
        }
    }

    @Test
    void asksASilentClientForASignOfLifeAndLetsTheDeadGo() throws Exception {
        try (var composite = start("silent", "connections.idle = 9s", "http.idle-timeout = 2500ms");
                var dead = raw(composite, "/north/socket");
                var living = Peer.of(composite, "/north/socket")) {
            var yard = north(composite);
            assertThat(heard(yard, "closed"))
                    .isEqualTo("closed 1006 The client was silent for too long. for north in north");
            drain(dead);
            // It has answered pings meanwhile, and lives on although http.idle-timeout is shorter than between two of them.
            assertThat(living.send("read").next()).isEqualTo("north in north");
        }
    }

    @Test
    void tellsTheSocketsOfAnInstanceThatItEndsAndNoOther() throws Exception {
        try (var composite = start("stop", "");
                var north = Peer.of(composite, "/north/socket");
                var waiting = Peer.of(composite, "/north/socket");
                var dead = raw(composite, "/north/socket");
                var south = Peer.of(composite, "/south/socket")) {
            var yard = north(composite);
            waiting.send("wait");
            var events = new ArrayList<String>();
            while (!events.contains("waits")
                    || events.stream().filter(event -> event.startsWith("opened")).count() < 3) {
                events.add(heard(yard));
            }
            var instance = composite.composite().instances().get(new InstanceName("north"));
            var stop = CompletableFuture.runAsync(() -> {
                try {
                    instance.stop(Duration.ofSeconds(60));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }, task -> Thread.ofVirtual().start(task));
            assertThat(north.next()).isEqualTo("closed 1001 This instance is closing.");
            assertThat(waiting.next()).isEqualTo("closed 1001 This instance is closing.");
            assertThat(instance.phase()).isEqualTo(Phase.DRAINING);
            assertThat(south.send("read").next()).isEqualTo("south in south");
            yard.released().countDown();
            stop.get(60, TimeUnit.SECONDS);
            assertThat(instance.phase()).isEqualTo(Phase.CLOSED);
            drain(dead);
            assertThat(yard.heard().stream().filter(event -> event.startsWith("closed 1001"))).hasSize(3)
                    .allMatch(event -> event.endsWith("for north in north"));
            assertThat(south.send("read").next()).isEqualTo("south in south");
        }
    }

    @Test
    void givesUndertowsOwnCallbacksNoSession() throws Exception {
        try (var composite = start("raw", ""); var north = Peer.of(composite, "/north/raw")) {
            assertThat(north.send("read").next()).isEqualTo("OutOfScopeException");
        }
    }

    /** A client that reads nothing and answers no ping. */
    private static Socket raw(TestComposite composite, String path) throws IOException {
        var uri = composite.uri(path);
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new java.net.InetSocketAddress(uri.getHost(), uri.getPort()));
        socket.getOutputStream().write("""
                GET %s HTTP/1.1\r
                Host: %s\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                \r
                """.replace("\r\n\n", "\r\n").formatted(path, uri.getAuthority()).getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("closed after: %s", head).isNotNegative();
            head.append((char) next);
        }
        assertThat(head).startsWith("HTTP/1.1 101 ");
        return socket;
    }

    /** A text message as a client sends it, under a mask of zeros. */
    private static byte[] frame(String text) {
        var payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = ByteBuffer.allocate(payload.length + 14).put((byte) 0x81);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.putInt(0).put(payload).flip();
        var bytes = new byte[frame.remaining()];
        frame.get(bytes);
        return bytes;
    }
}
