package dev.rowhouse.apps.conduit.resource;

import dev.rowhouse.apps.conduit.body.NewComment;
import dev.rowhouse.apps.conduit.login.Login;
import dev.rowhouse.apps.conduit.model.Comments;
import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;

/** What is said about an article, under {@code /api/articles/{slug}/comments}. */
public final class CommentResource {
    /** The id of no comment. */
    private static final long NONE = 0;

    private final Comments comments;
    private final Login login;
    private final Json json;

    @Inject
    CommentResource(Comments comments, Login login, Json json) {
        this.comments = comments;
        this.login = login;
        this.json = json;
    }

    /** Answers with {@code {"comments":[...]}}, newest first. */
    public void list(HttpServerExchange exchange) {
        var viewer = login.optional(exchange);
        json.write(exchange, StatusCodes.OK, Map.of("comments", comments.list(slug(exchange), viewer)));
    }

    /** Takes {@code {"comment":{"body":"..."}}}. */
    public void add(HttpServerExchange exchange) throws IOException {
        var viewer = login.required(exchange);
        var wanted = json.read(exchange, "comment", NewComment.class).orElse(NewComment.EMPTY);
        json.write(exchange, StatusCodes.CREATED, Map.of("comment", comments.add(slug(exchange), wanted, viewer)));
    }

    /** Removes a comment. */
    public void remove(HttpServerExchange exchange) {
        var viewer = login.required(exchange);
        comments.remove(slug(exchange), Routes.id(exchange, "id").orElse(NONE), viewer);
        exchange.setStatusCode(StatusCodes.NO_CONTENT);
    }

    private static String slug(HttpServerExchange exchange) {
        return Routes.parameter(exchange, "slug");
    }
}
