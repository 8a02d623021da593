package dev.rowhouse.apps.conduit.resource;

import dev.rowhouse.apps.conduit.model.Tags;
import dev.rowhouse.spi.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.util.Map;

/** All tags, at {@code /api/tags}. */
public final class TagResource {
    private final Tags tags;
    private final Json json;

    @Inject
    TagResource(Tags tags, Json json) {
        this.tags = tags;
        this.json = json;
    }

    /** Answers with {@code {"tags":[...]}}, the most used first. */
    public void list(HttpServerExchange exchange) {
        json.write(exchange, StatusCodes.OK, Map.of("tags", tags.inUse()));
    }
}
