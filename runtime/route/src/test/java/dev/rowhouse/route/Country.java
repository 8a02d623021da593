package dev.rowhouse.route;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** In all engines. */
@Entity
class Country {
    @Id
    String code;

    String name;

    Country(String code, String name) {
        this.code = code;
        this.name = name;
    }

    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate's.
    protected Country() {}

    String name() {
        return name;
    }
}
