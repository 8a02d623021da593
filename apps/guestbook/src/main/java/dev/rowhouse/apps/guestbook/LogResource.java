package dev.rowhouse.apps.guestbook;

import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.Query;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** The log as JSON, under {@code /log}. */
final class LogResource {
    private final Journal journal;
    private final Json json;

    @Inject
    LogResource(Journal journal, Json json) {
        this.journal = journal;
        this.json = json;
    }

    /** Answers GET with {@code {"entries":[{"what":"...","at":"..."}],"page":1,"size":20,"total":3}}, newest first. */
    void list(HttpServerExchange exchange) {
        var slice = journal.page(Paging.of(Query.of(exchange)));
        var entries = slice.items().stream().map(entry -> new EntryBody(entry.what(), entry.at())).toList();
        json.write(exchange, StatusCodes.OK,
                new Listing(entries, slice.paging().page(), slice.paging().size(), slice.total()));
    }

    /** One change, as JSON shows it. */
    record EntryBody(String what, Instant at) {}

    /** One page of changes, as JSON shows it. */
    record Listing(List<EntryBody> entries, int page, int size, long total) {}
}
