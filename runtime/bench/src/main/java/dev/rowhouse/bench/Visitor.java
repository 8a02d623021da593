package dev.rowhouse.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A client that asks instances, one request at a time; it costs all subjects the same. For use by one thread. */
final class Visitor implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    Visitor(int port) {
        this.port = port;
    }

    /**
     * Asks once.
     *
     * @param path from the first slash
     * @return how many milliseconds it took
     * @throws IOException if there was no answer, or another status than 200
     * @throws InterruptedException if the thread is told to stop meanwhile
     */
    double visit(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .timeout(LONG)
                .build();
        long began = System.nanoTime();
        var answer = client.send(request, BodyHandlers.ofString());
        double millis = (System.nanoTime() - began) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        if (answer.statusCode() != OK) {
            throw new IOException("%s: status %d: %s".formatted(path, answer.statusCode(), answer.body()));
        }
        return millis;
    }

    @Override
    public void close() {
        client.close();
    }
}
