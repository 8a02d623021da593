package dev.rowhouse.apps.guestbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A bare connection, for hosts that no name server knows. */
final class Wire {
    private static final int PATIENCE_MILLIS = 60_000;

    private Wire() {}

    /**
     * Sends a request and reads until the server closes the connection.
     *
     * @param to where to connect
     * @param host whom the request is for
     * @param start the method and the path
     * @param json the body
     * @return the whole response, head and body
     */
    static String ask(URI to, String host, String start, String json) {
        var request = """
                %s HTTP/1.1
                Host: %s
                Content-Type: application/json
                Content-Length: %d
                Connection: close

                """.formatted(start, host, json.length()).replace("\n", "\r\n") + json;
        try (var socket = new Socket(to.getHost(), to.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
