package org.example.notes;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.EventFeed;
import dev.rowhouse.spi.EventStreams;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Routes;
import dev.rowhouse.spi.ServerEvent;
import dev.rowhouse.spi.WebSocket;
import dev.rowhouse.spi.WebSocketListener;
import dev.rowhouse.spi.WebSockets;
import dev.rowhouse.spi.Work;
import io.undertow.server.HttpHandler;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;

/** Notes that come in by a WebSocket, and are told to everybody who reads the feed. */
public final class LiveNotesApp implements App<NoSettings> {
    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings().engine("default", Note.class);
    }

    @Override
    public Module household(NoSettings settings) {
        return new AbstractModule() {
            @Provides
            @Singleton
            HttpHandler root(
                    Session session,
                    Work work,
                    ScheduledExecutorService executor,
                    EventStreams streams,
                    WebSockets sockets) {
                var feed = streams.feed();
                // Each time in a scope of its own, until the instance ends.
                var _ = executor.scheduleWithFixedDelay(() -> feed.send(ServerEvent.of(count(session)).named("count")),
                        10, 10, TimeUnit.SECONDS);
                return new Routes().get("/feed", feed)
                        .get("/socket", sockets.endpoint(exchange -> new Writer(session, work, feed)))
                        // Beside each other, each with a session of its own.
                        .get("/twice", exchange -> {
                            var one = CompletableFuture.supplyAsync(() -> count(session), executor);
                            var two = CompletableFuture.supplyAsync(() -> count(session), executor);
                            exchange.getResponseSender().send(one.join() + " " + two.join());
                        })
                        // Answered by a task; this request's thread ends at once.
                        .get("/count", exchange -> exchange.dispatch(executor,
                                later -> later.getResponseSender().send(count(session))));
            }
        };
    }

    private static String count(Session session) {
        return session.createSelectionQuery("select count(*) from Note", Long.class).getSingleResult().toString();
    }

    /** Keeps what a client says; one for each socket. */
    record Writer(Session session, Work work, EventFeed feed) implements WebSocketListener {
        @Override
        public void text(WebSocket socket, String message) {
            var note = new Note(message);
            work.runInTransaction(() -> session.persist(note));
            feed.send(ServerEvent.of(message));
            socket.send("kept as " + note.id);
        }
    }
}
