package dev.rowhouse.apps.guestbook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One change that was made, and when. */
@Entity
@Table(name = "log_entry")
class Entry {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private long id;

    @Column(nullable = false)
    private String what = "";

    @Column(name = "logged_at", nullable = false)
    private Instant at = Instant.EPOCH;

    /** For the ORM. */
    protected Entry() {}

    Entry(String what, Instant at) {
        this.what = what;
        this.at = at;
    }

    String what() {
        return what;
    }

    Instant at() {
        return at;
    }
}
