package dev.rowhouse.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The answers on one connection, one after another, as their bytes come. For use by one thread. */
final class Answers {
    private static final String OK = "HTTP/1.1 200 ";
    private static final String LAST_CHUNK = "0\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    private final StringBuilder text = new StringBuilder();

    /**
     * Takes in what was read.
     *
     * @return whether an answer is complete now
     * @throws IOException if its status isn't 200
     */
    boolean isComplete(ByteBuffer bytes) throws IOException {
        text.append(StandardCharsets.ISO_8859_1.decode(bytes));
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        if (text.indexOf(OK) != 0) {
            throw new IOException("not 200: " + text.substring(0, text.indexOf("\r\n")));
        }
        var length = LENGTH.matcher(text).region(0, head);
        int body = head + "\r\n\r\n".length();
        boolean complete = length.find() ? text.length() >= body + Integer.parseInt(length.group(1))
                : text.lastIndexOf(LAST_CHUNK) == text.length() - LAST_CHUNK.length();
        if (complete) {
            text.setLength(0);
        }
        return complete;
    }
}
