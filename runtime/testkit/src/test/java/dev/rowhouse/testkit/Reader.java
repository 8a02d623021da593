package dev.rowhouse.testkit;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reader, with what belongs to it and what it shares with others: a class with annotations. */
@Entity
class Reader {
    @Id
    @GeneratedValue
    long id;

    String name = "";

    /** Through a secondary table, to a class that a file maps. */
    @ManyToMany
    @JoinTable(name = "reader_interest", joinColumns = @JoinColumn(name = "reader_id"), inverseJoinColumns = @JoinColumn(name = "subject_id"))
    Set<Subject> interests = new HashSet<>();

    @OneToMany(mappedBy = "reader", cascade = CascadeType.ALL, orphanRemoval = true)
    List<Note> notes = new ArrayList<>();

    protected Reader() {}

    Reader(String name) {
        this.name = name;
    }

    void note(String text) {
        notes.add(new Note(this, text));
    }

    /** What a reader wrote down; goes with the reader. */
    @Entity(name = "ReaderNote")
    static class Note {
        @Id
        @GeneratedValue
        long id;

        @ManyToOne(optional = false)
        @Nullable
        Reader reader;

        String text = "";

        protected Note() {}

        Note(Reader reader, String text) {
            this.reader = reader;
            this.text = text;
        }
    }
}
