package dev.rowhouse.control;

import dev.rowhouse.config.Mount;
import dev.rowhouse.instance.Phase;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The query of a request: each parameter known, and there once. For use by one thread. */
final class Asked {
    private static final int USUAL_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,3}");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,7})(ms|s|m|h)");

    private final HttpServerExchange exchange;

    private Asked(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Looks at the names of the parameters.
     *
     * @throws RefusedException 422 if one is none of these, or there twice
     */
    static Asked of(HttpServerExchange exchange, String... known) {
        exchange.getQueryParameters().forEach((name, values) -> {
            if (!Arrays.asList(known).contains(name)) {
                throw RefusedException.unusable("There is no parameter '%s' here; %s.".formatted(shown(name),
                        known.length == 0 ? "leave it out" : "write " + String.join(", ", known)));
            }
            if (values.size() != 1) {
                throw RefusedException
                        .unusable("'%s' is there %d times; write it once.".formatted(name, values.size()));
            }
        });
        return new Asked(exchange);
    }

    /** What a message may repeat of what a client sent. */
    static String shown(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(exchange.getQueryParameters().get(name)).map(values -> values.getFirst());
    }

    /** How many to show. */
    int limit() {
        int asked = text("limit").map(text -> {
            if (!LIMIT.matcher(text).matches() || Integer.parseInt(text) > LARGEST_LIMIT) {
                throw RefusedException.unusable(
                        "limit=%s is no limit; write a number from 1 to %d.".formatted(shown(text), LARGEST_LIMIT));
            }
            return Integer.parseInt(text);
        }).orElse(USUAL_LIMIT);
        return asked;
    }

    Optional<Phase> phase() {
        return text("phase").map(text -> Arrays.stream(Phase.values())
                .filter(phase -> phase.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> RefusedException.unusable(
                        "phase=%s is no phase; write one of %s.".formatted(shown(text), List.of(Phase.values())))));
    }

    /** How long running requests may take to end. */
    Duration drain(Duration usual) {
        return text("drain").map(text -> {
            var duration = DURATION.matcher(text);
            if (!duration.matches()) {
                throw RefusedException
                        .unusable("drain=%s is no duration; write a number and a unit, like 500ms, 30s or 5m."
                                .formatted(shown(text)));
            }
            return Duration.ofMillis(Long.parseLong(duration.group(1)) * millis(duration.group(2)));
        }).orElse(usual);
    }

    Mount mount() {
        var text = text("mount").orElseThrow(() -> RefusedException
                .unusable("The mount is missing; write it into the query, like ?mount=/path or ?mount=host/path."));
        try {
            return Mount.parse(text);
        } catch (IllegalArgumentException e) {
            throw RefusedException.unusable("The mount %s.".formatted(e.getMessage()));
        }
    }

    private static long millis(String unit) {
        return switch (unit) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            default -> 3_600_000;
        };
    }
}
