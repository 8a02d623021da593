package dev.rowhouse.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that ask an address again as soon as they are answered, each on a socket of its own, and count every answer: half of them on one
 * connection, half of them on a new one each time. Whatever isn't 200, or no answer, is a failure.
 */
final class Load implements AutoCloseable {
    private final InetSocketAddress address;
    private final String path;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> clients = new ArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    private final Map<String, Long> bodies = new ConcurrentHashMap<>();
    private final Map<String, Long> failures = new ConcurrentHashMap<>();
    private volatile boolean over;

    private Load(InetSocketAddress address, String path) {
        this.address = address;
        this.path = path;
    }

    /** Clients that have begun to ask. */
    static Load on(Composite composite, String path, int count) {
        var load = new Load(composite.addresses().getFirst(), path);
        for (int i = 0; i < count; i++) {
            boolean stays = i % 2 == 0;
            load.clients.add(load.threads.submit(() -> load.ask(stays)));
        }
        return load;
    }

    /** Waits until so many more answers were counted. */
    void await(long more) {
        long until = answers.get() + more;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (answers.get() < until) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("only %d answers; %s".formatted(answers.get(), failures));
            }
            Thread.onSpinWait();
        }
    }

    /** Ends it, when each client has its last answer; how often what went wrong. */
    Map<String, Long> failures() throws Exception {
        over = true;
        for (var client : clients) {
            client.get(60, TimeUnit.SECONDS);
        }
        return Map.copyOf(failures);
    }

    /** How many answers there were, failures included. */
    long answers() {
        return answers.get();
    }

    /** The longest that a client has waited for an answer, in milliseconds. */
    long slowestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(slowest.get());
    }

    /** What was answered, and how often. */
    Map<String, Long> bodies() {
        return Map.copyOf(bodies);
    }

    private void ask(boolean stays) {
        while (!over) {
            try (var socket = new Socket(address.getAddress(), address.getPort())) {
                socket.setTcpNoDelay(true);
                var in = new BufferedInputStream(socket.getInputStream());
                do {
                    long begin = System.nanoTime();
                    socket.getOutputStream()
                            .write("GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
                                    .formatted(path, stays ? "" : "Connection: close\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    read(in);
                    slowest.accumulateAndGet(System.nanoTime() - begin, Math::max);
                } while (stays && !over);
            } catch (IOException e) {
                count(String.valueOf(e));
            }
        }
    }

    private void read(InputStream in) throws IOException {
        var status = line(in);
        int length = 0;
        for (var field = line(in); !field.isEmpty(); field = line(in)) {
            if (field.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(field.substring(15).strip());
            }
        }
        var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (status.startsWith("HTTP/1.1 200 ")) {
            bodies.merge(body, 1L, Long::sum);
            answers.incrementAndGet();
        } else {
            count(status);
        }
    }

    private void count(String failure) {
        failures.merge(failure, 1L, Long::sum);
        answers.incrementAndGet();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended before the answer");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        over = true;
        threads.close();
    }
}
