package dev.rowhouse.server;

import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Routes;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/** A small app for a {@link Rehearsal}: goes the ways that apps usually go, and is never served to anybody. */
public final class RehearsedApp implements App<RehearsedApp.Settings> {
    /** An app without state, as a composite makes one. */
    public RehearsedApp() {}

    /**
     * Something to be read from a file.
     *
     * @param title any text
     */
    public record Settings(String title) {}

    @Override
    public Plan<Settings> plan() {
        return Plan.of(Settings.class).engine(Plan.DEFAULT_ENGINE, RehearsedNote.class);
    }

    @Override
    public Module household(Settings settings) {
        return binder -> binder.bind(HttpHandler.class).to(Notes.class);
    }

    /** Answers for notes. */
    static final class Notes implements HttpHandler {
        private final Session session;
        private final Work work;
        private final Json json;
        private final HttpHandler routes = new Routes().get("/notes", this::list).post("/notes", this::add);

        @Inject
        Notes(Session session, Work work, Json json) {
            this.session = session;
            this.work = work;
            this.json = json;
        }

        /** What is sent. */
        record Draft(String text) {}

        /** What is listed. */
        record Listing(List<RehearsedNote.Body> notes, long total) {}

        @Override
        public void handleRequest(HttpServerExchange exchange) throws Exception {
            routes.handleRequest(exchange);
        }

        private void add(HttpServerExchange exchange) throws IOException {
            var draft = json.read(exchange, Draft.class);
            var added = work.inTransaction(() -> {
                var first = session.createSelectionQuery("from RehearsedNote order by id", RehearsedNote.class)
                        .setMaxResults(1)
                        .getSingleResultOrNull();
                var note = RehearsedNote.of(draft.text(), Instant.now(), first);
                session.persist(note);
                return note.body();
            });
            json.write(exchange, StatusCodes.CREATED, added);
        }

        private void list(HttpServerExchange exchange) {
            long total = session.createSelectionQuery("select count(n) from RehearsedNote n", Long.class)
                    .getSingleResult();
            var notes = session
                    .createSelectionQuery("from RehearsedNote n left join fetch n.answered order by n.id desc",
                            RehearsedNote.class)
                    .setMaxResults(20)
                    .getResultList();
            json.write(exchange, StatusCodes.OK, new Listing(notes.stream().map(RehearsedNote::body).toList(), total));
        }
    }
}
