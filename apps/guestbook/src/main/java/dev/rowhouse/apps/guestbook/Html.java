package dev.rowhouse.apps.guestbook;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A piece of markup that is safe to show: text gets into it only through {@link #of}, which escapes.
 *
 * @param markup what the browser gets
 */
record Html(String markup) {
    static final Html NOTHING = new Html("");

    /**
     * Fills a template.
     *
     * @param template trusted markup with {@code %s} where the parts go; attributes in double quotes
     * @param parts pieces of markup, taken as they are, and anything else, which is escaped
     */
    static Html of(String template, Object... parts) {
        return new Html(template.formatted(Arrays.stream(parts).map(Html::safe).toArray()));
    }

    static Html join(Collection<Html> pieces) {
        return new Html(pieces.stream().map(Html::markup).collect(Collectors.joining()));
    }

    private static String safe(Object part) {
        return part instanceof Html html ? html.markup : escape(part.toString());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
