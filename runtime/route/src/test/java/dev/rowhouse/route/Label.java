package dev.rowhouse.route;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Has the same simple name as another entity. */
@Entity
class Label {
    @Id
    long id;

    Label(long id) {
        this.id = id;
    }

    @SuppressWarnings("unused") // Hibernate's.
    protected Label() {}
}
