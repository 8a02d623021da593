package dev.rowhouse.apps.conduit.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When something happened: in UTC, with the milliseconds that the API shows. */
final class Moment {
    static final String PATTERN = "yyyy-MM-dd'T'HH:mm:ss.SSSX";
    static final String ZONE = "UTC";

    private Moment() {}

    /** Now. Nothing is kept that nobody is shown, so that what is read again is what was said. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
