package org.example.notes;

import dev.rowhouse.spi.Job;
import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.Session;

/** Removes all notes; its status says whether there were any. */
record Purge(Session session, Work work) implements Job {
    @Inject
    Purge {}

    @Override
    public int run(List<String> arguments) {
        return work.inTransaction(() -> session.createMutationQuery("delete from Note").executeUpdate()) > 0 ? 0 : 1;
    }
}
