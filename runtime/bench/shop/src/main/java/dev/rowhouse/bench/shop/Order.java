package dev.rowhouse.bench.shop;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a customer wants. */
@Entity
@Table(name = "orders")
class Order {
    @Id
    @GeneratedValue
    private long id;

    private Instant placed = Instant.now();

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Customer customer;

    @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
    private List<OrderLine> lines = new ArrayList<>();

    /** For Hibernate, which sets the fields. */
    @SuppressWarnings("NullAway.Init")
    protected Order() {}

    Order(Customer customer) {
        this.customer = customer;
    }

    /** Asks for some of a product. */
    void add(Product product, int quantity) {
        lines.add(new OrderLine(this, product, quantity));
    }

    @Override
    public String toString() {
        return "%d of %s, %s".formatted(id, customer, placed);
    }
}
