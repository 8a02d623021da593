package dev.rowhouse.apps.conduit;

import dev.rowhouse.spi.Cors;
import java.time.Duration;
import java.util.List;

/**
 * What one instance is told by the composite file.
 *
 * @param origins the pages that may use the API from a browser, as {@code "https://blog.example.com"}; {@code "*"} for all
 * @param tokenLifetime how long a token lets its user in
 * @param bcryptStrength how slow new passwords are hashed: each more doubles the work, and 10 takes some ten milliseconds of a
 *        processor; those that are kept already stay as they are
 */
public record ConduitSettings(List<String> origins, Duration tokenLifetime, int bcryptStrength) {
    static final ConduitSettings USUAL = new ConduitSettings(List.of("*"), Duration.ofDays(30), 10);

    /** Checks how origins are spelled, that a token lives at least a minute, and that a password takes neither no time nor seconds. */
    public ConduitSettings {
        origins = List.copyOf(Cors.checked(origins));
        if (tokenLifetime.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("token-lifetime must be at least 1m, not " + tokenLifetime);
        }
        if (bcryptStrength < 4 || bcryptStrength > 16) {
            throw new IllegalArgumentException("bcrypt-strength must be from 4 to 16, not " + bcryptStrength);
        }
    }
}
