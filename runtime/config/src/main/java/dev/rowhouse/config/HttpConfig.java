package dev.rowhouse.config;

import java.time.Duration;
import java.util.List;

/**
 * What clients may send, and how slowly.
 *
 * @param maxBody most bytes in a request's body; an instance may have its own limit
 * @param maxHeader most bytes in a request's head: request line and header fields
 * @param maxFields most header fields in a request
 * @param requestTimeout how long a client may take to send a request's head
 * @param bodyTimeout how long a client may take to send a request's body, and to take each part of a response
 * @param idleTimeout how long a connection may stay open without a request
 * @param trustedProxies addresses whose {@code X-Forwarded-*} fields are believed; from all others they are dropped
 */
public record HttpConfig(
        long maxBody,
        int maxHeader,
        int maxFields,
        Duration requestTimeout,
        Duration bodyTimeout,
        Duration idleTimeout,
        List<AddressRange> trustedProxies) {
    /** The smallest {@code maxHeader}: browsers send about that much. */
    static final int LEAST_HEADER = 512;

    /** What holds when the file says nothing. */
    public static final HttpConfig DEFAULT = new HttpConfig(2 * 1024 * 1024, 16 * 1024, 100, Duration.ofSeconds(10),
            Duration.ofSeconds(60), Duration.ofSeconds(60), List.of());

    /**
     * Checks that something gets through.
     *
     * @throws IllegalArgumentException if a limit is too small for any request
     */
    public HttpConfig {
        if (maxBody < 0 || maxHeader < LEAST_HEADER || maxFields < 1) {
            throw new IllegalArgumentException(
                    "no request fits the limits; write max-header of at least %d bytes and max-fields of at least 1"
                            .formatted(LEAST_HEADER));
        }
        if (!requestTimeout.isPositive() || !bodyTimeout.isPositive() || !idleTimeout.isPositive()) {
            throw new IllegalArgumentException("a timeout leaves no time for a request; write durations like 10s");
        }
        trustedProxies = List.copyOf(trustedProxies);
    }
}
