package dev.rowhouse.http;

import io.undertow.server.HttpHandler;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * The open connections of a server for few, and which of them goes when there are too many: one whose last answer is written, and
 * that waits only for its client to close it too; else the one that has been without a request longest. So whoever comes with a
 * request is heard, however many others keep connections open and say nothing, or are slow to go.
 *
 * <p>Safe for use by many threads.
 */
final class Guests {
    private final int most;
    private final SequencedMap<StreamConnection, Channel> idle = new LinkedHashMap<>();
    private final Map<StreamConnection, Channel> busy = new HashMap<>();
    private final SequencedMap<StreamConnection, Channel> leaving = new LinkedHashMap<>();

    /** @param most how many may be open at once */
    Guests(int most) {
        this.most = most;
    }

    /**
     * Lets a connection in, perhaps in place of another one.
     *
     * @param channel what is closed if it has to go
     * @return false, and the channel is closed, if all others have requests that are being answered
     */
    boolean admit(StreamConnection connection, Channel channel) {
        boolean admitted;
        @Nullable
        Channel going = null;
        synchronized (this) {
            idle.values().removeIf(one -> !one.isOpen());
            busy.values().removeIf(one -> !one.isOpen());
            leaving.values().removeIf(one -> !one.isOpen());
            // What a relay has still to deliver of a last answer takes no place: it ends by itself.
            var lingering = leaving.keySet().stream().filter(Channel::isOpen).toList();
            if (idle.size() + busy.size() + lingering.size() < most) {
                admitted = true;
            } else if (!lingering.isEmpty()) {
                admitted = true;
                going = lingering.getFirst();
            } else {
                admitted = !idle.isEmpty();
                going = admitted ? idle.pollFirstEntry().getValue() : channel;
            }
            if (admitted) {
                idle.put(connection, channel);
            }
        }
        IoUtils.safeClose(going);
        return admitted;
    }

    /** Knows from now on which connections have a request that is being answered. */
    HttpHandler counting(HttpHandler next) {
        return exchange -> {
            Wire.of(exchange).map(Wire::connection).ifPresent(connection -> {
                move(connection, idle, busy);
                exchange.addExchangeCompleteListener((completed, others) -> {
                    move(connection, busy, completed.isPersistent() ? idle : leaving);
                    others.proceed();
                });
            });
            next.handleRequest(exchange);
        };
    }

    private synchronized void move(
            StreamConnection connection,
            Map<StreamConnection, Channel> from,
            Map<StreamConnection, Channel> to) {
        var channel = from.remove(connection);
        if (channel != null) {
            to.put(connection, channel);
        }
    }

    /** Closes all of them, whatever they do. */
    void close() {
        List<Channel> all;
        synchronized (this) {
            all = new ArrayList<>(idle.values());
            all.addAll(busy.values());
            all.addAll(leaving.values());
            idle.clear();
            busy.clear();
            leaving.clear();
        }
        all.forEach(IoUtils::safeClose);
    }
}
