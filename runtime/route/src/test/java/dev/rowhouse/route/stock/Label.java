package dev.rowhouse.route.stock;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Another label than the one in the package around this. */
@Entity
public class Label {
    @Id
    public long id;

    public Label(long id) {
        this.id = id;
    }

    @SuppressWarnings("unused") // Hibernate's.
    protected Label() {}
}
