package dev.rowhouse.apps.conduit;

import dev.rowhouse.apps.conduit.resource.ArticleResource;
import dev.rowhouse.apps.conduit.resource.CommentResource;
import dev.rowhouse.apps.conduit.resource.ProfileResource;
import dev.rowhouse.apps.conduit.resource.TagResource;
import dev.rowhouse.apps.conduit.resource.UserResource;
import dev.rowhouse.spi.Cors;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import jakarta.inject.Inject;

/** The door of the app: what answers where, relative to the mount. */
final class ConduitRoutes implements HttpHandler {
    private final HttpHandler door;

    @Inject
    ConduitRoutes(
            ConduitSettings settings,
            UserResource users,
            ProfileResource profiles,
            ArticleResource articles,
            CommentResource comments,
            TagResource tags) {
        var routes = new Routes().post("/api/users", users::signUp)
                .post("/api/users/login", users::logIn)
                .get("/api/user", users::show)
                .put("/api/user", users::change)
                .get("/api/profiles/{username}", profiles::show)
                .post("/api/profiles/{username}/follow", profiles::follow)
                .delete("/api/profiles/{username}/follow", profiles::unfollow)
                .get("/api/articles", articles::list)
                .get("/api/articles/feed", articles::feed)
                .post("/api/articles", articles::add)
                .get("/api/articles/{slug}", articles::show)
                .put("/api/articles/{slug}", articles::change)
                .delete("/api/articles/{slug}", articles::remove)
                .post("/api/articles/{slug}/favorite", articles::favorite)
                .delete("/api/articles/{slug}/favorite", articles::unfavorite)
                .get("/api/articles/{slug}/comments", comments::list)
                .post("/api/articles/{slug}/comments", comments::add)
                .delete("/api/articles/{slug}/comments/{id}", comments::remove)
                .get("/api/tags", tags::list);
        door = new Cors(routes, settings.origins());
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        door.handleRequest(exchange);
    }
}
