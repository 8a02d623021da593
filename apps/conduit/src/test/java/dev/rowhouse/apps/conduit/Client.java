package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;

import dev.rowhouse.testkit.TestComposite;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Uses one instance over HTTP, without being logged in. Safe for use by many threads.
 *
 * <p>Every name it gives is new and starts with the name of the instance: so many scenarios can share an instance, and what
 * turns up in another is recognized.
 */
final class Client implements Caller {
    static final String PASSWORD = "correct horse";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final TestComposite composite;
    private final String instance;
    private final AtomicInteger names = new AtomicInteger();
    private final ConcurrentLinkedQueue<Member> members = new ConcurrentLinkedQueue<>();
    private final Map<String, Member> shared = new ConcurrentHashMap<>();

    /** The instance of that name, mounted at its name. */
    Client(TestComposite composite, String instance) {
        this.composite = composite;
        this.instance = instance;
    }

    /** A part of a path, or a value in a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    String instance() {
        return instance;
    }

    @Override
    public Client client() {
        return this;
    }

    @Override
    public String authorization() {
        return "";
    }

    /** Somebody who says this in the field Authorization. */
    Caller with(String authorization) {
        return new Stranger(this, authorization);
    }

    /** A name that nothing in any instance has yet. */
    String name(String word) {
        return "%s-%s-%d".formatted(instance, word, names.incrementAndGet());
    }

    Member register() {
        return register(name("user"));
    }

    Member register(String username) {
        var member = Member.of(this, post("/users",
                json("user", "username", username, "email", name("mail") + "@example.org", "password", PASSWORD))
                .is(201));
        members.add(member);
        return member;
    }

    /** A member whom many scenarios share: for what doesn't depend on who asks. Stays as it is, follows nobody. */
    Member anybody() {
        return shared.computeIfAbsent("anybody", key -> register());
    }

    /** Like {@link #anybody}, but somebody else. */
    Member anybodyElse() {
        return shared.computeIfAbsent("anybody else", key -> register());
    }

    /** All that were registered, as they were then. */
    List<Member> members() {
        return List.copyOf(members);
    }

    Answer logIn(String email, String password) {
        return post("/users/login", json("user", "email", email, "password", password));
    }

    Answer send(String method, String path, String authorization, String json) {
        var request = request("/api" + path).method(method, BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return send(request);
    }

    Answer send(HttpRequest.Builder request) {
        return Answer.to(composite.send(request.timeout(TIMEOUT)));
    }

    /** A request to be completed; the path starts behind the mount. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(composite.uri("/" + instance + path));
    }

    @Override
    public String toString() {
        return instance;
    }

    private record Stranger(Client client, String authorization) implements Caller {}
}
