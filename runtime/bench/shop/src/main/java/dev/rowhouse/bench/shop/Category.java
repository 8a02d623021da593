package dev.rowhouse.bench.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** What kind of thing a product is. */
@Entity
class Category {
    @Id
    @GeneratedValue
    private long id;

    @Column(nullable = false, unique = true, length = 60)
    private String name;

    /** For Hibernate, which sets the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Category() {}

    Category(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return "%d: %s".formatted(id, name);
    }
}
