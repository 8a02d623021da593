package dev.rowhouse.apps.blogs;

import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Query;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Posts as JSON, under {@code /blogs/{blog}/posts}. */
final class PostResource {
    private final Directory directory;
    private final Posts posts;
    private final Json json;

    @Inject
    PostResource(Directory directory, Posts posts, Json json) {
        this.directory = directory;
        this.posts = posts;
        this.json = json;
    }

    /** Answers GET with {@code {"posts":[...]}}, newest first; {@code ?size=20} says how many. */
    void list(HttpServerExchange exchange) {
        int size = Query.of(exchange).number("size", 20, 1, 100);
        json.write(exchange, StatusCodes.OK,
                new Listing(posts.newest(blog(exchange), size).stream().map(PostBody::of).toList()));
    }

    void show(HttpServerExchange exchange) {
        json.write(exchange, StatusCodes.OK, PostBody.of(post(exchange, blog(exchange))));
    }

    void add(HttpServerExchange exchange) throws IOException {
        var blog = blog(exchange);
        var post = posts.add(blog, json.read(exchange, NewPost.class));
        exchange.getResponseHeaders()
                .put(Headers.LOCATION,
                        "%s/blogs/%s/posts/%d".formatted(exchange.getResolvedPath(), blog.name(), post.id()));
        json.write(exchange, StatusCodes.CREATED, PostBody.of(post));
    }

    /**
     * The blog that the path means.
     *
     * @throws ProblemException 404 if there is none
     */
    Blog blog(HttpServerExchange exchange) {
        return directory.require(Routes.parameter(exchange, "blog"));
    }

    /**
     * The post that the path means.
     *
     * @throws ProblemException 404 if there is none
     */
    Post post(HttpServerExchange exchange, Blog blog) {
        var id = Routes.id(exchange, "post").orElseThrow(PostResource::missing);
        return posts.find(blog, id).orElseThrow(PostResource::missing);
    }

    private static ProblemException missing() {
        return new ProblemException(Problem.of(StatusCodes.NOT_FOUND, "There is no post with this id."));
    }

    /** A post, as JSON shows it. */
    record PostBody(long id, String title, String text, Instant at) {
        static PostBody of(Post post) {
            return new PostBody(post.id(), post.title(), post.text(), post.at());
        }
    }

    /** Posts, as JSON shows them. */
    record Listing(List<PostBody> posts) {}
}
