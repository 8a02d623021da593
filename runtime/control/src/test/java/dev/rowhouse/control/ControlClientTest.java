package dev.rowhouse.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client, and what answers it and is no composite. */
class ControlClientTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Asks somebody who answers this, whatever was asked, and closes. */
    private Answer ask(String answer) throws Exception {
        try (var server = listen()) {
            Thread.ofVirtual().start(() -> {
                try (var client = server.accept()) {
                    client.read(ByteBuffer.allocate(1000));
                    client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.ISO_8859_1)));
                } catch (IOException e) {
                    // The test says what it misses.
                }
            });
            return new ControlClient(new ControlAddress.Folder(folder)).ask("GET", "/", Limits.LONG);
        }
    }

    private ServerSocketChannel listen() throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("control.sock")));
        return server;
    }

    @Test
    void readsAHeadAndABody() throws Exception {
        assertThat(ask("HTTP/1.1 409 Conflict\r\nX: y\r\ncontent-length:  2\r\n\r\n{}and more"))
                .isEqualTo(new Answer(409, "{}"));
    }

    @Test
    void takesNothingElseForAnAnswer() {
        for (var wrong : new String[]{"", "hello", "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{}", "HTTP/1.1 200 OK\r\nContent-Length: much\r\n\r\n{}",
                "SSH-2.0\r\nContent-Length: 2\r\n\r\n{}"}) {
            assertThatThrownBy(() -> ask(wrong)).as(wrong)
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("not complete, or not from a composite");
            folder.resolve("control.sock").toFile().delete();
        }
    }

    @Test
    void waitsNoLongerThanItMay() throws Exception {
        try (var _ = listen()) {
            assertThatThrownBy(
                    () -> new ControlClient(new ControlAddress.Folder(folder)).ask("GET", "/", Duration.ofMillis(50)))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("no answer from");
        }
    }
}
