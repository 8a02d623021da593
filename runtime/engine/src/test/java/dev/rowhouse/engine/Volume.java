package dev.rowhouse.engine;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;

/** An entity with a foreign key, and a unique key of two columns. */
@Entity
@Table(uniqueConstraints = @UniqueConstraint(name = "one_volume_each", columnNames = {"shelf_name", "place"}))
class Volume {
    @Id
    @GeneratedValue
    long id;

    @ManyToOne(cascade = CascadeType.PERSIST, optional = false)
    Shelf shelf;

    int place;

    Volume(Shelf shelf, int place) {
        this.shelf = shelf;
        this.place = place;
    }

    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate's.
    protected Volume() {}
}
