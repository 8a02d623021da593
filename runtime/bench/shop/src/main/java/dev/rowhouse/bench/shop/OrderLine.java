package dev.rowhouse.bench.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** So many of one product. */
@Entity
class OrderLine {
    @Id
    @GeneratedValue
    private long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Order order;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Product product;

    private int quantity;

    private long cents;

    /** For Hibernate, which sets the fields. */
    @SuppressWarnings("NullAway.Init")
    protected OrderLine() {}

    OrderLine(Order order, Product product, int quantity) {
        this.order = order;
        this.product = product;
        this.quantity = quantity;
        this.cents = product.cents(quantity);
    }

    @Override
    public String toString() {
        return "%d: %d of %s in %s, %d".formatted(id, quantity, product, order, cents);
    }
}
