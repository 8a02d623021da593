package dev.rowhouse.instance.live;

import dev.rowhouse.spi.EventFeed;
import dev.rowhouse.spi.EventStream;
import dev.rowhouse.spi.EventStreams.Reception;
import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ServerEvent;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Answers requests with streams of events, and knows those that are open. Safe for use by many threads. */
final class Feed implements EventFeed {
    private static final HttpString LAST_EVENT_ID = new HttpString("Last-Event-ID");
    private static final HttpString ACCEL_BUFFERING = new HttpString("X-Accel-Buffering");

    private final Live live;
    private final Reception reception;
    private final Set<Stream> open = ConcurrentHashMap.newKeySet();

    Feed(Live live, Reception reception) {
        this.live = live;
        this.reception = reception;
    }

    @Override
    public void send(ServerEvent event) {
        var bytes = event.toText().getBytes(StandardCharsets.UTF_8);
        for (var stream : open) {
            stream.send(bytes);
        }
    }

    @Override
    public List<EventStream> open() {
        return List.copyOf(open);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!exchange.getRequestMethod().equals(Methods.GET)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, Methods.GET_STRING);
            Problem.of(StatusCodes.METHOD_NOT_ALLOWED, "").send(exchange);
        } else if (live.isFull()) {
            live.refuse(exchange);
        } else {
            begin(exchange);
        }
    }

    private void begin(HttpServerExchange exchange) throws Exception {
        var listener = reception.receive(exchange);
        if (exchange.isResponseStarted()) {
            // The app has answered otherwise.
            return;
        }
        var lastEventId = Optional.ofNullable(exchange.getRequestHeaders().getFirst(LAST_EVENT_ID));
        var stream = new Stream(live, open, listener, exchange, lastEventId);
        if (!live.join(stream)) {
            live.refuse(exchange);
            return;
        }
        var fields = exchange.getResponseHeaders();
        fields.put(Headers.CONTENT_TYPE, "text/event-stream");
        fields.put(Headers.CACHE_CONTROL, "no-store");
        // nginx would collect events until they fill a buffer.
        fields.put(ACCEL_BUFFERING, "no");
        exchange.addExchangeCompleteListener((_, next) -> {
            stream.ended();
            next.proceed();
        });
        LongStay.begin(exchange);
        // The response goes on where nothing waits, once this request's thread and scope have ended.
        exchange.dispatch(exchange.getIoThread(), stream::begin);
    }
}
