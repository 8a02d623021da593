package dev.rowhouse.apps.guestbook;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hibernate.Session;

/** Keeps the log of every change, in an engine of its own. */
final class Journal {
    private final Session session;

    @Inject
    Journal(@Named(GuestbookApp.LOG) Session session) {
        this.session = session;
    }

    /**
     * Writes down a change. To be called within the transaction that makes it: both are kept, or neither.
     *
     * @param change what happened to the person: {@code "added"}
     */
    void write(String change, Person person) {
        String what = "%s %s, person %d".formatted(change, person.name(), person.id());
        // Databases keep microseconds: more would change when the entry is read again.
        session.persist(new Entry(what, Instant.now().truncatedTo(ChronoUnit.MICROS)));
    }

    /** Changes, newest first. */
    Slice<Entry> page(Paging paging) {
        long total = session.createSelectionQuery("select count(e) from Entry e", Long.class).getSingleResult();
        var entries = session.createSelectionQuery("select e from Entry e order by e.id desc", Entry.class)
                .setFirstResult(paging.offset())
                .setMaxResults(paging.size())
                .getResultList();
        return new Slice<>(entries, paging, total);
    }
}
