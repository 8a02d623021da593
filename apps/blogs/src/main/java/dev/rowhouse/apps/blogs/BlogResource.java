package dev.rowhouse.apps.blogs;

import dev.rowhouse.spi.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;

/** The directory of blogs as JSON, under {@code /blogs}. */
final class BlogResource {
    private final Directory directory;
    private final Json json;

    @Inject
    BlogResource(Directory directory, Json json) {
        this.directory = directory;
        this.json = json;
    }

    /** Answers GET with {@code {"blogs":[{"name":"ada","title":"Notes"}]}}. */
    void list(HttpServerExchange exchange) {
        json.write(exchange, StatusCodes.OK, new Listing(directory.blogs().stream().map(BlogBody::of).toList()));
    }

    void add(HttpServerExchange exchange) throws IOException {
        var blog = directory.add(json.read(exchange, NewBlog.class));
        exchange.getResponseHeaders()
                .put(Headers.LOCATION, "%s/blogs/%s/posts".formatted(exchange.getResolvedPath(), blog.name()));
        json.write(exchange, StatusCodes.CREATED, BlogBody.of(blog));
    }

    /** A blog, as JSON shows it. */
    record BlogBody(String name, String title) {
        static BlogBody of(Blog blog) {
            return new BlogBody(blog.name(), blog.title());
        }
    }

    /** All blogs, as JSON shows them. */
    record Listing(List<BlogBody> blogs) {}
}
