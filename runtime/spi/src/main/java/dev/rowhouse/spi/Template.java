package dev.rowhouse.spi;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A template of paths, such as {@code "/people/{id}"}. A parameter stands for one whole segment, which is not empty; a
 * trailing slash is a segment of its own, so that a resource has one spelling.
 *
 * <p>Undertow's own templates are not used: they end at a question mark, which in a decoded path is a character like others.
 *
 * @param text as it was written
 * @param segments between the slashes
 */
record Template(String text, List<Segment> segments) {
    private static final Pattern SPECIAL = Pattern.compile("[{}*]");

    /** Literals come before parameters: {@code /articles/feed} before {@code /articles/{slug}}. */
    static final Comparator<Template> MOST_LITERAL_FIRST = Comparator.comparing(Template::shape);

    /**
     * What stands between two slashes.
     *
     * @param text the literal, or the name of the parameter
     * @param isParameter which of the two it is
     */
    record Segment(String text, boolean isParameter) {
        static Segment of(String written) {
            return written.startsWith("{") && written.endsWith("}")
                    ? new Segment(written.substring(1, written.length() - 1), true)
                    : new Segment(written, false);
        }

        boolean isMalformed() {
            return SPECIAL.matcher(text).find() || (isParameter && text.isEmpty());
        }

        boolean fits(String part) {
            return isParameter ? !part.isEmpty() : part.equals(text);
        }
    }

    /**
     * A template from its text.
     *
     * @throws IllegalArgumentException if it doesn't begin with a slash, has a parameter that isn't a whole segment, or the same
     *         one twice
     */
    static Template of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("template '%s' must begin with a slash".formatted(text));
        }
        var segments = split(text).stream().map(Segment::of).toList();
        Set<String> names = new HashSet<>();
        for (var segment : segments) {
            if (segment.isMalformed()) {
                throw new IllegalArgumentException(
                        "template '%s': '%s' is neither literal nor a parameter; write {name} for one whole segment"
                                .formatted(text, segment.text()));
            }
            if (segment.isParameter() && !names.add(segment.text())) {
                throw new IllegalArgumentException(
                        "template '%s' has the parameter {%s} twice; give each a name of its own".formatted(text,
                                segment.text()));
            }
        }
        return new Template(text, segments);
    }

    static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }

    /** The parameters of a path by their names, decoded like the path; empty if it is not one of this template. */
    Optional<Map<String, String>> match(List<String> parts) {
        if (parts.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            var segment = segments.get(i);
            if (!segment.fits(parts.get(i))) {
                return Optional.empty();
            }
            if (segment.isParameter()) {
                parameters.put(segment.text(), parts.get(i));
            }
        }
        return Optional.of(parameters);
    }

    /** The same for templates that differ in the names of their parameters only. */
    String shape() {
        return segments.stream()
                .map(segment -> segment.isParameter() ? "\uFFFF" : segment.text())
                .collect(Collectors.joining("/"));
    }
}
