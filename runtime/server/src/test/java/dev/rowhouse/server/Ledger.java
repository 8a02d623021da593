package dev.rowhouse.server;

import dev.rowhouse.server.LedgerApp.Line;
import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.Session;

/** What jobs of the ledger use. */
final class Ledger {
    private final Session session;
    private final Work work;

    @Inject
    Ledger(Session session, Work work) {
        this.session = session;
        this.work = work;
    }

    void add(List<String> texts) {
        work.runInTransaction(() -> texts.forEach(text -> session.persist(new Line(text))));
    }

    List<String> texts() {
        return work.call(
                () -> session.createSelectionQuery("select text from Line order by id", String.class).getResultList());
    }
}
