package dev.rowhouse.apps.conduit;

import dev.rowhouse.spi.Cors;
import java.time.Duration;
import java.util.List;

/**
 * What one instance is told by the composite file.
 *
 * @param origins the pages that may use the API from a browser, as {@code "https://blog.example.com"}; {@code "*"} for all
 * @param tokenLifetime how long a token lets its user in
 */
public record ConduitSettings(List<String> origins, Duration tokenLifetime) {
    static final ConduitSettings USUAL = new ConduitSettings(List.of("*"), Duration.ofDays(30));

    /** Checks how origins are spelled, and that a token lives at least a minute. */
    public ConduitSettings {
        origins = List.copyOf(Cors.checked(origins));
        if (tokenLifetime.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("token-lifetime must be at least 1m, not " + tokenLifetime);
        }
    }
}
