package dev.rowhouse.http;

import dev.rowhouse.config.AddressRange;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Believes {@code X-Forwarded-For}, {@code -Proto} and {@code -Host} if a trusted proxy sent them, and drops them
 * otherwise.
 *
 * <p>A request from anybody else loses all fields named {@code Forwarded}, {@code X-Forwarded-*} and {@code X-Real-IP},
 * so that no app can be made to believe them. {@code Forwarded} is dropped in any case, as most proxies pass on
 * what their client wrote there. The client's address is the last one in {@code X-Forwarded-For} that is not a trusted
 * proxy: what stands before it was written by the client. Proto and Host must have one value: a proxy has to set them,
 * not to add to them.
 */
final class Forwarded implements HttpHandler {
    private static final HttpString FORWARDED = new HttpString("Forwarded");
    private static final HttpString REAL_IP = new HttpString("X-Real-IP");
    /** The platform would take {@code 1.2.3} for an address, too. */
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final String PREFIX = "x-forwarded-";

    private final List<AddressRange> proxies;
    private final HttpHandler next;

    Forwarded(List<AddressRange> proxies, HttpHandler next) {
        this.proxies = proxies;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var fields = exchange.getRequestHeaders();
        fields.remove(FORWARDED);
        if (!isProxy(proxies, exchange)) {
            dropAll(fields);
        } else if (!apply(exchange, fields)) {
            Refusal.FORWARDED.send(exchange);
            return;
        }
        next.handleRequest(exchange);
    }

    /** Whether a request came from a trusted proxy. */
    static boolean isProxy(List<AddressRange> proxies, HttpServerExchange exchange) {
        if (proxies.isEmpty()) {
            return false;
        }
        var peer = exchange.getConnection().getPeerAddress(InetSocketAddress.class);
        return peer != null && isProxy(proxies, peer.getAddress());
    }

    private static boolean isProxy(List<AddressRange> proxies, InetAddress address) {
        return proxies.stream().anyMatch(range -> range.contains(address));
    }

    private static void dropAll(HeaderMap fields) {
        fields.remove(REAL_IP);
        // Undertow's iteration without an iterator.
        for (long at = fields.fastIterate(); at != -1; at = fields.fiNext(at)) {
            if (isForwarded(fields.fiCurrent(at).getHeaderName())) {
                // What is removed must not be iterated over.
                fields.getHeaderNames().stream().filter(Forwarded::isForwarded).toList().forEach(fields::remove);
                return;
            }
        }
    }

    private static boolean isForwarded(HttpString name) {
        return name.length() > PREFIX.length() && (name.byteAt(0) | 0x20) == 'x'
                && name.toString().regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    private boolean apply(HttpServerExchange exchange, HeaderMap fields) {
        if (fields.contains(Headers.X_FORWARDED_PROTO)) {
            var proto = single(fields, Headers.X_FORWARDED_PROTO).map(text -> text.toLowerCase(Locale.ROOT))
                    .filter(text -> text.equals("http") || text.equals("https"));
            if (proto.isEmpty()) {
                return false;
            }
            exchange.setRequestScheme(proto.get());
        }
        if (fields.contains(Headers.X_FORWARDED_HOST)) {
            var host = single(fields, Headers.X_FORWARDED_HOST).flatMap(Authority::parse);
            if (host.isEmpty()) {
                return false;
            }
            FrontDoor.enter(exchange, host.get());
        }
        if (fields.contains(Headers.X_FORWARDED_FOR)) {
            var client = client(String.join(",", fields.get(Headers.X_FORWARDED_FOR)));
            client.ifPresent(exchange::setSourceAddress);
            return client.isPresent();
        }
        return true;
    }

    private static Optional<String> single(HeaderMap fields, HttpString name) {
        return fields.count(name) == 1 ? Optional.of(fields.getFirst(name)) : Optional.empty();
    }

    private Optional<InetSocketAddress> client(String list) {
        var hops = list.split(",", -1);
        Optional<InetSocketAddress> found = Optional.empty();
        for (int i = hops.length - 1; i >= 0; i--) {
            found = address(hops[i].strip());
            if (found.isEmpty() || !isProxy(proxies, found.get().getAddress())) {
                break;
            }
        }
        return found;
    }

    /** Reads an address with or without a port. */
    private static Optional<InetSocketAddress> address(String text) {
        boolean bare = text.indexOf(':') != text.lastIndexOf(':') && !text.startsWith("[");
        var authority = Authority.parse(bare ? "[" + text + "]" : text)
                .filter(found -> found.host().startsWith("[") || IPV4.matcher(found.host()).matches());
        try {
            return authority.map(found -> new InetSocketAddress(
                    InetAddress.ofLiteral(found.host().replace("[", "").replace("]", "")), found.port()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
