package dev.rowhouse.testkit;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.NoSettings;
import dev.rowhouse.spi.NonBlocking;
import dev.rowhouse.spi.Plan;
import dev.rowhouse.spi.Query;
import dev.rowhouse.spi.Routes;
import dev.rowhouse.spi.Signer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.CookieImpl;
import io.undertow.server.session.Session;
import io.undertow.server.session.SessionConfig;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Sessions;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.xnio.channels.Channels;

/** An app that knows its visitors, and tries to reach those of others. */
public final class VisitorsApp implements App<NoSettings> {
    /** What a login session of this app holds. */
    static final class Visits {
        private int count;

        synchronized int next() {
            return ++count;
        }
    }

    /** Holds requests until a test lets them go, and tells whom it saw without keeping them. */
    @Singleton
    static final class Doorstep {
        final CountDownLatch arrived = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
        final Queue<WeakReference<Object>> seen = new ConcurrentLinkedQueue<>();
    }

    @Override
    public Plan<NoSettings> plan() {
        return Plan.withoutSettings();
    }

    @Override
    public Module household(NoSettings settings) {
        return new AbstractModule() {
            @Override
            protected void configure() {
                bind(Doorstep.class);
            }

            @Provides
            @Singleton
            HttpHandler root(Signer signer, Doorstep doorstep) {
                return routes(signer, doorstep);
            }
        };
    }

    /** The same, on the I/O thread. */
    public static final class Quick implements App<NoSettings> {
        @Override
        public Plan<NoSettings> plan() {
            return Plan.withoutSettings();
        }

        @Override
        public Module household(NoSettings settings) {
            return new AbstractModule() {
                @Provides
                @Singleton
                HttpHandler root(Signer signer) {
                    NonBlocking root = routes(signer, new Doorstep())::handleRequest;
                    return root;
                }
            };
        }
    }

    private static Routes routes(Signer signer, Doorstep doorstep) {
        return new Routes().get("/", VisitorsApp::page).get("/visit", exchange -> {
            var session = Sessions.getOrCreateSession(exchange);
            say(exchange, visit(session));
            doorstep.seen.add(new WeakReference<>(session.getAttribute("visits")));
        }).get("/peek", exchange -> {
            var session = Sessions.getSession(exchange);
            say(exchange, session == null ? "nobody" : visit(session));
        }).get("/login", exchange -> {
            var session = Sessions.getOrCreateSession(exchange);
            session.changeSessionId(exchange, exchange.getAttachment(SessionConfig.ATTACHMENT_KEY));
            say(exchange, visit(session));
        }).get("/logout", exchange -> {
            Sessions.getOrCreateSession(exchange).invalidate(exchange);
            say(exchange, "bye");
        }).get("/held", exchange -> {
            doorstep.arrived.countDown();
            doorstep.open.await();
            say(exchange, visit(Sessions.getOrCreateSession(exchange)));
        })
                .get("/cookies", exchange -> say(exchange, cookies(exchange)))
                .get("/sign", exchange -> say(exchange, signer.sign("test", "visitor")))
                .get("/verify",
                        exchange -> say(exchange, signer.verify("test", parameter(exchange, "token")).orElse("no")))
                .get("/field", exchange -> {
                    add(exchange);
                    say(exchange, "fine");
                })
                .get("/object", exchange -> {
                    exchange.setResponseCookie(new CookieImpl("a", parameter(exchange, "value"))
                            .setPath(parameter(exchange, "path").isEmpty() ? null : parameter(exchange, "path")));
                    say(exchange, "fine");
                })
                .get("/at-commit", exchange -> {
                    exchange.addResponseCommitListener(VisitorsApp::add);
                    say(exchange, "fine");
                })
                .get("/empty", VisitorsApp::add)
                .get("/long", exchange -> {
                    add(exchange);
                    exchange.getOutputStream().write("x".repeat(100_000).getBytes(StandardCharsets.UTF_8));
                })
                .get("/resolved", exchange -> {
                    exchange.setResolvedPath("");
                    say(exchange, visit(Sessions.getOrCreateSession(exchange)));
                })
                .get("/late", VisitorsApp::late)
                .get("/worker.js", exchange -> {
                    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/javascript");
                    say(exchange, "self.addEventListener('fetch', () => {});");
                });
    }

    /** Sets a cookie when the response has begun, but nothing of it was sent. */
    private static void late(HttpServerExchange exchange) throws IOException {
        var channel = exchange.getResponseChannel();
        add(exchange);
        exchange.setResponseCookie(new CookieImpl("late", "1"));
        Channels.writeBlocking(channel, ByteBuffer.wrap("fine".getBytes(StandardCharsets.US_ASCII)));
        channel.shutdownWrites();
        Channels.flushBlocking(channel);
        exchange.endExchange();
    }

    private static void page(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
        exchange.getResponseHeaders().add(Headers.SET_COOKIE, "theme=dark");
        say(exchange, "<!doctype html><title>%s</title>".formatted(visit(Sessions.getOrCreateSession(exchange))));
    }

    private static String cookies(HttpServerExchange exchange) {
        var cookies = exchange.getRequestHeaders().get(Headers.COOKIE);
        return cookies == null ? "" : String.join("|", cookies);
    }

    private static void add(HttpServerExchange exchange) {
        exchange.getResponseHeaders().add(new HttpString(parameter(exchange, "name")), parameter(exchange, "value"));
    }

    private static String parameter(HttpServerExchange exchange, String name) {
        return Query.of(exchange).text(name).orElse("");
    }

    private static String visit(Session session) {
        var visits = (Visits) session.getAttribute("visits");
        if (visits == null) {
            visits = new Visits();
            session.setAttribute("visits", visits);
        }
        return "visit " + visits.next();
    }

    private static void say(HttpServerExchange exchange, String text) {
        exchange.getResponseSender().send(text);
    }
}
