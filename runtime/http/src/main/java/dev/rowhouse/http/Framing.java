package dev.rowhouse.http;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Follows the bytes of an HTTP/1.1 connection and finds what Undertow's parser forgives: fields that go on in the next
 * line, and chunks whose size, extension or end is not as RFC 9112 wants it.
 *
 * <p>It only tells where requests start and end. Where it and the parser read a request differently, the request is one
 * that the front door refuses. Not safe for use by several threads at once; a connection is read by one at a time.
 */
final class Framing {
    private enum State {
        HEAD, BODY, CHUNK_SIZE, CHUNK_EXTENSION, CHUNK_SIZE_END, CHUNK_DATA, CHUNK_DATA_END, TRAILER, MALFORMED, OFF
    }

    /** Undertow counts in 56 bits, and forgets about the rest. */
    private static final int MAX_SIZE_DIGITS = 13;
    private static final int MAX_EXTENSION = 1024;
    /** Enough of a line to know Content-Length and Transfer-Encoding. */
    private static final int MAX_LINE = 80;

    private final StringBuilder line = new StringBuilder(MAX_LINE);
    private State state = State.HEAD;
    private boolean firstLine = true;
    private boolean chunked;
    private boolean folded;
    private boolean afterReturn;
    private int digits;
    private int extension;
    private long length;
    private long remaining;

    /** Takes in what was read. */
    void accept(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at < to && state != State.MALFORMED && state != State.OFF) {
            if (state == State.BODY || state == State.CHUNK_DATA) {
                int count = (int) Math.min(remaining, to - at);
                skip(count);
                at += count;
            } else if (isInUnimportantLine()) {
                at = endOfLine(bytes, at, to);
            } else {
                accept(bytes.get(at++));
            }
        }
    }

    /** Whether it is known from how it begins that a line of the head says nothing about framing: most do not. */
    private boolean isInUnimportantLine() {
        if (state != State.HEAD || line.isEmpty()) {
            return false;
        }
        int first = line.charAt(0) | 0x20;
        boolean letter = first >= 'a' && first <= 'z';
        return letter && (firstLine ? first != 'p' : first != 'c' && first != 't');
    }

    /** Goes on behind a line of the head, or as far as it was read. */
    private int endOfLine(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at < to && bytes.get(at) != '\n') {
            at++;
        }
        if (at == to) {
            return to;
        }
        firstLine = false;
        line.setLength(0);
        return at + 1;
    }

    /** Takes in that bytes of a body were read. */
    void skip(long count) {
        remaining -= count;
        if (remaining <= 0 && state == State.BODY) {
            startHead();
        } else if (remaining <= 0 && state == State.CHUNK_DATA) {
            state = State.CHUNK_DATA_END;
        }
    }

    /** From here on the connection speaks another protocol. */
    void turnOff() {
        state = State.OFF;
    }

    boolean isOff() {
        return state == State.OFF;
    }

    /** Whether a field went on in the next line. */
    boolean isFolded() {
        return folded;
    }

    boolean isMalformed() {
        return state == State.MALFORMED;
    }

    /** Whether what comes next belongs to a body. */
    boolean isInBody() {
        return state != State.HEAD && state != State.OFF;
    }

    private void accept(byte b) {
        switch (state) {
            case HEAD -> acceptHead(b);
            case CHUNK_SIZE -> acceptSize(b);
            case CHUNK_EXTENSION -> {
                boolean good = b == '\r' || b == '\t' || ((b & 0xff) >= ' ' && ++extension <= MAX_EXTENSION);
                state = !good ? State.MALFORMED : b == '\r' ? State.CHUNK_SIZE_END : state;
            }
            case CHUNK_SIZE_END -> {
                line.setLength(0);
                state = b != '\n' ? State.MALFORMED : remaining == 0 ? State.TRAILER : State.CHUNK_DATA;
            }
            case CHUNK_DATA_END -> acceptDataEnd(b);
            case TRAILER -> acceptTrailer(b);
            case BODY, CHUNK_DATA, MALFORMED, OFF -> throw new IllegalStateException(state.name());
        }
    }

    private void acceptHead(byte b) {
        if (b != '\n') {
            if (line.length() < MAX_LINE) {
                line.append((char) (b & 0xff));
            }
            return;
        }
        char first = line.isEmpty() ? '\r' : line.charAt(0);
        if (!firstLine && first == '\r' && line.length() <= 1) {
            // Every head ends so: no text is made of it.
            line.setLength(0);
            endHead();
            return;
        }
        var text = line.toString().strip();
        line.setLength(0);
        if (firstLine) {
            firstLine = false;
            state = text.startsWith("PRI ") ? State.OFF : State.HEAD;
        } else if (text.isEmpty() && first == '\r') {
            endHead();
        } else if (first == ' ' || first == '\t') {
            folded = true;
        } else {
            acceptField(text);
        }
    }

    private void acceptField(String field) {
        int colon = field.indexOf(':');
        var name = field.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        if (name.equals("transfer-encoding")) {
            chunked = true;
        } else if (name.equals("content-length")) {
            try {
                length = Long.parseLong(field.substring(colon + 1).strip());
            } catch (NumberFormatException e) {
                // The front door refuses the request and closes the connection.
                length = 0;
            }
        }
    }

    private void endHead() {
        if (chunked) {
            startChunk();
        } else if (length > 0) {
            remaining = length;
            state = State.BODY;
        } else {
            startHead();
        }
    }

    private void startHead() {
        state = State.HEAD;
        firstLine = true;
        chunked = false;
        length = 0;
        line.setLength(0);
    }

    private void startChunk() {
        state = State.CHUNK_SIZE;
        remaining = 0;
        digits = 0;
        extension = 0;
        afterReturn = false;
    }

    private void acceptSize(byte b) {
        int digit = b >= 0 ? Character.digit(b, 16) : -1;
        if (digit >= 0 && ++digits <= MAX_SIZE_DIGITS) {
            remaining = remaining << 4 | digit;
        } else if (digits == 0 || digit >= 0) {
            state = State.MALFORMED;
        } else {
            state = b == '\r' ? State.CHUNK_SIZE_END : b == ';' ? State.CHUNK_EXTENSION : State.MALFORMED;
        }
    }

    private void acceptDataEnd(byte b) {
        if (!afterReturn) {
            afterReturn = true;
            state = b == '\r' ? state : State.MALFORMED;
        } else if (b == '\n') {
            startChunk();
        } else {
            state = State.MALFORMED;
        }
    }

    private void acceptTrailer(byte b) {
        boolean afterCarriageReturn = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
        boolean goesOn = line.isEmpty() && (b == ' ' || b == '\t');
        if (goesOn || afterCarriageReturn != (b == '\n')) {
            state = State.MALFORMED;
        } else if (b != '\n') {
            if (line.length() == MAX_LINE) {
                line.setLength(1);
            }
            line.append((char) (b & 0xff));
        } else if (line.length() == 1) {
            startHead();
        } else {
            line.setLength(0);
        }
    }
}
