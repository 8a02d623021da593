package dev.rowhouse.route;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In the default engine alone. */
@Entity
class Note implements Audited {
    @Id
    long id;

    String text;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    Country country;

    @ElementCollection
    List<String> tags = new ArrayList<>();

    Note(long id, String text) {
        this.id = id;
        this.text = text;
    }

    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate's.
    protected Note() {}
}
