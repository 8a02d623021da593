package org.example.notes;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** A note. */
@Entity
public class Note {
    @Id
    @GeneratedValue
    public long id;

    public String text;

    protected Note() {}

    Note(String text) {
        this.text = text;
    }
}
