package dev.rowhouse.config;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code {instance}}, {@code {n}} and {@code {here}} stand for. Other words in braces are left alone, since URLs and
 * texts of apps may hold them.
 *
 * @param here the folder of the composite file
 * @param instance name of the instance; empty outside of one
 * @param number number in a fleet; empty outside of one
 */
record Placeholders(String here, String instance, String number) {
    static final String INSTANCE = "{instance}";
    static final String NUMBER = "{n}";
    private static final String HERE = "{here}";

    /** The same, in an instance. */
    Placeholders in(InstanceName name) {
        return new Placeholders(here, name.value(), number);
    }

    /** The same, in a fleet. */
    Placeholders at(int position) {
        return new Placeholders(here, instance, Integer.toString(position));
    }

    /**
     * Replaces the placeholders of a text.
     *
     * @param misplaced takes those that stand for nothing here
     */
    String fill(String text, Consumer<String> misplaced) {
        int start = text.indexOf('{');
        if (start < 0) {
            return text;
        }
        var filled = new StringBuilder();
        int done = 0;
        while (start >= 0) {
            int end = text.indexOf('}', start);
            if (end < 0) {
                break;
            }
            int next = text.indexOf('{', start + 1);
            if (next < 0 || next > end) {
                var word = text.substring(start, end + 1);
                var value = value(word);
                if (value != null && value.isEmpty()) {
                    misplaced.accept(word);
                } else if (value != null) {
                    filled.append(text, done, start).append(value);
                    done = end + 1;
                }
            }
            start = next;
        }
        return filled.append(text, done, text.length()).toString();
    }

    private @Nullable String value(String word) {
        return switch (word) {
            case HERE -> here;
            case INSTANCE -> instance;
            case NUMBER -> number;
            default -> null;
        };
    }
}
