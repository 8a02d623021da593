package dev.rowhouse.bench.spring;

import dev.rowhouse.bench.shop.Counter;
import jakarta.persistence.EntityManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers {@code /order}. */
@RestController
class ShopController {
    private final EntityManager manager;

    ShopController(EntityManager manager) {
        this.manager = manager;
    }

    @GetMapping(path = "/order", produces = "text/plain")
    @Transactional
    String order() {
        return Counter.serve(manager);
    }
}
