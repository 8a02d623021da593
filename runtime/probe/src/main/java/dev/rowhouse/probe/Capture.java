package dev.rowhouse.probe;

import dev.rowhouse.config.CaptureConfig;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds something in answers.
 *
 * @param name what it is kept under
 * @param place finds it; empty if an answer doesn't have it
 */
record Capture(String name, Function<Answer, Optional<String>> place) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static Capture of(CaptureConfig config) {
        var expression = config.expression();
        Function<Answer, Optional<String>> whole = switch (config.source()) {
            case JSON -> answer -> json(answer, expression);
            case HEADER -> answer -> answer.field(expression);
            case COOKIE -> answer -> answer.cookies()
                    .stream()
                    .filter(cookie -> cookie.startsWith(expression + "="))
                    .map(cookie -> cookie.substring(expression.length() + 1))
                    .findFirst();
            case BODY -> answer -> Optional.of(answer.text());
        };
        var pattern = config.pattern().map(Pattern::compile);
        return new Capture(config.name(),
                pattern.isEmpty() ? whole : answer -> whole.apply(answer).flatMap(text -> part(pattern.get(), text)));
    }

    Optional<String> in(Answer answer) {
        return place.apply(answer);
    }

    private static Optional<String> json(Answer answer, String pointer) {
        try {
            return JSON.readTree(answer.body()).at(pointer).asStringOpt();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> part(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? Optional.ofNullable(found.group(Math.min(1, found.groupCount()))) : Optional.empty();
    }
}
