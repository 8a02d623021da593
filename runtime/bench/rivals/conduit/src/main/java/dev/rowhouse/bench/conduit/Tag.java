package dev.rowhouse.bench.conduit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A word that articles are found by. */
@Entity
@Table(name = "tag")
class Tag {
    @Id
    private long id;

    private String name = "";

    /** For the ORM. */
    protected Tag() {}

    long id() {
        return id;
    }

    String name() {
        return name;
    }
}
