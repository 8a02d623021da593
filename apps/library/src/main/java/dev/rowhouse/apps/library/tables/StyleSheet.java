package dev.rowhouse.apps.library.tables;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** What the pages look like; no reflected table has a dot in its name, so that its path is free. */
final class StyleSheet implements HttpHandler {
    static final String PATH = "/tables/style.css";

    private final byte[] content = read();

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, "text/css; charset=utf-8")
                .put(Headers.CACHE_CONTROL, "max-age=3600");
        exchange.getResponseSender().send(ByteBuffer.wrap(content));
    }

    private static byte[] read() {
        try (var in = StyleSheet.class.getResourceAsStream("style.css")) {
            if (in == null) {
                throw new FileNotFoundException("style.css is missing beside " + StyleSheet.class);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
