package dev.rowhouse.instance.live;

import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.WebSocket;
import dev.rowhouse.spi.WebSocketEndpoint;
import dev.rowhouse.spi.WebSockets.Reception;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import io.undertow.websockets.spi.AsyncWebSocketHttpServerExchange;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers handshakes, and knows the sockets that come of them. Safe for use by many threads. */
final class Endpoint implements WebSocketEndpoint {
    private static final String PROTOCOL = "websocket";
    private static final Pattern LIST = Pattern.compile("\\s*,\\s*");
    private static final int KEY_LENGTH = 16;

    private final Live live;
    private final Reception reception;
    private final Set<String> origins;
    private final Hybi13Handshake handshake = new Hybi13Handshake();
    private final Set<WebSocketChannel> channels = ConcurrentHashMap.newKeySet();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @param origins foreign ones whose pages may come too */
    Endpoint(Live live, Reception reception, Set<String> origins) {
        this.live = live;
        this.reception = reception;
        this.origins = Set.copyOf(origins);
    }

    @Override
    public List<WebSocket> open() {
        return List.copyOf(open);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!isHandshake(exchange)) {
            exchange.getResponseHeaders().put(Headers.UPGRADE, PROTOCOL);
            exchange.getResponseHeaders().put(Headers.SEC_WEB_SOCKET_VERSION, "13");
            Problem.of(StatusCodes.UPGRADE_REQUIRED, "This is a WebSocket (RFC 6455); connect with one.")
                    .send(exchange);
        } else if (!Origins.allow(exchange, origins)) {
            Problem.of(StatusCodes.FORBIDDEN, "Pages of another origin may not connect here.").send(exchange);
        } else if (live.isFull()) {
            live.refuse(exchange);
        } else {
            upgrade(exchange);
        }
    }

    private void upgrade(HttpServerExchange exchange) throws Exception {
        var listener = reception.receive(exchange);
        if (exchange.isResponseStarted()) {
            // The app has answered otherwise.
            return;
        }
        var request = new AsyncWebSocketHttpServerExchange(exchange, channels);
        exchange.upgradeChannel((connection, _) -> {
            var channel = handshake.createChannel(request, connection, request.getBufferPool());
            new Socket(live, open, listener, channel).begin();
        });
        handshake.handshake(request);
    }

    /** RFC 6455, 4.2.1. */
    private static boolean isHandshake(HttpServerExchange exchange) {
        var fields = exchange.getRequestHeaders();
        var connection = fields.getFirst(Headers.CONNECTION);
        return exchange.getRequestMethod().equals(Methods.GET) && exchange.isHttp11() && exchange.isRequestComplete()
                && PROTOCOL.equalsIgnoreCase(fields.getFirst(Headers.UPGRADE)) && connection != null
                && LIST.splitAsStream(connection.strip()).anyMatch("upgrade"::equalsIgnoreCase)
                && "13".equals(fields.getFirst(Headers.SEC_WEB_SOCKET_VERSION))
                && isKey(fields.getFirst(Headers.SEC_WEB_SOCKET_KEY));
    }

    private static boolean isKey(@Nullable String text) {
        try {
            return text != null && Base64.getDecoder().decode(text.strip()).length == KEY_LENGTH;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
