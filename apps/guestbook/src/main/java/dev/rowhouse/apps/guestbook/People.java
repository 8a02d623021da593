package dev.rowhouse.apps.guestbook;

import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;

/** The people of one guestbook. One object per instance, used by many threads. */
final class People {
    private final Session session;
    private final Journal journal;
    private final Work work;

    @Inject
    People(Session session, Journal journal, Work work) {
        this.session = session;
        this.journal = journal;
        this.work = work;
    }

    /** People, newest first: three queries, however many there are. */
    Slice<Person> page(Paging paging) {
        long total = session.createSelectionQuery("select count(p) from Person p", Long.class).getSingleResult();
        var ids = session.createSelectionQuery("select p.id from Person p order by p.id desc", Long.class)
                .setFirstResult(paging.offset())
                .setMaxResults(paging.size())
                .getResultList();
        return new Slice<>(ids.isEmpty() ? List.of() : all(ids), paging, total);
    }

    Optional<Person> find(long id) {
        return Optional.ofNullable(session.find(Person.class, id));
    }

    /**
     * Adds a person.
     *
     * @throws ProblemException 422 if the person is not acceptable
     */
    Person add(NewPerson wanted) {
        wanted.checked();
        return work.inTransaction(() -> {
            var person = Person.of(wanted.name(), wanted.email(), addresses(wanted.addresses()));
            session.persist(person);
            journal.write("added", person);
            return person;
        });
    }

    /**
     * Makes a person what somebody wants them to be; empty if there is no such person.
     *
     * @throws ProblemException 422 if the wish is not acceptable
     */
    Optional<Person> change(long id, NewPerson wanted) {
        wanted.checked();
        return work.inTransaction(() -> {
            var found = lock(id);
            found.ifPresent(person -> {
                person.become(wanted.name(), wanted.email(), addresses(wanted.addresses()));
                journal.write("changed", person);
            });
            return found;
        });
    }

    /** Removes a person, and says whether there was one. */
    boolean remove(long id) {
        return work.inTransaction(() -> {
            var found = lock(id);
            found.ifPresent(person -> {
                journal.write("removed", person);
                session.remove(person);
            });
            return found.isPresent();
        });
    }

    private List<Person> all(List<Long> ids) {
        return session.createSelectionQuery("""
                select p from Person p left join fetch p.addresses where p.id in :ids order by p.id desc
                """, Person.class).setParameterList("ids", ids).getResultList();
    }

    /** Whoever changes the same person waits here for the others, and then sees what they left. */
    private Optional<Person> lock(long id) {
        return Optional.ofNullable(session.find(Person.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** The addresses of some places: those that are known (the oldest, where there are two), and new ones. */
    private List<Address> addresses(List<Place> places) {
        if (places.isEmpty()) {
            return List.of();
        }
        Map<Place, Address> byPlace = new HashMap<>();
        session.createSelectionQuery("""
                select a from Address a where a.street in :streets and a.city in :cities order by a.id
                """, Address.class)
                .setParameterList("streets", places.stream().map(Place::street).distinct().toList())
                .setParameterList("cities", places.stream().map(Place::city).distinct().toList())
                .getResultList()
                .forEach(address -> byPlace.putIfAbsent(address.place(), address));
        return places.stream().map(place -> byPlace.computeIfAbsent(place, Address::new)).toList();
    }
}
