package dev.rowhouse.bench.shop;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceConfiguration;
import org.junit.jupiter.api.Test;

class CounterTest {
    @Test
    void countsWhatWasOrderedBefore() {
        var persistence = new PersistenceConfiguration("shop");
        Shop.entities().forEach(persistence::managedClass);
        try (var factory = persistence.property("jakarta.persistence.jdbc.url", "jdbc:h2:mem:counter;DB_CLOSE_DELAY=-1")
                .property("hibernate.hbm2ddl.auto", "create-drop")
                .createEntityManagerFactory()) {
            assertThat(factory.<String>callInTransaction(Counter::serve)).isEqualTo("3");
            assertThat(factory.<String>callInTransaction(Counter::serve)).isEqualTo("6");
        }
    }
}
