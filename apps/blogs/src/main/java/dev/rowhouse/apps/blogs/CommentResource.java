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

/** Comments as JSON, under {@code /comments} and {@code /blogs/{blog}/posts/{post}/comments}. */
final class CommentResource {
    private final PostResource posts;
    private final Comments comments;
    private final Json json;

    @Inject
    CommentResource(PostResource posts, Comments comments, Json json) {
        this.posts = posts;
        this.comments = comments;
        this.json = json;
    }

    /** Answers GET with {@code {"comments":[...]}}, oldest first. */
    void ofPost(HttpServerExchange exchange) {
        var blog = posts.blog(exchange);
        var post = posts.post(exchange, blog);
        json.write(exchange, StatusCodes.OK, new OfPost(bodies(comments.of(blog, post.id()))));
    }

    /** Answers GET with {@code {"comments":[...],"total":3}}, newest first; {@code ?size=20} says how many. */
    void newest(HttpServerExchange exchange) {
        int size = Query.of(exchange).number("size", 20, 1, 100);
        json.write(exchange, StatusCodes.OK, new OfAll(bodies(comments.newest(size)), comments.count()));
    }

    void show(HttpServerExchange exchange) {
        var id = Routes.id(exchange, "id").orElseThrow(CommentResource::missing);
        json.write(exchange, StatusCodes.OK, CommentBody.of(comments.find(id).orElseThrow(CommentResource::missing)));
    }

    void add(HttpServerExchange exchange) throws IOException {
        var blog = posts.blog(exchange);
        var post = posts.post(exchange, blog);
        var comment = comments.add(blog, post, json.read(exchange, NewComment.class));
        exchange.getResponseHeaders()
                .put(Headers.LOCATION, "%s/comments/%d".formatted(exchange.getResolvedPath(), comment.id()));
        json.write(exchange, StatusCodes.CREATED, CommentBody.of(comment));
    }

    private static List<CommentBody> bodies(List<Comment> comments) {
        return comments.stream().map(CommentBody::of).toList();
    }

    private static ProblemException missing() {
        return new ProblemException(Problem.of(StatusCodes.NOT_FOUND, "There is no comment with this id."));
    }

    /** A comment, as JSON shows it. */
    record CommentBody(long id, String blog, long post, String reader, String text, Instant at) {
        static CommentBody of(Comment comment) {
            return new CommentBody(comment.id(), comment.blog(), comment.post(), comment.reader(), comment.text(),
                    comment.at());
        }
    }

    /** The comments of a post, as JSON shows them. */
    record OfPost(List<CommentBody> comments) {}

    /** Comments of all blogs, as JSON shows them. */
    record OfAll(List<CommentBody> comments, long total) {}
}
