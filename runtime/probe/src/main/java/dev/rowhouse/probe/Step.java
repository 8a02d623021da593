package dev.rowhouse.probe;

import dev.rowhouse.config.ScenarioConfig;
import dev.rowhouse.config.StepConfig;
import dev.rowhouse.probe.Template.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A step of a scenario, ready to be asked.
 *
 * @param number which of the scenario's steps it is, from 0
 * @param config as it was written
 */
record Step(
        int number,
        StepConfig config,
        Template path,
        List<Field> fields,
        Optional<Template> body,
        List<Template> contains,
        List<Capture> captures) {
    /** A field of the head. */
    record Field(String name, Template value) {}

    /**
     * What is sent.
     *
     * @param line method, path and query, as reports show them
     * @param bytes all of it
     */
    @SuppressWarnings("ArrayRecordComponent") // Sent as it is, and not kept.
    record Request(String line, byte[] bytes) {}

    /** The steps of a scenario, by section. */
    record Scenario(List<Step> setup, List<Step> steps, List<Step> remains) {
        static Scenario of(ScenarioConfig config) {
            int first = config.setup().size();
            var words = config.words();
            return new Scenario(of(config.setup(), 0, words), of(config.steps(), first, words),
                    of(config.remains(), first + config.steps().size(), words));
        }

        private static List<Step> of(List<StepConfig> configs, int first, Set<String> words) {
            List<Step> steps = new ArrayList<>();
            for (var config : configs) {
                steps.addAll(Collections.nCopies(config.times(), Step.of(first, config, words)));
                first++;
            }
            return List.copyOf(steps);
        }
    }

    private static Step of(int number, StepConfig config, Set<String> words) {
        return new Step(number, config, Template.of(config.path(), Form.PATH, words),
                config.headers()
                        .sequencedEntrySet()
                        .stream()
                        .map(field -> new Field(field.getKey(), Template.of(field.getValue(), Form.FIELD, words)))
                        .toList(),
                config.body().map(text -> Template.of(text, form(config.headers()), words)),
                config.contains().stream().map(text -> Template.of(text, Form.PLAIN, words)).toList(),
                config.captures().stream().map(Capture::of).toList());
    }

    private static Form form(Map<String, String> headers) {
        var type = headers.entrySet()
                .stream()
                .filter(field -> field.getKey().equalsIgnoreCase("Content-Type"))
                .map(field -> field.getValue().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
        if (type.contains("json")) {
            return Form.JSON;
        }
        return type.contains("urlencoded") ? Form.FORM : Form.PLAIN;
    }

    boolean isBodiless() {
        return config.method().equals("HEAD");
    }

    /**
     * The request to an instance.
     *
     * @param cookie the value of the {@code Cookie} field; empty for none
     * @param meaning what words in braces stand for
     * @return empty if one of them stands for nothing yet
     */
    Optional<Request> request(Target target, String cookie, Function<String, Optional<String>> meaning) {
        var asked = path.filled(meaning);
        var text = body.flatMap(template -> template.filled(meaning));
        if (asked.isEmpty() || text.isPresent() != body.isPresent()) {
            return Optional.empty();
        }
        var line = config.method() + " " + target.prefix() + asked.get();
        var head = new StringBuilder(line).append(" HTTP/1.1\r\nHost: ").append(target.host()).append("\r\n");
        for (var field : fields) {
            var value = field.value().filled(meaning);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            head.append(field.name()).append(": ").append(value.get()).append("\r\n");
        }
        if (!cookie.isEmpty()) {
            head.append("Cookie: ").append(cookie).append("\r\n");
        }
        byte[] sent = text.orElse("").getBytes(StandardCharsets.UTF_8);
        if (body.isPresent()) {
            head.append("Content-Length: ").append(sent.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[start.length + sent.length];
        System.arraycopy(start, 0, bytes, 0, start.length);
        System.arraycopy(sent, 0, bytes, start.length, sent.length);
        return Optional.of(new Request(line, bytes));
    }

    /** The first text that an answer should contain and doesn't. */
    Optional<String> missing(Answer answer, Function<String, Optional<String>> meaning) {
        if (contains.isEmpty()) {
            return Optional.empty();
        }
        var text = answer.text();
        return contains.stream()
                .flatMap(template -> template.filled(meaning).stream())
                .filter(wanted -> !text.contains(wanted))
                .findFirst();
    }

    /** What an answer is worth for later steps; empty if it lacks some of it. */
    Optional<Map<String, String>> captured(Answer answer) {
        Map<String, String> found = new HashMap<>();
        for (var capture : captures) {
            var value = capture.in(answer);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            found.put(capture.name(), value.get());
        }
        return Optional.of(found);
    }

    /** What its words in braces may stand for, each time it is asked. */
    record Words(Map<String, String> usual, Map<String, String> captured) {
        Optional<String> meaning(String word) {
            return Optional.ofNullable(usual.get(word)).or(() -> Optional.ofNullable(captured.get(word)));
        }
    }
}
