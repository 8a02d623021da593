package dev.rowhouse.route;

import jakarta.persistence.Entity;

/** Where a city is. */
@Entity
class Village extends City {
    Village(String name) {
        super(name);
    }

    @SuppressWarnings("unused") // Hibernate's.
    protected Village() {}
}
