package dev.rowhouse.session;

import jakarta.persistence.CheckConstraint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A room, taken once at most. */
@Entity
@Table(check = @CheckConstraint(name = "some_beds", constraint = "beds > 0"))
class Booking {
    @Id
    @GeneratedValue
    long id;

    @Column(unique = true, nullable = false)
    String room;

    @ManyToOne
    @Nullable
    Guest guest;

    int beds = 1;

    @Version
    int version;

    Booking(String room) {
        this.room = room;
    }

    Booking(String room, Guest guest) {
        this.room = room;
        this.guest = guest;
    }

    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate's.
    protected Booking() {}
}
