package dev.rowhouse.apps.blogs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Something that happened. */
@Entity(name = "Entry")
class Entry {
    @Id
    @GeneratedValue
    private long id;

    @Column(nullable = false)
    private String what;

    @Column(nullable = false)
    private Instant at;

    @SuppressWarnings("NullAway.Init") // For Hibernate, which fills the fields.
    protected Entry() {}

    Entry(String what) {
        this.what = what;
        at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    String what() {
        return what;
    }

    Instant at() {
        return at;
    }
}
