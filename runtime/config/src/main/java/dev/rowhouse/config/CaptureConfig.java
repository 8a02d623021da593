package dev.rowhouse.config;

import java.util.Optional;

/**
 * What a step of a scenario keeps of an answer, for later steps.
 *
 * @param name what later steps call it, in braces
 * @param source where in the answer it is
 * @param expression which part of that: a JSON pointer, the name of a header field or a cookie; empty for the body
 * @param pattern a regular expression, whose first group in it is meant, or all that it finds; empty for the whole
 * @param credential whether it lets somebody in, so that no other instance may take it
 */
public record CaptureConfig(
        String name,
        Source source,
        String expression,
        Optional<String> pattern,
        boolean credential) {
    /** Where in an answer something may be. */
    public enum Source {
        /** In a body of JSON, by its pointer (RFC 6901). */
        JSON,
        /** In a field of the head. */
        HEADER,
        /** In a cookie that the answer sets. */
        COOKIE,
        /** In the body, whatever it is. */
        BODY
    }
}
