package dev.rowhouse.bench.shop;

import java.util.List;

/** What a shop consists of. */
public final class Shop {
    private Shop() {}

    /** Its entities, for whoever maps them. */
    public static List<Class<?>> entities() {
        return List.of(Category.class, Product.class, Customer.class, Order.class, OrderLine.class, Note.class);
    }
}
