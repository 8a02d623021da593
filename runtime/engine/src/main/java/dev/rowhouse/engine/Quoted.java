package dev.rowhouse.engine;

/** Text from elsewhere as a message shows it: in quotes, in one line, without anything that can't be seen, and not long. */
final class Quoted {
    private static final int LONGEST = 63;

    private Quoted() {}

    /** The text, as far as it may be shown. */
    static String of(String text) {
        var shown = new StringBuilder("'");
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (c >= ' ' && c <= '~') {
                shown.appendCodePoint(c);
            } else {
                shown.append("\\u%04x".formatted(c));
            }
        });
        return shown.append(text.codePointCount(0, text.length()) > LONGEST ? "...'" : "'").toString();
    }
}
