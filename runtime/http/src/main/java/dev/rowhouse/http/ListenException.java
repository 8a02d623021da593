package dev.rowhouse.http;

import dev.rowhouse.config.ListenAddress;

/** An address that can't be listened on; the message says in one sentence which, and why. */
public final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenException(ListenAddress address, String reason, Throwable cause) {
        super("can't listen on %s: %s".formatted(address, reason), cause);
    }
}
