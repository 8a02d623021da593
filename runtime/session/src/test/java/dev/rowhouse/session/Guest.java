package dev.rowhouse.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** Somebody who is in one house only. */
@Entity
class Guest {
    @Id
    String name;

    @Nullable
    String job;

    Guest(String name) {
        this.name = name;
    }

    Guest(String name, String job) {
        this.name = name;
        this.job = job;
    }

    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate's.
    protected Guest() {}
}
