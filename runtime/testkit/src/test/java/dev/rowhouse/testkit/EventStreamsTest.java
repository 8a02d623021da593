package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.instance.Phase;
import dev.rowhouse.spi.ServerEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of server-sent events of two instances, by real sockets. */
@Timeout(120)
class EventStreamsTest {
    private static TestComposite start(String name, String limits) {
        return TestComposite.start("""
                drain = 20s
                apps.beside.class = dev.rowhouse.testkit.BesideApp
                defaults { app = beside, engines.default { url = "jdbc:h2:mem:%s-{instance}", schema = create } }
                instances.north { mount = "/north", limits { %s } }
                instances.south { mount = "/south" }
                """.formatted(name, limits));
    }

    private static BesideApp.Yard yard(TestComposite composite, String instance) {
        return composite.object(instance, BesideApp.Yard.class);
    }

    private static String heard(BesideApp.Yard yard) throws InterruptedException {
        return Objects.requireNonNull(yard.heard().poll(60, TimeUnit.SECONDS));
    }

    @Test
    void sendsEventsFromTasksToTheReadersOfTheirInstance() throws Exception {
        try (var composite = start("events", "concurrent = 1");
                var north = new Reader(composite, "/north/feed", "");
                var again = new Reader(composite, "/north/feed", "");
                var south = new Reader(composite, "/south/feed", "")) {
            assertThat(north.head).startsWith("HTTP/1.1 200 OK\n").contains("Content-Type: text/event-stream\n");
            assertThat(north.next()).isEqualTo("data: hello from north in north");
            assertThat(again.next()).isEqualTo("data: hello from north in north");
            assertThat(south.next()).isEqualTo("data: hello from south in south");
            for (var instance : new String[]{"north", "south"}) {
                var yard = yard(composite, instance);
                yard.executor()
                        .schedule(
                                () -> yard.feed()
                                        .send(ServerEvent.of("news\nof " + yard.tryRead()).named("news").withId("7")),
                                1, TimeUnit.MILLISECONDS)
                        .get();
            }
            assertThat(north.next()).isEqualTo("id: 7|event: news|data: news|data: of north in north");
            assertThat(again.next()).isEqualTo("id: 7|event: news|data: news|data: of north in north");
            assertThat(south.next()).isEqualTo("id: 7|event: news|data: news|data: of south in south");
            // Streams don't count as requests that run.
            assertThat(composite.get("/north/executor").body()).isEqualTo("north in north");
        }
    }

    @Test
    void tellsFirstWhatAReaderHasMissed() throws Exception {
        try (var composite = start("missed", "");
                var north = new Reader(composite, "/north/feed", "Last-Event-ID: 5")) {
            assertThat(north.next()).isEqualTo("data: hello from north in north");
            assertThat(north.next()).isEqualTo("data: missed since 5");
            var yard = yard(composite, "north");
            assertThat(heard(yard)).isEqualTo("greets");
            yard.feed().send(ServerEvent.of("to all"));
            yard.released().countDown();
            assertThat(north.next()).isEqualTo("data: greeted");
            assertThat(north.next()).isEqualTo("data: to all");
        }
    }

    @Test
    void noticesWhoHasLeft() throws Exception {
        try (var composite = start("left", "connections.idle = 200ms")) {
            var north = new Reader(composite, "/north/feed", "");
            assertThat(north.next()).startsWith("data: hello");
            assertThat(north.next()).isEqualTo(":");
            north.close();
            var yard = yard(composite, "north");
            assertThat(heard(yard)).isEqualTo("stream closed for north in north");
            assertThat(yard.feed().open()).isEmpty();
            assertThat(composite.get("/north/executor").body()).isEqualTo("north in north");
        }
    }

    @Test
    void cutsOffWhoDoesNotReadAndNobodyElse() throws Exception {
        try (var composite = start("deaf", "connections.buffer = 200 kB");
                var deaf = new Reader(composite, "/north/feed", "");
                var north = new Reader(composite, "/north/feed", "")) {
            assertThat(deaf.next()).startsWith("data: hello");
            assertThat(north.next()).startsWith("data: hello");
            var yard = yard(composite, "north");
            var event = ServerEvent.of("x".repeat(50_000));
            while (yard.feed().open().size() == 2) {
                yard.feed().send(event);
                assertThat(north.next()).hasSize(50_006);
            }
            assertThat(heard(yard)).isEqualTo("stream closed for north in north");
            yard.feed().send(ServerEvent.of("still here"));
            assertThat(north.next()).isEqualTo("data: still here");
        }
    }

    @Test
    void limitsHowManyAreOpen() throws Exception {
        try (var composite = start("most", "connections.open = 1");
                var first = new Reader(composite, "/north/feed", "")) {
            assertThat(first.next()).startsWith("data: hello");
            assertThat(composite.get("/north/feed").statusCode()).isEqualTo(503);
            try (var other = new Reader(composite, "/south/feed", "")) {
                assertThat(other.next()).startsWith("data: hello");
            }
        }
    }

    @Test
    void endsTheStreamsOfAnInstanceThatEndsAndNoOther() throws Exception {
        try (var composite = start("end", "");
                var north = new Reader(composite, "/north/feed", "");
                var deaf = new Reader(composite, "/north/feed", "");
                var south = new Reader(composite, "/south/feed", "")) {
            assertThat(north.next()).startsWith("data: hello");
            assertThat(deaf.next()).startsWith("data: hello");
            assertThat(south.next()).startsWith("data: hello");
            var yard = yard(composite, "north");
            composite.composite().instances().get(new InstanceName("north")).stop(Duration.ofSeconds(60));
            assertThat(north.next()).isEqualTo("end");
            assertThat(composite.phase("north")).isEqualTo(Phase.CLOSED);
            assertThat(yard.heard()).containsExactly("stream closed for north in north",
                    "stream closed for north in north");
            yard(composite, "south").feed().send(ServerEvent.of("still here"));
            assertThat(south.next()).isEqualTo("data: still here");
        }
    }

    /** What a reader sees, event by event. */
    private static final class Reader implements AutoCloseable {
        private final Socket socket = new Socket();
        private final BufferedReader lines;
        private final String head;

        Reader(TestComposite composite, String path, String field) throws IOException {
            var uri = composite.uri(path);
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
            var more = field.isEmpty() ? "" : field + "\r\n";
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: %s\r\n%s\r\n".formatted(path, uri.getAuthority(), more)
                            .getBytes(StandardCharsets.US_ASCII));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            head = block();
        }

        /** The lines of the next event; "end" after the last one. */
        String next() throws IOException {
            while (true) {
                // Chunks: a length, an event or a part of it, an empty line.
                var event = block().lines().filter(line -> !line.matches("[0-9a-f]+")).toList();
                if (!event.isEmpty()) {
                    return String.join("|", event);
                }
            }
        }

        private String block() throws IOException {
            var block = new StringBuilder();
            while (true) {
                var line = lines.readLine();
                if (line == null || line.equals("0")) {
                    return "end";
                }
                if (line.isEmpty()) {
                    return block.toString();
                }
                block.append(line).append('\n');
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
