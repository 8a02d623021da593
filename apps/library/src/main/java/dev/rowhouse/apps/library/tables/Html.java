package dev.rowhouse.apps.library.tables;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A piece of markup. Text becomes one through {@link #of} alone, which escapes it.
 *
 * @param markup what a browser gets
 */
public record Html(String markup) {
    /** No markup at all. */
    public static final Html NOTHING = new Html("");

    /**
     * Fills a template.
     *
     * @param template trusted markup, with {@code %s} for each part; attributes in double quotes
     * @param parts markup, taken as it is, and anything else, which is escaped
     */
    public static Html of(String template, Object... parts) {
        return new Html(template.formatted(Arrays.stream(parts).map(Html::safe).toArray()));
    }

    /** One piece after the other. */
    public static Html join(Collection<Html> pieces) {
        return new Html(pieces.stream().map(Html::markup).collect(Collectors.joining()));
    }

    private static String safe(Object part) {
        return part instanceof Html html ? html.markup
                : part.toString()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
    }
}
