package dev.rowhouse.spi;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Serves one handler on a free port, in blocking mode, and answers what it throws, both as the runtime does. */
final class Server implements AutoCloseable {
    private final Undertow undertow;
    private final HttpClient client = HttpClient.newHttpClient();

    private Server(HttpHandler handler) {
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(1)
                .setHandler(new BlockingHandler(exchange -> {
                    try {
                        handler.handleRequest(exchange);
                    } catch (ProblemException e) {
                        exchange.getResponseHeaders().clear();
                        e.problem().send(exchange);
                    }
                }))
                .build();
        undertow.start();
    }

    static Server of(HttpHandler handler) {
        return new Server(handler);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var port = ((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        undertow.stop();
    }
}
