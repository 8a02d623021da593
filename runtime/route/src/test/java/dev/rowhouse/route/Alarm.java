package dev.rowhouse.route;

import jakarta.persistence.Entity;

/** An entry that somebody should look at. */
@Entity
class Alarm extends Entry {
    boolean loud;

    Alarm(long id) {
        super(id);
    }

    @SuppressWarnings("unused") // Hibernate's.
    protected Alarm() {}
}
