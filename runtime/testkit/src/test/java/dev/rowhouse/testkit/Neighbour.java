package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A visitor of an instance that is well, for as long as others are not: counts every answer that it gets. */
final class Neighbour implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicInteger answers = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Thread visitor;
    private volatile boolean enough;

    private Neighbour(TestComposite composite, String path) {
        visitor = Thread.ofPlatform().name("neighbour").start(() -> {
            while (!enough) {
                ask(composite, path);
            }
        });
    }

    /** Begins to ask. */
    static Neighbour of(TestComposite composite, String path) {
        return new Neighbour(composite, path);
    }

    private void ask(TestComposite composite, String path) {
        try {
            var answer = composite.send(HttpRequest.newBuilder(composite.uri(path)).timeout(PATIENCE));
            if (answer.statusCode() == 200) {
                answers.incrementAndGet();
            } else {
                failures.add(answer.statusCode() + " " + answer.body());
            }
        } catch (RuntimeException e) {
            failures.add(e.toString());
        }
    }

    /** No request failed, and there were some. */
    @Override
    public void close() {
        enough = true;
        try {
            visitor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a neighbour waits for its last answer", e);
        }
        assertThat(failures).isEmpty();
        assertThat(answers).hasPositiveValue();
    }
}
