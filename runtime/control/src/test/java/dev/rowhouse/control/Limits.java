package dev.rowhouse.control;

import dev.rowhouse.config.HttpConfig;
import java.time.Duration;
import java.util.List;

/** Limits that no test comes near, and a pause that none waits for long. */
final class Limits {
    static final Duration LONG = Duration.ofSeconds(60);
    static final Duration PAUSE = Duration.ofMillis(20);
    static final HttpConfig PATIENT = new HttpConfig(64 * 1024, 16 * 1024, 50, LONG, LONG, LONG, List.of());

    private Limits() {}
}
