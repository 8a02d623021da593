package dev.rowhouse.shard;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/** Has the shop for its key that it leads to. */
@Entity
class Ware {
    @Id
    @GeneratedValue
    @Nullable
    Long id;

    @ManyToOne(cascade = CascadeType.PERSIST)
    @Nullable
    Shop shop;

    String name = "";

    Ware(@Nullable Shop shop, String name) {
        this.shop = shop;
        this.name = name;
    }

    protected Ware() {}
}
