package dev.rowhouse.apps.blogs;

import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.Query;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/** The log as JSON, under {@code /log}. */
final class LogResource {
    private final Session session;
    private final Json json;

    @Inject
    LogResource(Session session, Json json) {
        this.session = session;
        this.json = json;
    }

    /** Answers GET with {@code {"entries":[{"what":"...","at":"..."}]}}, newest first; {@code ?size=20} says how many. */
    void list(HttpServerExchange exchange) {
        var entries = session.createSelectionQuery("from Entry order by id desc", Entry.class)
                .setMaxResults(Query.of(exchange).number("size", 20, 1, 100))
                .getResultList();
        json.write(exchange, StatusCodes.OK,
                new Listing(entries.stream().map(entry -> new EntryBody(entry.what(), entry.at())).toList()));
    }

    /** Something that happened, as JSON shows it. */
    record EntryBody(String what, Instant at) {}

    /** What happened, as JSON shows it. */
    record Listing(List<EntryBody> entries) {}
}
