package dev.rowhouse.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A bare connection, for what no client library would send. */
final class Wires implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Wires(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    InputStream in() {
        return in;
    }

    Socket socket() {
        return socket;
    }

    /** The next response. */
    Reply reply() throws IOException {
        try {
            var statusLine = line();
            if (statusLine.isEmpty()) {
                return Reply.NONE;
            }
            int status = Integer.parseInt(statusLine.substring(9, 12));
            Map<String, String> fields = new HashMap<>();
            for (var line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                fields.merge(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip(),
                        (first, second) -> first + ", " + second);
            }
            boolean bodiless = status < 200 || status == 204 || status == 304;
            return new Reply(status, fields, bodiless ? "" : body(fields));
        } catch (SocketException e) {
            return Reply.NONE;
        }
    }

    /** Whether the server has closed the connection, once it has. */
    boolean isAtEnd() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    private String body(Map<String, String> fields) throws IOException {
        if (fields.containsKey("transfer-encoding")) {
            var body = new StringBuilder();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
                line();
            }
            line();
            return body.toString();
        }
        var length = fields.get("content-length");
        var bytes = length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
