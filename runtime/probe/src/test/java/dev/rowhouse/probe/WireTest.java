package dev.rowhouse.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static Answer exchange(String answer) throws IOException {
        try (var peer = new Peer((_, _) -> answer); var wire = new Wire(peer.address())) {
            return wire.exchange(REQUEST, false);
        }
    }

    @Test
    void readsBodiesOfEveryKind() throws IOException {
        assertThat(exchange(Peer.ok("hello")).text()).isEqualTo("hello");
        assertThat(exchange(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nA: b\r\n\r\n")
                .text()).isEqualTo("hello");
        assertThat(exchange("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello").text()).isEqualTo("hello");
        assertThat(exchange("HTTP/1.1 204 No Content\r\n\r\n").status()).isEqualTo(204);
        assertThat(exchange("HTTP/1.1 100 Continue\r\n\r\n" + Peer.ok("hello")).text()).isEqualTo("hello");
    }

    @Test
    void keepsItsConnectionAndOpensAnotherWhenThatWasClosed() throws IOException {
        try (var peer = new Peer((_, _) -> Peer.ok("hello")); var wire = new Wire(peer.address())) {
            wire.exchange(REQUEST, false);
            wire.exchange(REQUEST, false);
            assertThat(peer.connections).hasValue(1);
        }
        try (var peer = new Peer((head, _) -> head.contains("here") ? Peer.status("200 OK\r\nConnection: close") : "");
                var wire = new Wire(peer.address())) {
            wire.exchange(REQUEST, false);
            wire.exchange(REQUEST, false);
            assertThat(peer.connections).hasValue(2);
        }
    }

    @Test
    void refusesWhatIsNoAnswer() {
        assertThatThrownBy(() -> exchange("")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> exchange("SSH-2.0-x\r\n\r\n")).hasMessage("the answer is none of HTTP/1.1");
        assertThatThrownBy(() -> exchange("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"))
                .hasMessage("the answer has a negative length");
        assertThatThrownBy(() -> exchange("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\nhello"))
                .hasMessage("the connection was closed in the middle of an answer");
        assertThatThrownBy(() -> exchange("HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000)))
                .hasMessage("the head of the answer does not end");
    }

    @Test
    void keepsNoMoreOfABodyThanItLooksAt() throws IOException {
        var huge = exchange("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
        assertThat(huge.whole()).isFalse();
        var endless = exchange("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + "x".repeat(Wire.MOST_BODY + 1));
        assertThat(endless.whole()).isFalse();
        assertThat(endless.bytes().length).isLessThanOrEqualTo(Wire.MOST_BODY + 1000);
    }
}
