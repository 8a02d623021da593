package dev.rowhouse.probe;

import dev.rowhouse.config.StepWords;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A text with words in braces, which stand for something else each time.
 *
 * @param parts what it is made of, in this order
 * @param form how what stands for a word has to be written
 */
record Template(List<Part> parts, Form form) {
    /** What a text is a part of. */
    enum Form {
        /** A path or query: anything but letters, digits and a few signs is escaped. */
        PATH,
        /** A form: as in a query, with a plus for a blank. */
        FORM,
        /** A text in JSON. */
        JSON,
        /** A field of the head: what could begin another one is left out. */
        FIELD,
        /** Anything. */
        PLAIN
    }

    /**
     * Some of the text.
     *
     * @param text the text itself, or the word
     * @param isWord whether it stands for something else
     */
    record Part(String text, boolean isWord) {}

    Template {
        parts = List.copyOf(parts);
    }

    /**
     * Takes a text apart.
     *
     * @param words those that stand for something; what looks like another is text
     */
    static Template of(String text, Form form, Set<String> words) {
        List<Part> parts = new ArrayList<>();
        var word = StepWords.WORD.matcher(text);
        int done = 0;
        while (word.find()) {
            if (!words.contains(word.group(1))) {
                continue;
            }
            parts.add(new Part(text.substring(done, word.start()), false));
            parts.add(new Part(word.group(1), true));
            done = word.end();
        }
        parts.add(new Part(text.substring(done), false));
        return new Template(parts, form);
    }

    /**
     * The text with all words replaced.
     *
     * @param meaning what a word stands for
     * @return empty if a word stands for nothing yet
     */
    Optional<String> filled(Function<String, Optional<String>> meaning) {
        var text = new StringBuilder();
        for (var part : parts) {
            if (!part.isWord()) {
                text.append(part.text());
                continue;
            }
            var value = meaning.apply(part.text());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            text.append(written(value.get()));
        }
        return Optional.of(text.toString());
    }

    private String written(String value) {
        return switch (form) {
            case PATH -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            case FORM -> URLEncoder.encode(value, StandardCharsets.UTF_8);
            case JSON -> new String(JsonStringEncoder.getInstance().quoteAsCharArray(value));
            case FIELD -> value.replaceAll("[^\\x20-\\x7e]", "");
            case PLAIN -> value;
        };
    }
}
