package dev.rowhouse.bench.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** What can be ordered. */
@Entity
class Product {
    @Id
    @GeneratedValue
    private long id;

    @Column(nullable = false, length = 200)
    private String name;

    private long cents;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Category category;

    /** For Hibernate, which sets the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Product() {}

    Product(String name, long cents, Category category) {
        this.name = name;
        this.cents = cents;
        this.category = category;
    }

    /** What so many cost. */
    long cents(int quantity) {
        return cents * quantity;
    }

    @Override
    public String toString() {
        return "%d: %s (%s)".formatted(id, name, category);
    }
}
