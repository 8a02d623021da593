package dev.rowhouse.http;

import dev.rowhouse.config.HttpConfig;
import io.undertow.server.HttpHandler;

/** The way of a request from the listener to who answers it. */
final class Entrance {
    private Entrance() {}

    /** Handlers in the order in which a request passes them, last one first. */
    static HttpHandler of(HttpConfig config, Http2Connections http2, HttpHandler target) {
        var way = http2.counting(plain(config, target));
        return new Http2Upgrade(config.trustedProxies(), way);
    }

    /** The way where no connection changes to another protocol. */
    static HttpHandler plain(HttpConfig config, HttpHandler target) {
        HttpHandler way = new RequestBody(config.maxBody(), config.bodyTimeout(), target);
        way = new Forwarded(config.trustedProxies(), way);
        way = new FrontDoor(new FieldRules(config.maxFields()), way);
        way = new DefaultProblems(way);
        way = new SlowReader(config.bodyTimeout(), way);
        return new NextRequest(way);
    }
}
