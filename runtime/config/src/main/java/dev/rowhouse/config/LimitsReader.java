package dev.rowhouse.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads what an instance may use. For use by one thread. */
final class LimitsReader {
    private static final int LARGEST = 1024 * 1024 * 1024;
    private static final Duration SHORTEST_IDLE = Duration.ofMillis(100);

    private final HttpConfig http;

    /** @param http the limits that hold for all instances */
    LimitsReader(HttpConfig http) {
        this.http = http;
    }

    LimitsConfig read(Section section) {
        section.only(List.of("body", "concurrent", "tasks", "connections"));
        var body = section.find("body").flatMap(this::body);
        var concurrent = section.find("concurrent").flatMap(node -> Scalars.integer(node, 1, Integer.MAX_VALUE));
        return new LimitsConfig(body.map(OptionalLong::of).orElse(OptionalLong.empty()),
                concurrent.map(OptionalInt::of).orElse(OptionalInt.empty()),
                section.find("tasks").flatMap(Node::section).map(LimitsReader::tasks).orElse(TaskLimits.DEFAULT),
                section.find("connections")
                        .flatMap(Node::section)
                        .map(LimitsReader::connections)
                        .orElse(ConnectionLimits.DEFAULT));
    }

    private Optional<Long> body(Node node) {
        var body = Scalars.size(node, 0, Long.MAX_VALUE);
        if (body.isPresent() && body.get() > http.maxBody()) {
            node.wrong("%d bytes is more than http.max-body, which is %d".formatted(body.get(), http.maxBody()),
                    "write at most that, or a larger http.max-body");
            return Optional.empty();
        }
        return body;
    }

    private static TaskLimits tasks(Section section) {
        section.only(List.of("running", "waiting"));
        var usual = TaskLimits.DEFAULT;
        return new TaskLimits(
                section.find("running")
                        .flatMap(node -> Scalars.integer(node, 1, Integer.MAX_VALUE))
                        .orElse(usual.running()),
                section.find("waiting")
                        .flatMap(node -> Scalars.integer(node, 0, Integer.MAX_VALUE))
                        .orElse(usual.waiting()));
    }

    private static ConnectionLimits connections(Section section) {
        section.only(List.of("open", "message", "buffer", "idle"));
        var usual = ConnectionLimits.DEFAULT;
        return new ConnectionLimits(
                section.find("open").flatMap(node -> Scalars.integer(node, 0, Integer.MAX_VALUE)).orElse(usual.open()),
                bytes(section, "message").orElse(usual.message()), bytes(section, "buffer").orElse(usual.buffer()),
                section.find("idle").flatMap(node -> Scalars.duration(node, SHORTEST_IDLE)).orElse(usual.idle()));
    }

    private static Optional<Integer> bytes(Section section, String key) {
        return section.find(key).flatMap(node -> Scalars.size(node, 1, LARGEST)).map(Math::toIntExact);
    }
}
