package dev.rowhouse.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How often something may happen: so many times in a while, all of them at once if need be.
 *
 * @param count how many times
 * @param per in how long
 */
public record Rate(int count, Duration per) {
    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,8}) ?/ ?(s|m|h|d)");

    /**
     * Checks that it may happen at all.
     *
     * @throws IllegalArgumentException if not
     */
    public Rate {
        if (count < 1 || !per.isPositive()) {
            throw new IllegalArgumentException("the rate allows nothing; write a rate like 100/s or 1000/m");
        }
    }

    /** Reads {@code 100/s}; a second, a minute, an hour or a day. Empty if it is none. */
    static Optional<Rate> parse(String text) {
        var written = WRITTEN.matcher(text.strip());
        return written.matches()
                ? Optional.of(new Rate(Integer.parseInt(written.group(1)), Duration.parse(unit(written.group(2)))))
                : Optional.empty();
    }

    private static String unit(String letter) {
        return letter.equals("d") ? "P1D" : "PT1" + letter;
    }
}
