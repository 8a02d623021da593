package dev.rowhouse.bench.shop;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

/** Who orders. */
@Entity
class Customer {
    @Id
    @GeneratedValue
    private long id;

    @Column(nullable = false, length = 200)
    private String name;

    @Column(nullable = false, length = 200)
    private String email;

    @OneToMany(mappedBy = "customer", cascade = CascadeType.ALL)
    private List<Order> orders = new ArrayList<>();

    @OneToMany(mappedBy = "customer", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<Note> notes = new ArrayList<>();

    /** For Hibernate, which sets the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Customer() {}

    Customer(String name, String email) {
        this.name = name;
        this.email = email;
    }

    /** Orders something. */
    Order order() {
        var order = new Order(this);
        orders.add(order);
        return order;
    }

    /** Has something said about it. */
    void note(String text) {
        notes.add(new Note(this, text));
    }

    @Override
    public String toString() {
        return "%d: %s <%s>".formatted(id, name, email);
    }
}
