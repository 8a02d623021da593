package dev.rowhouse.testkit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row that says whose database it is in. */
@Entity
class Canary {
    @Id
    int id;

    String name;

    Canary(int id, String name) {
        this.id = id;
        this.name = name;
    }

    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate's.
    protected Canary() {}
}
