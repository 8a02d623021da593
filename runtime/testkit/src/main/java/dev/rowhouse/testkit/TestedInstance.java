package dev.rowhouse.testkit;

import dev.rowhouse.spi.Work;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * One instance of a {@link CompositeTest}, with a client that knows where it is mounted and keeps the cookies that it gets from it.
 *
 * <p>Safe for use by many threads.
 */
public final class TestedInstance implements AutoCloseable {
    private final String name;
    private final String canary = "canary-" + UUID.randomUUID();
    private final TestComposite composite;
    private final Crossings crossings;
    private final Collection<TestedInstance> all;
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    /**
     * An instance that runs.
     *
     * @param crossings takes what the client sees of others
     * @param all the instances of the composite; this one will be among them
     */
    TestedInstance(String name, TestComposite composite, Crossings crossings, Collection<TestedInstance> all) {
        this.name = name;
        this.composite = composite;
        this.crossings = crossings;
        this.all = all;
    }

    /** Its name in the composite. */
    public String name() {
        return name;
    }

    /**
     * A word that no other instance has and nobody can guess. Where a test uses it as a name, a title, a text, everything that comes to the client of
     * another instance is searched for it.
     */
    public String canary() {
        return canary;
    }

    /** The address of a path and query below its mount: {@code "/people?page=2"}. */
    public URI uri(String pathAndQuery) {
        return composite.uri("/" + name + pathAndQuery);
    }

    /** Sends a GET request. */
    public HttpResponse<String> get(String pathAndQuery) {
        return send(HttpRequest.newBuilder(uri(pathAndQuery)));
    }

    /** Sends a JSON body with POST. */
    public HttpResponse<String> post(String pathAndQuery, String json) {
        return send(HttpRequest.newBuilder(uri(pathAndQuery))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    /**
     * Sends a request; redirects are not followed.
     *
     * @throws CrossReadError if the answer has the canary of another instance
     */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        var built = request.build();
        var answer = TestComposite.send(client, built);
        var others = all.stream().filter(other -> other != this).toList();
        var asked = built.method() + " " + built.uri().getRawPath();
        crossings.scan(name, asked, answer.body(), others);
        answer.headers()
                .map()
                .forEach((field, values) -> values.forEach(value -> crossings.scan(name, asked, value, others)));
        return answer;
    }

    /** The scope of the instance, to run code of the app in it. */
    public Work work() {
        return composite.work(name);
    }

    /**
     * An object of the instance, as the app itself would have it injected.
     *
     * @throws com.google.inject.ConfigurationException if the app doesn't bind that type
     */
    public <T> T object(Class<T> type) {
        return composite.object(name, type);
    }

    /** The SQL statements that its sessions execute while an action runs, as {@link TestComposite#statements} says. */
    public <X extends Exception> List<String> statements(Work.Action<X> action) throws X {
        return composite.statements(name, action);
    }

    @Override
    public void close() {
        client.close();
    }

    /** Its name. */
    @Override
    public String toString() {
        return name;
    }
}
