package dev.rowhouse.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Somebody who is in one house only. */
@Entity
class Guest {
    @Id
    String name;

    Guest(String name) {
        this.name = name;
    }

    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate's.
    protected Guest() {}
}
