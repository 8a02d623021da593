package dev.rowhouse.engine;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import org.hibernate.annotations.GenericGenerator;
import org.hibernate.id.IncrementGenerator;

/** An entity whose ids Hibernate would count itself, beyond the walls of instances. */
@Entity
@SuppressWarnings({"unused", "NullAway.Init", "removal"})
class Counted {
    @Id
    @GeneratedValue(generator = "counter")
    @GenericGenerator(name = "counter", type = IncrementGenerator.class)
    Long id;
}
