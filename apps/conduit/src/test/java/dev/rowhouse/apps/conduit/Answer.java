package dev.rowhouse.apps.conduit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an instance answered, and what a test expects of it. Places in the body are JSON pointers. */
record Answer(HttpResponse<String> response, JsonNode body) {
    static Answer to(HttpResponse<String> response) {
        boolean isJson = isJson(response) && !response.body().isEmpty();
        return new Answer(response, JsonMapper.shared().readTree(isJson ? response.body() : "null"));
    }

    private static boolean isJson(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Type").orElse("").matches("application/json(;.*)?");
    }

    int status() {
        return response.statusCode();
    }

    /** The value of a header field; empty if it is missing. */
    String field(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    Answer is(int status) {
        assertThat(status()).as(this::toString).isEqualTo(status);
        if (status == 204) {
            assertThat(response.body()).as(this::toString).isEmpty();
        } else {
            assertThat(isJson(response)).as("%s is declared to be JSON", this).isTrue();
        }
        return this;
    }

    Answer isOneOf(Integer... statuses) {
        assertThat(status()).as(this::toString).isIn((Object[]) statuses);
        return this;
    }

    /** Refused with exactly these errors: a field, its message, a field, its message. */
    Answer refused(int status, String... fieldsAndMessages) {
        Map<String, List<String>> expected = new TreeMap<>();
        for (int i = 0; i < fieldsAndMessages.length; i += 2) {
            expected.put(fieldsAndMessages[i], List.of(fieldsAndMessages[i + 1]));
        }
        assertThat(is(status).errors()).as(this::toString).isEqualTo(expected);
        return this;
    }

    /** Refused because of these fields, or whatever the errors are filed under, with one message or more each. */
    Answer refusedFor(int status, String... fields) {
        assertThat(is(status).errors()).as(this::toString)
                .containsOnlyKeys(fields)
                .allSatisfy((field, messages) -> assertThat(messages).isNotEmpty().doesNotContain(""));
        return this;
    }

    /** Refused, whatever the errors are filed under. */
    Answer refusedSomehow(int status) {
        return refusedFor(status, is(status).errors().keySet().toArray(String[]::new));
    }

    private Map<String, List<String>> errors() {
        assertThat(body.propertyNames()).as(this::toString).containsExactly("errors");
        Map<String, List<String>> errors = new TreeMap<>();
        body.path("errors").propertyNames().forEach(field -> errors.put(field, texts("/errors/" + field)));
        assertThat(errors).as(this::toString).isNotEmpty();
        return errors;
    }

    JsonNode at(String pointer) {
        var value = body.at(pointer);
        assertThat(value.isMissingNode()).as("%s lacks %s", this, pointer).isFalse();
        return value;
    }

    String text(String pointer) {
        return text(at(pointer));
    }

    long number(String pointer) {
        assertThat(at(pointer).isIntegralNumber()).as("%s in %s is a whole number", pointer, this).isTrue();
        return at(pointer).longValue();
    }

    boolean flag(String pointer) {
        assertThat(at(pointer).isBoolean()).as("%s in %s is a boolean", pointer, this).isTrue();
        return at(pointer).booleanValue();
    }

    /** The strings in an array. */
    List<String> texts(String pointer) {
        return elements(pointer).map(this::text).toList();
    }

    /** What each object in an array has under a key, as text. */
    List<String> texts(String pointer, String key) {
        return elements(pointer).map(element -> text(element.path(key))).toList();
    }

    private Stream<JsonNode> elements(String pointer) {
        assertThat(at(pointer).isArray()).as("%s in %s is an array", pointer, this).isTrue();
        return at(pointer).valueStream();
    }

    private String text(JsonNode value) {
        assertThat(value.isString()).as("%s in %s is a string", value, this).isTrue();
        return value.stringValue();
    }

    /** The keys of an object, in alphabetical order. */
    List<String> keys(String pointer) {
        return at(pointer).propertyNames().stream().sorted().toList();
    }

    @Override
    public String toString() {
        return "%s %s: %d %s".formatted(response.request().method(), response.request().uri(), status(),
                response.body().length() > 2_000 ? response.body().substring(0, 2_000) + "…" : response.body());
    }
}
