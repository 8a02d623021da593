package dev.rowhouse.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of a few lines, which answers as a test says: byte by byte, if need be. */
final class Peer implements AutoCloseable {
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Answers answers;
    final AtomicInteger connections = new AtomicInteger();

    /** What is answered. */
    interface Answers {
        /**
         * All bytes of an answer, as text; the connection is closed after an empty one, and after one that says so.
         *
         * @param head request line and fields
         */
        String to(String head, String body);
    }

    Peer(Answers answers) {
        this.answers = answers;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    }

    static String status(String line) {
        return "HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n".formatted(line);
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            String answer;
            do {
                answer = answer(in);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            } while (!answer.isEmpty() && !answer.contains("Connection: close"));
        } catch (SocketException e) {
            // The visitor has hung up.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answer(BufferedReader in) throws IOException {
        var head = new StringBuilder();
        int length = 0;
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        var body = new char[length];
        int read = 0;
        while (read < length) {
            read += in.read(body, read, length - read);
        }
        return head.isEmpty() ? "" : answers.to(head.toString(), new String(body));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
