package dev.rowhouse.browser;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.Mount;
import io.undertow.server.ConduitWrapper;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ConduitFactory;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Looks at the fields of a response when it begins, after everybody else had a say, and once more before its first byte is sent. What is
 * wrong by then makes it a 500, and what comes between is dropped; both are logged, without the values of cookies.
 */
final class ResponseWall implements ConduitWrapper<StreamSinkConduit> {
    private static final Logger log = LoggerFactory.getLogger(ResponseWall.class);

    private static final HttpString NO_SNIFF = new HttpString("X-Content-Type-Options");
    private static final String PROBLEM = "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500}";

    private final InstanceName instance;
    private final Mount mount;
    private final LoginName login;

    ResponseWall(InstanceName instance, Mount mount, LoginName login) {
        this.instance = instance;
        this.mount = mount;
        this.login = login;
    }

    @Override
    public StreamSinkConduit wrap(ConduitFactory<StreamSinkConduit> next, HttpServerExchange exchange) {
        var complaint = complain(exchange);
        if (complaint.isEmpty()) {
            return new FirstWrite(next.create(), this, exchange);
        }
        log.error("instance {}: {} {}: the response is refused: {}", instance, exchange.getRequestMethod(),
                exchange.getRequestPath(), complaint.get());
        var fields = exchange.getResponseHeaders();
        if (exchange.isUpgrade()) {
            // The protocol changes whatever the fields say.
            drop(fields);
            return next.create();
        }
        var body = PROBLEM.getBytes(StandardCharsets.US_ASCII);
        fields.clear();
        fields.put(Headers.CONTENT_TYPE, "application/problem+json");
        fields.put(NO_SNIFF, "nosniff");
        fields.put(Headers.CONTENT_LENGTH, body.length);
        exchange.setStatusCode(StatusCodes.INTERNAL_SERVER_ERROR);
        return new Replacement(next.create(), ByteBuffer.wrap(body));
    }

    /** What was set after the response began can't make it another one any more. */
    void checkAgain(HttpServerExchange exchange) {
        var complaint = complain(exchange);
        if (complaint.isPresent()) {
            drop(exchange.getResponseHeaders());
            log.error("instance {}: {} {}: cookies are not sent: {}", instance, exchange.getRequestMethod(),
                    exchange.getRequestPath(), complaint.get());
        }
    }

    private static void drop(HeaderMap fields) {
        fields.remove(Headers.SET_COOKIE);
        OriginFields.remove(fields);
    }

    private Optional<String> complain(HttpServerExchange exchange) {
        var complaint = judge(exchange);
        return complaint.isPresent() ? complaint : OriginFields.complain(exchange.getResponseHeaders(), mount);
    }

    /** Completes the cookies of a response, or says what is wrong with one. */
    private Optional<String> judge(HttpServerExchange exchange) {
        spellOut(exchange);
        var fields = exchange.getResponseHeaders();
        var cookies = fields.get(Headers.SET_COOKIE);
        if (cookies == null) {
            return Optional.empty();
        }
        var rules = new CookieRules(login, mount);
        List<String> judged = new ArrayList<>(cookies.size());
        for (var cookie : cookies) {
            var verdict = rules.judge(cookie);
            if (verdict.field().isEmpty()) {
                return Optional.of(verdict.complaint());
            }
            judged.add(verdict.field().get());
        }
        fields.remove(Headers.SET_COOKIE);
        fields.putAll(Headers.SET_COOKIE, judged);
        return Optional.empty();
    }

    /** Makes fields of the cookies that are kept as objects: what is judged is the text that is sent, however it came about. */
    @SuppressWarnings("removal") // There is no other way to take them out.
    private static void spellOut(HttpServerExchange exchange) {
        var cookies = exchange.responseCookies().iterator();
        if (cookies.hasNext()) {
            cookies.forEachRemaining(cookie -> Connectors.addCookie(exchange, cookie));
            exchange.getResponseCookies().clear();
        }
    }
}
