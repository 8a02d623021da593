package dev.rowhouse.bench.shop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** What somebody said about a customer. */
@Entity
class Note {
    @Id
    @GeneratedValue
    private long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Customer customer;

    @Column(nullable = false, length = 2000)
    private String text;

    /** For Hibernate, which sets the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Note() {}

    Note(Customer customer, String text) {
        this.customer = customer;
        this.text = text;
    }

    @Override
    public String toString() {
        return "%d: %s about %s".formatted(id, text, customer);
    }
}
