package dev.rowhouse.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads what an instance may use. For use by one thread. */
final class LimitsReader {
    private static final int LARGEST = 1024 * 1024 * 1024;
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);
    private static final Duration SHORTEST_IDLE = Duration.ofMillis(100);

    private final HttpConfig http;

    /** @param http the limits that hold for all instances */
    LimitsReader(HttpConfig http) {
        this.http = http;
    }

    LimitsConfig read(Section section) {
        section.only(List.of("weight", "body", "concurrent", "queue", "queue-timeout", "request-timeout", "rate",
                "tasks", "connections"));
        return new LimitsConfig(
                section.find("weight")
                        .flatMap(node -> Scalars.integer(node, 1, LimitsConfig.MOST_WEIGHT))
                        .orElse(LimitsConfig.DEFAULT.weight()),
                requests(section),
                section.find("tasks").flatMap(Node::section).map(LimitsReader::tasks).orElse(TaskLimits.DEFAULT),
                section.find("connections")
                        .flatMap(Node::section)
                        .map(LimitsReader::connections)
                        .orElse(ConnectionLimits.DEFAULT));
    }

    private RequestLimits requests(Section section) {
        var usual = RequestLimits.DEFAULT;
        var body = section.find("body").flatMap(this::body);
        var concurrent = section.find("concurrent").flatMap(node -> Scalars.integer(node, 1, Integer.MAX_VALUE));
        return new RequestLimits(body.map(OptionalLong::of).orElse(OptionalLong.empty()),
                concurrent.map(OptionalInt::of).orElse(OptionalInt.empty()),
                section.find("queue")
                        .flatMap(node -> Scalars.integer(node, 0, Integer.MAX_VALUE))
                        .orElse(usual.queue()),
                section.find("queue-timeout")
                        .flatMap(node -> Scalars.duration(node, SHORTEST_WAIT))
                        .orElse(usual.queueTimeout()),
                timeout(section), section.find("rate").flatMap(LimitsReader::rate));
    }

    private static Optional<Duration> timeout(Section section) {
        var written = section.find("request-timeout");
        return written.filter(Node::isNever).isPresent() ? Optional.empty()
                : written.flatMap(node -> Scalars.duration(node, SHORTEST_WAIT)).or(RequestLimits.DEFAULT::timeout);
    }

    private static Optional<Rate> rate(Node node) {
        return node.text("a rate").flatMap(text -> {
            var rate = Rate.parse(text);
            if (rate.isEmpty()) {
                node.wrong("%s is not a rate".formatted(node.shown(text)),
                        "write a number and a second, minute, hour or day: 100/s, 1000/m, 5000/h or 10000/d");
            }
            return rate;
        });
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
