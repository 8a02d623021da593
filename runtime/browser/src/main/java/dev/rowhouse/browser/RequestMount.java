package dev.rowhouse.browser;

import dev.rowhouse.config.Mount;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;

/** Through which of its mounts a request came to an instance. What the app does to the exchange's paths doesn't change it. */
public final class RequestMount {
    private static final AttachmentKey<Mount> MOUNT = AttachmentKey.create(Mount.class);

    private RequestMount() {}

    /** Notes the mount that answers a request. */
    public static void note(HttpServerExchange exchange, Mount mount) {
        exchange.putAttachment(MOUNT, mount);
    }

    /**
     * The mount that answers a request; forgets it, because beyond five attachments Undertow's table of them is made anew.
     *
     * @throws IllegalStateException if none was noted: then nobody knows what its cookies may be for
     */
    static Mount take(HttpServerExchange exchange) {
        var mount = exchange.removeAttachment(MOUNT);
        if (mount == null) {
            throw new IllegalStateException("a request came in past the mount table");
        }
        return mount;
    }
}
