package dev.rowhouse.apps.blogs;

import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.SetHeaderHandler;
import jakarta.inject.Inject;

/** What answers where, relative to the mount. */
final class BlogsRoutes implements HttpHandler {
    private final HttpHandler door;

    @Inject
    BlogsRoutes(BlogResource blogs, PostResource posts, CommentResource comments, LogResource log) {
        var routes = new Routes().get("/blogs", blogs::list)
                .post("/blogs", blogs::add)
                .get("/blogs/{blog}/posts", posts::list)
                .post("/blogs/{blog}/posts", posts::add)
                .get("/blogs/{blog}/posts/{post}", posts::show)
                .get("/blogs/{blog}/posts/{post}/comments", comments::ofPost)
                .post("/blogs/{blog}/posts/{post}/comments", comments::add)
                .get("/comments", comments::newest)
                .get("/comments/{id}", comments::show)
                .get("/log", log::list);
        door = new SetHeaderHandler(routes, "X-Content-Type-Options", "nosniff");
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        door.handleRequest(exchange);
    }
}
