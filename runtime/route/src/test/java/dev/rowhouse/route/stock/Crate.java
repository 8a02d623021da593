package dev.rowhouse.route.stock;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** In two engines, neither of which is the default. */
@Entity
public class Crate {
    @Id
    public long id;

    public Crate(long id) {
        this.id = id;
    }

    @SuppressWarnings("unused") // Hibernate's.
    protected Crate() {}
}
