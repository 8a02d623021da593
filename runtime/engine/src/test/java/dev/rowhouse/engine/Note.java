package dev.rowhouse.engine;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;

/** An entity whose ids come from a sequence, fifty at a time. */
@Entity
class Note {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    long id;

    String text;

    Note(String text) {
        this.text = text;
    }

    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate's.
    protected Note() {}
}
