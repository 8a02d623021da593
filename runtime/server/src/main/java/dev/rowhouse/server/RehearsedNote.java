package dev.rowhouse.server;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a {@link Rehearsal} writes into its databases: a note, which may answer another one. */
@Entity
@Table(name = "note")
class RehearsedNote {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private long id;

    @Column(nullable = false, unique = true)
    private String text = "";

    @Column(nullable = false)
    private Instant at = Instant.EPOCH;

    @ManyToOne
    private @Nullable RehearsedNote answered;

    /** For the ORM. */
    protected RehearsedNote() {}

    static RehearsedNote of(String text, Instant at, @Nullable RehearsedNote answered) {
        var note = new RehearsedNote();
        note.text = text;
        note.at = at;
        note.answered = answered;
        return note;
    }

    /** As JSON shows it. */
    Body body() {
        return new Body(id, text, at, answered == null ? "" : answered.text);
    }

    /**
     * A note in JSON.
     *
     * @param answered the text of the one that it answers; empty if there is none
     */
    record Body(long id, String text, Instant at, String answered) {}
}
