package dev.rowhouse.instance.live;

import io.undertow.websockets.core.CloseMessage;
import java.nio.charset.StandardCharsets;

/**
 * Why a WebSocket ends, by the codes of RFC 6455, 7.4.
 *
 * @param code what is said to the other side, or was said by it
 * @param reason in the words of whoever has ended it
 */
record Closing(int code, String reason) {
    static final Closing GOODBYE = new Closing(CloseMessage.GOING_AWAY, "This instance is closing.");
    static final Closing UNSAID = new Closing(1005, "");
    static final Closing BROKEN = new Closing(1006, "");
    static final Closing SILENT = new Closing(1006, "The client was silent for too long.");
    static final Closing SLOW = new Closing(1006, "The client takes messages too slowly.");
    static final Closing MALFORMED = new Closing(CloseMessage.PROTOCOL_ERROR, "");
    static final Closing NO_TEXT = new Closing(CloseMessage.MSG_CONTAINS_INVALID_DATA, "");
    static final Closing TOO_LONG = new Closing(CloseMessage.MSG_TOO_BIG, "");
    static final Closing FAILED = new Closing(CloseMessage.UNEXPECTED_ERROR, "");
    static final Closing FULL = new Closing(1013, "This instance has as many connections as it may.");

    private static final int MOST_BYTES = 123;

    /**
     * What an app says.
     *
     * @throws IllegalArgumentException if a close frame can't have that code or reason
     */
    static Closing checked(int code, String reason) {
        boolean isOfTheProtocol = code == 1000 || code == 1001 || code == 1003 || (code >= 1007 && code <= 1011);
        if (!isOfTheProtocol && (code < 3000 || code > 4999)) {
            throw new IllegalArgumentException(
                    "%d is no code that an app can close a WebSocket with; use 1000, or one from 3000 to 4999"
                            .formatted(code));
        }
        if (reason.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "the reason of a close is longer than %d bytes; shorten it".formatted(MOST_BYTES));
        }
        return new Closing(code, reason);
    }

    CloseMessage message() {
        return new CloseMessage(code, reason);
    }
}
