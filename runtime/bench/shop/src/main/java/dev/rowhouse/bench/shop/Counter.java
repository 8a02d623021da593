package dev.rowhouse.bench.shop;

import jakarta.persistence.EntityManager;

/** Where customers are served: what one request does, the same wherever the shop is hosted. */
public final class Counter {
    private Counter() {}

    /**
     * Takes one order: looks for the product, and puts it on the shelf if there is none yet; writes customer, order, line and note; counts
     * what was ordered so far. To be called in a transaction.
     *
     * @return how many pieces were ordered in this shop, this order among them
     */
    public static String serve(EntityManager manager) {
        var found = manager
                .createQuery("select p from Product p join fetch p.category where p.name = :name", Product.class)
                .setParameter("name", "brick")
                .getResultList();
        var product = found.isEmpty() ? stock(manager) : found.getFirst();
        var customer = new Customer("Ada", "ada@example.org");
        customer.order().add(product, 3);
        customer.note("wants them red");
        manager.persist(customer);
        return manager.createQuery("select sum(l.quantity) from OrderLine l where l.product = :product", Long.class)
                .setParameter("product", product)
                .getSingleResult()
                .toString();
    }

    private static Product stock(EntityManager manager) {
        var category = new Category("building");
        manager.persist(category);
        var product = new Product("brick", 45, category);
        manager.persist(product);
        return product;
    }
}
