package dev.rowhouse.bench.conduit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Who writes. */
@Entity
@Table(name = "account")
class Account {
    @Id
    private long id;

    @Column(nullable = false)
    private String username = "";

    private @Nullable String bio;

    private @Nullable String image;

    /** For the ORM. */
    protected Account() {}

    long id() {
        return id;
    }

    String username() {
        return username;
    }

    @Nullable
    String bio() {
        return bio;
    }

    @Nullable
    String image() {
        return image;
    }
}
