package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.apps.conduit.body.TagList;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;

/** A word that articles are found by; one row for all that carry it. It never changes. */
@Entity
@Table(name = "tag", uniqueConstraints = @UniqueConstraint(name = "tag_name", columnNames = "name"))
class Tag {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private long id;

    @Column(nullable = false, length = TagList.NAME_LENGTH)
    private String name = "";

    /** For the ORM. */
    protected Tag() {}

    Tag(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }
}
