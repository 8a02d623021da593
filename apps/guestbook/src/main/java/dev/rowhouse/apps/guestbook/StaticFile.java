package dev.rowhouse.apps.guestbook;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A file that comes with the app and is the same in all instances, such as the style sheet. */
final class StaticFile implements HttpHandler {
    static final StaticFile STYLE = load("style.css", "text/css; charset=utf-8");
    static final StaticFile HOUSES = load("houses.svg", "image/svg+xml");
    static final StaticFile ICON = load("icon.svg", "image/svg+xml");

    private final String name;
    private final String type;
    private final byte[] content;

    private StaticFile(String name, String type, byte[] content) {
        this.name = name;
        this.type = type;
        this.content = content;
    }

    /** A link relative to the mount, which changes when the file does. */
    String link() {
        return "%s?v=%08x".formatted(name, Arrays.hashCode(content));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type).put(Headers.CACHE_CONTROL, "max-age=3600");
        exchange.getResponseSender().send(ByteBuffer.wrap(content));
    }

    private static StaticFile load(String name, String type) {
        try (var in = StaticFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("%s is missing beside %s".formatted(name, StaticFile.class));
            }
            return new StaticFile(name, type, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
