package dev.rowhouse.apps.guestbook;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Somebody in the guestbook, and where they live, in the order they said it. */
@Entity
@Table(name = "person")
class Person {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private long id;

    @Column(nullable = false, length = NewPerson.NAME_LENGTH)
    private String name = "";

    @Column(nullable = false, length = NewPerson.EMAIL_LENGTH)
    private String email = "";

    @ManyToMany(cascade = CascadeType.PERSIST)
    @JoinTable(name = "person_address", joinColumns = @JoinColumn(name = "person_id"), inverseJoinColumns = @JoinColumn(name = "address_id"))
    @OrderColumn(name = "position")
    private List<Address> addresses = new ArrayList<>();

    /** Somebody still to be described by {@link #become}; also for the ORM. */
    protected Person() {}

    static Person of(String name, String email, List<Address> addresses) {
        var person = new Person();
        person.become(name, email, addresses);
        return person;
    }

    void become(String name, String email, List<Address> addresses) {
        this.name = name;
        this.email = email;
        this.addresses.clear();
        this.addresses.addAll(addresses);
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    String email() {
        return email;
    }

    List<Address> addresses() {
        return Collections.unmodifiableList(addresses);
    }
}
