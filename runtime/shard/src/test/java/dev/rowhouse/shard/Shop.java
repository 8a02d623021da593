package dev.rowhouse.shard;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Is its own key, by an id that is generated. */
@Entity
class Shop {
    @Id
    @GeneratedValue
    @Nullable
    Long id;

    String name = "";

    @OneToMany(mappedBy = "shop", cascade = CascadeType.ALL)
    List<Ware> wares = new ArrayList<>();

    Shop(String name) {
        this.name = name;
    }

    protected Shop() {}
}
