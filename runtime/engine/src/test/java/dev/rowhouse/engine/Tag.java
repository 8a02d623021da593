package dev.rowhouse.engine;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A tag: a class for a table that may be older than it. */
@Entity
@Table(name = "tag")
class Tag {
    @Id
    @Column(length = 20)
    String name = "";

    protected Tag() {}
}
