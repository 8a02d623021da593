package dev.rowhouse.session;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of land, which leads to others in every way there is. */
@Entity
@SuppressWarnings("serial") // The lists that Hibernate puts there can be serialized.
class Parcel implements Serializable {
    private static final long serialVersionUID = 1L;

    @Id
    @GeneratedValue
    @Nullable
    Long id;

    @Column(nullable = false)
    String name;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    Parcel whole;

    @OneToMany(mappedBy = "whole")
    List<Parcel> parts = new ArrayList<>();

    @ManyToMany
    List<Parcel> near = new ArrayList<>();

    @ElementCollection
    List<String> notes = new ArrayList<>();

    @Embedded
    @Nullable
    Deed deed;

    /** Where it came from. */
    @Embeddable
    static class Deed implements Serializable {
        private static final long serialVersionUID = 1L;

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Parcel origin;

        Deed(Parcel origin) {
            this.origin = origin;
        }

        @SuppressWarnings("unused") // Hibernate's.
        protected Deed() {}
    }

    Parcel(String name) {
        this.name = name;
    }

    Parcel(String name, Parcel whole) {
        this.name = name;
        this.whole = whole;
    }

    @SuppressWarnings({"unused", "NullAway.Init"}) // Hibernate's.
    protected Parcel() {}

    String name() {
        return name;
    }
}
