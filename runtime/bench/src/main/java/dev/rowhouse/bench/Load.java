package dev.rowhouse.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Clients that ask one path over connections that stay open, each again as soon as it was answered: wrk where it is installed, and
 * otherwise a client of our own, which costs more of the machine itself. All answers must have status 200.
 */
sealed interface Load {
    /**
     * Asks for a while.
     *
     * @param port of this machine
     * @param path from the first slash
     * @param connections how many at once
     * @param seconds for how long
     * @return answers
     * @throws IOException if the server is not there, or an answer has another status
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    long run(int port, String path, int connections, int seconds) throws IOException, InterruptedException;

    /** The best that this machine has. */
    static Load best() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "wrk"))
                .filter(Files::isExecutable)
                .findFirst()
                .<Load>map(Wrk::new)
                .orElseGet(Own::new);
    }

    /** What it is called in notes. */
    String name();

    /** The program of that name, with one thread. */
    record Wrk(Path program) implements Load {
        private static final Pattern ANSWERS = Pattern.compile("(\\d+) requests in");
        private static final Pattern FAILURES = Pattern.compile("Non-2xx or 3xx responses: \\d+|Socket errors: .*");

        @Override
        public String name() {
            return "wrk";
        }

        @Override
        public long run(int port, String path, int connections, int seconds) throws IOException, InterruptedException {
            var process = new ProcessBuilder(program.toString(), "-t1", "-c" + connections, "-d" + seconds + "s",
                    "--timeout", "30s", "http://127.0.0.1:%d%s".formatted(port, path)).redirectErrorStream(true)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var answers = ANSWERS.matcher(text);
            var failures = FAILURES.matcher(text);
            if (process.waitFor() != 0 || !answers.find() || failures.find()) {
                throw new IOException("wrk failed at %s: %s".formatted(path, text.strip()));
            }
            return Long.parseLong(answers.group(1));
        }
    }

    /** One thread and a selector. */
    record Own() implements Load {
        private static final int BUFFER = 1 << 16;
        private static final long PAUSE_MILLIS = 100;

        @Override
        public String name() {
            return "a client of this program";
        }

        @Override
        public long run(int port, String path, int connections, int seconds) throws IOException {
            var request = "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n".formatted(path, port)
                    .getBytes(StandardCharsets.US_ASCII);
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var buffer = ByteBuffer.allocate(BUFFER);
            long answers = 0;
            try (var selector = Selector.open()) {
                try {
                    for (int i = 0; i < connections; i++) {
                        var channel = SocketChannel.open(address);
                        channel.configureBlocking(false);
                        channel.register(selector, SelectionKey.OP_READ, new Answers());
                        channel.write(ByteBuffer.wrap(request));
                    }
                    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
                    while (System.nanoTime() < end) {
                        selector.select(PAUSE_MILLIS);
                        for (var key : List.copyOf(selector.selectedKeys())) {
                            if (read(key, buffer)) {
                                answers++;
                                ((SocketChannel) key.channel()).write(ByteBuffer.wrap(request));
                            }
                        }
                        selector.selectedKeys().clear();
                    }
                } finally {
                    for (var key : selector.keys()) {
                        key.channel().close();
                    }
                }
            }
            return answers;
        }

        private static boolean read(SelectionKey key, ByteBuffer buffer) throws IOException {
            if (((SocketChannel) key.channel()).read(buffer.clear()) < 0) {
                throw new IOException("the server has closed a connection");
            }
            return ((Answers) key.attachment()).isComplete(buffer.flip());
        }
    }
}
