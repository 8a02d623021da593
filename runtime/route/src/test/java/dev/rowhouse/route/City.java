package dev.rowhouse.route;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** In two engines, neither of which is the default. */
@Entity
class City implements Audited {
    @Id
    String name;

    City(String name) {
        this.name = name;
    }

    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate's.
    protected City() {}
}
