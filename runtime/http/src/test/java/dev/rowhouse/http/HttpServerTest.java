package dev.rowhouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.HttpConfig;
import dev.rowhouse.config.ListenAddress;
import io.undertow.server.handlers.ResponseCodeHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("counts the threads of the JVM")
class HttpServerTest {
    private static final ListenAddress ANY = new ListenAddress("127.0.0.1", 0);

    @Test
    void listensOnAllAddressesAndTellsTheirPorts() throws IOException {
        try (var server = open(ANY, new ListenAddress("localhost", 0), ANY)) {
            assertThat(server.addresses()).hasSize(3).doesNotHaveDuplicates();
            for (var address : server.addresses()) {
                assertThat(ask(address.getPort()).status()).isEqualTo(400);
            }
        }
    }

    @Test
    void namesTheAddressThatIsTakenAndClosesTheOthers() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = freePort();
            var good = new ListenAddress("127.0.0.1", port);
            var bad = new ListenAddress("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(() -> open(good, bad)).isInstanceOf(ListenException.class)
                    .hasMessage("can't listen on %s: the port is taken".formatted(bad));
            assertThat(threads()).isEmpty();
            try (var server = open(good)) {
                assertThat(server.addresses().getFirst().getPort()).isEqualTo(port);
            }
        }
    }

    @Test
    void namesTheAddressThatIsUnknown() {
        var unknown = new ListenAddress("no-such-host.invalid", 0);
        assertThatThrownBy(() -> open(unknown)).isInstanceOf(ListenException.class)
                .hasMessage("can't listen on no-such-host.invalid:0: the host name is unknown");
        assertThatThrownBy(() -> open(new ListenAddress("192.0.2.1", 0))).isInstanceOf(ListenException.class)
                .hasMessageContaining("192.0.2.1:0: this machine doesn't have that address");
    }

    @Test
    void endsAllItsThreadsAndConnectionsWhenItIsClosed() throws IOException {
        assertThat(threads()).isEmpty();
        var server = open(ANY);
        int port = server.addresses().getFirst().getPort();
        try (var idle = new Wires(port); var used = new Wires(port)) {
            used.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(used.reply().status()).isEqualTo(404);
            assertThat(threads()).hasSize(Runtime.getRuntime().availableProcessors() + 1);
            server.close();
            assertThat(idle.isAtEnd()).isTrue();
            assertThat(used.isAtEnd()).isTrue();
        }
        server.close();
        assertThat(threads()).isEmpty();
        assertThatThrownBy(() -> new Wires(port)).isInstanceOf(IOException.class);
        try (var again = open(new ListenAddress("127.0.0.1", port))) {
            assertThat(again.addresses().getFirst().getPort()).isEqualTo(port);
        }
    }

    @Test
    void servesOpenConnectionsAfterItStoppedAccepting() throws IOException {
        try (var server = open(ANY)) {
            int port = server.addresses().getFirst().getPort();
            try (var wires = new Wires(port)) {
                wires.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(wires.reply().status()).isEqualTo(404);
                server.stopAccepting();
                assertThatThrownBy(() -> new Wires(port)).isInstanceOf(IOException.class);
                wires.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(wires.reply().status()).isEqualTo(404);
            }
        }
    }

    private static HttpServer open(ListenAddress... addresses) {
        return HttpServer.open(List.of(addresses), HttpConfig.DEFAULT, new ResponseCodeHandler(404));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Reply ask(int port) throws IOException {
        try (var wires = new Wires(port)) {
            wires.write("GET /.. HTTP/1.1\r\nHost: a\r\n\r\n");
            return wires.reply();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces()
                .keySet()
                .stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("rowhouse-http") || name.startsWith("XNIO"))
                .toList();
    }
}
