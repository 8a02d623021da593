package dev.rowhouse.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.LoginConfig;
import dev.rowhouse.config.Mount;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.session.SessionConfig;
import io.undertow.server.session.SessionManager;
import io.undertow.util.Sessions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginSessionsTest {
    private final AtomicLong later = new AtomicLong();
    private final List<Undertow> servers = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
        servers.forEach(Undertow::stop);
    }

    /** Answers with the id of the request's session; begins one at {@code /new}, changes its id at {@code /change}, ends it at {@code /end}. */
    private final class Server {
        final LoginSessions sessions;
        private final URI uri;

        Server(Duration lifetime, int max) {
            sessions = new LoginSessions(new InstanceName("north"),
                    new LoginConfig(Duration.ofMinutes(1), lifetime, max),
                    () -> Instant.ofEpochMilli(System.currentTimeMillis() + later.get()));
            var undertow = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(this::answer).build();
            undertow.start();
            servers.add(undertow);
            uri = URI.create("http://127.0.0.1:%d"
                    .formatted(((InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress()).getPort()));
        }

        private void answer(HttpServerExchange exchange) throws IOException {
            var cookie = new LoginCookie(sessions, "id", "/", false);
            exchange.putAttachment(SessionManager.ATTACHMENT_KEY, sessions);
            exchange.putAttachment(SessionConfig.ATTACHMENT_KEY, cookie);
            RequestMount.note(exchange, Mount.parse("/"));
            if (exchange.getRequestPath().equals("/late")) {
                answerLate(exchange);
                return;
            }
            try {
                var session = exchange.getRequestPath().equals("/new") ? Sessions.getOrCreateSession(exchange)
                        : Sessions.getSession(exchange);
                if (session == null) {
                    exchange.getResponseSender().send("none");
                    return;
                }
                switch (exchange.getRequestPath()) {
                    case "/change" -> session.changeSessionId(exchange, cookie);
                    case "/end" -> session.invalidate(exchange);
                    default -> session.requestDone(exchange);
                }
                // The same session must be found again in the same request.
                var same = Sessions.getSession(exchange);
                exchange.getResponseSender().send(same == null ? "none" : same.getId());
            } catch (IllegalStateException e) {
                exchange.getResponseSender().send(String.valueOf(e.getMessage()));
            }
        }

        /** Asks for a session when the response has begun. */
        private void answerLate(HttpServerExchange exchange) throws IOException {
            var channel = exchange.getResponseChannel();
            String answer;
            try {
                answer = Sessions.getOrCreateSession(exchange).getId();
            } catch (IllegalStateException e) {
                answer = String.valueOf(e.getMessage());
            }
            channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
            exchange.endExchange();
        }

        String ask(String path, String... ids) {
            try {
                var request = HttpRequest.newBuilder(uri.resolve(path));
                for (var id : ids) {
                    request.header("Cookie", "id=" + id);
                }
                return client.send(request.build(), BodyHandlers.ofString()).body();
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Waits until the clock that sessions are stamped with has moved on. */
    private static void awaitTick() {
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() == now) {
            Thread.onSpinWait();
        }
    }

    @Test
    void makesUpItsIdsAndTakesNoneFromAClient() {
        var server = new Server(Duration.ofHours(1), 10);
        var other = server.ask("/new");
        assertThat(server.ask("/x", "planted")).isEqualTo("none");
        var id = server.ask("/new", "planted");
        assertThat(id).isNotEqualTo(other);
        assertThat(id).matches("[A-Za-z0-9_-]{40}");
        assertThat(server.ask("/new", id)).isEqualTo(id);
        assertThat(server.ask("/new")).isNotEqualTo(id);
    }

    @Test
    void changesAnIdAndForgetsTheOldOne() {
        var server = new Server(Duration.ofHours(1), 10);
        var before = server.ask("/new");
        var after = server.ask("/change", before);
        assertThat(after).hasSize(40).isNotEqualTo(before);
        assertThat(server.ask("/x", after)).isEqualTo(after);
        assertThat(server.ask("/x", before)).isEqualTo("none");
    }

    @Test
    void endsASessionWhenItIsTold() {
        var server = new Server(Duration.ofHours(1), 10);
        var id = server.ask("/new");
        assertThat(server.ask("/end", id)).isEqualTo("none");
        assertThat(server.ask("/x", id)).isEqualTo("none");
        assertThat(server.sessions.isEmpty()).isTrue();
    }

    @Test
    void endsASessionAfterItsLifetimeHoweverMuchItIsUsed() {
        var server = new Server(Duration.ofHours(1), 10);
        var id = server.ask("/new");
        later.set(Duration.ofMinutes(59).toMillis());
        assertThat(server.ask("/x", id)).isEqualTo(id);
        later.set(Duration.ofMinutes(61).toMillis());
        assertThat(server.ask("/x", id)).isEqualTo("none");
        assertThat(server.sessions.isEmpty()).isTrue();
    }

    @Test
    void takesNoneOfSeveralSessionsThatAClientNames() {
        var server = new Server(Duration.ofHours(1), 10);
        var first = server.ask("/new");
        var second = server.ask("/new");
        assertThat(server.ask("/x", first, second)).isEqualTo("none");
        assertThat(server.ask("/x", "planted", first, "stale", first)).isEqualTo(first);
    }

    @Test
    void endsThoseThatNobodyCameBackWithWhereThereAreTooMany() {
        var server = new Server(Duration.ofHours(1), 3);
        var first = server.ask("/new");
        awaitTick();
        var second = server.ask("/new");
        awaitTick();
        var third = server.ask("/new");
        awaitTick();
        assertThat(server.ask("/x", first)).isEqualTo(first);
        var changed = server.ask("/change", first);
        var fourth = server.ask("/new");
        assertThat(server.ask("/x", second)).isEqualTo("none");
        awaitTick();
        assertThat(List.of(changed, third, fourth)).allMatch(id -> server.ask("/x", id).equals(id));
        awaitTick();
        assertThat(server.ask("/x", changed)).isEqualTo(changed);
        server.ask("/new");
        assertThat(server.ask("/x", changed)).isEqualTo(changed);
        assertThat(server.sessions.getActiveSessionCount()).isEqualTo(3);
    }

    @Test
    void keepsToItsLimitWithManyAtOnce() throws Exception {
        int threads = 8;
        var server = new Server(Duration.ofHours(1), 50);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var asking = IntStream.range(0, 400).<Callable<String>>mapToObj(n -> () -> server.ask("/new")).toList();
            for (var answer : pool.invokeAll(asking)) {
                assertThat(answer.get()).hasSize(40);
            }
        }
        assertThat(server.sessions.getActiveSessionCount()).isBetween(40L, 50L + threads);
    }

    @Test
    void beginsNoneWhoseCookieCanNotBeSentAnyMore() {
        var server = new Server(Duration.ofHours(1), 10);
        assertThat(server.ask("/late")).isEqualTo(
                "instance 'north': a login session can't begin after the response has; ask for it before anything is sent");
        assertThat(server.sessions.isEmpty()).isTrue();
    }

    @Test
    void beginsNoneAfterTheEnd() {
        var server = new Server(Duration.ofHours(1), 10);
        var id = server.ask("/new");
        server.sessions.stop();
        assertThat(server.ask("/x", id)).isEqualTo("none");
        assertThat(server.ask("/new", id)).isEqualTo("instance 'north' has ended; it begins no login session");
        assertThat(server.sessions.isEmpty()).isTrue();
    }
}
