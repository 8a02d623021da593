package dev.rowhouse.xa;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row that stands in all engines or in none. */
@Entity
class Entry {
    @Id
    String text;

    Entry(String text) {
        this.text = text;
    }

    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate's.
    protected Entry() {}
}
