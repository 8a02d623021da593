package dev.rowhouse.engine;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What volumes point to. */
@Entity
class Shelf {
    @Id
    String name;

    Shelf(String name) {
        this.name = name;
    }

    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate's.
    protected Shelf() {}
}
