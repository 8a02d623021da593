package dev.rowhouse.apps.guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.testkit.TestComposite;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Uses one guestbook over HTTP. Safe for use by many threads.
 *
 * @param mount the prefix of its paths: {@code "/north"}
 */
record Visitor(TestComposite composite, String mount) {
    private static final String JSON = "application/json";
    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\"");
    private static final Pattern WHAT = Pattern.compile("\"what\":\"([^\"]*)\"");
    private static final int PAGE = 100;

    HttpResponse<String> get(String path) {
        return composite.get(mount + path);
    }

    HttpResponse<String> post(String path, String json) {
        return composite.post(mount + path, json);
    }

    HttpResponse<String> put(String path, String json) {
        return send("PUT", path, JSON, BodyPublishers.ofString(json));
    }

    HttpResponse<String> send(String method, String path) {
        return composite.send(request(path).method(method, BodyPublishers.noBody()));
    }

    HttpResponse<String> send(String method, String path, String type, BodyPublisher body) {
        return composite.send(request(path).header("Content-Type", type).method(method, body));
    }

    /** Submits the form of the page, with further header fields: a name, a value, a name, a value. */
    HttpResponse<String> submit(String path, String form, String... fields) {
        var request = request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return composite.send(fields.length == 0 ? request : request.headers(fields));
    }

    /** A request to this guestbook, to be completed. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(composite.uri(mount + path));
    }

    /** Adds a person without addresses; answers with their path, relative to the mount. */
    String add(String name) {
        var response = post("/people", "{\"name\":\"%s\",\"email\":\"somebody@example.org\"}".formatted(name));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(mount + "/people/");
        return location.substring(mount.length());
    }

    /** The names of all people, newest first. */
    List<String> names() {
        return all("/people", NAME);
    }

    /** What the log says, newest first. */
    List<String> changes() {
        return all("/log", WHAT);
    }

    private List<String> all(String path, Pattern pattern) {
        List<String> all = new ArrayList<>();
        for (int page = 1;; page++) {
            var response = get("%s?page=%d&size=%d".formatted(path, page, PAGE));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            var found = pattern.matcher(response.body()).results().map(match -> match.group(1)).toList();
            all.addAll(found);
            if (found.size() < PAGE) {
                return all;
            }
        }
    }
}
