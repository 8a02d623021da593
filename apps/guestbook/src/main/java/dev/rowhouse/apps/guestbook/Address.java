package dev.rowhouse.apps.guestbook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;

/**
 * A place where people live; it stays when the last one moves out, and never changes.
 *
 * <p>People of one place share its row where possible. That saves rows and is no rule: two people who move in at the
 * same moment may make a row each, and nothing minds.
 */
@Entity
@Table(name = "address", indexes = @Index(name = "address_by_place", columnList = "street, city"))
class Address {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private long id;

    @Column(nullable = false, length = Place.STREET_LENGTH)
    private String street = "";

    @Column(nullable = false, length = Place.CITY_LENGTH)
    private String city = "";

    /** For the ORM. */
    protected Address() {}

    Address(Place place) {
        this.street = place.street();
        this.city = place.city();
    }

    Place place() {
        return new Place(street, city);
    }
}
