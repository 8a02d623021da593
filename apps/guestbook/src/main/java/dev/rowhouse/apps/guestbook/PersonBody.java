package dev.rowhouse.apps.guestbook;

import java.util.List;

/**
 * A person as JSON shows them:
 * {@code {"id":1,"name":"Ada","email":"ada@example.org","addresses":[{"street":"1 Row","city":"London"}]}}.
 */
record PersonBody(long id, String name, String email, List<Place> addresses) {
    static PersonBody of(Person person) {
        return new PersonBody(person.id(), person.name(), person.email(),
                person.addresses().stream().map(Address::place).toList());
    }
}
