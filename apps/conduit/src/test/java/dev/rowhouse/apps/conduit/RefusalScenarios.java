package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Requests that are refused whoever sends them, in which form and in which order. */
final class RefusalScenarios {
    private static final int TOO_MUCH = 3 * 1024 * 1024;

    /** A request that takes a body, without it; the body would be an object with one in this envelope. */
    private record Taker(Caller caller, String method, String path, String envelope) {
        Answer send(String type, BodyPublisher body) {
            var request = caller.client().request("/api" + path).method(method, body);
            if (!type.isEmpty()) {
                request.header("Content-Type", type);
            }
            if (!caller.authorization().isEmpty()) {
                request.header("Authorization", caller.authorization());
            }
            return caller.client().send(request);
        }

        Answer sendJson(String body) {
            return send("application/json", BodyPublishers.ofString(body));
        }
    }

    private static List<Taker> takers(Client client) {
        var jake = client.anybody();
        var article = jake.write();
        return List.of(new Taker(client, "POST", "/users", "user"), new Taker(client, "POST", "/users/login", "user"),
                new Taker(jake, "PUT", "/user", "user"), new Taker(jake, "POST", "/articles", "article"),
                new Taker(jake, "PUT", article, "article"), new Taker(jake, "POST", article + "/comments", "comment"));
    }

    void refusesBodiesThatAreNoJson(Client client) {
        for (var taker : takers(client)) {
            for (var body : List.of("", " ", "{", "{\"user\":}", "{'user':{}}", "{}}", "{} {}", "{\"user\":{\"bio\":\"",
                    "\"\\ud8\"", "user=jake", "[".repeat(50_000))) {
                taker.sendJson(body).refusedSomehow(400);
            }
            for (var bytes : List.of(new byte[]{(byte) 0xff, (byte) 0xfe}, new byte[]{'{', 0, '}'},
                    json("user", "bio", "é").getBytes(StandardCharsets.ISO_8859_1))) {
                taker.send("application/json", BodyPublishers.ofByteArray(bytes)).refusedSomehow(400);
            }
        }
    }

    void refusesJsonThatIsNoObject(Client client) {
        for (var taker : takers(client)) {
            for (var body : List.of("null", "[]", "\"user\"", "12", "true")) {
                taker.sendJson(body).refusedSomehow(400);
            }
            for (var value : List.of("[]", "\"\"", "12", "true")) {
                taker.sendJson("{\"%s\":%s}".formatted(taker.envelope(), value)).refusedSomehow(400);
            }
        }
    }

    void refusesValuesOfOtherTypes(Client client) {
        var jake = client.anybody();
        var article = jake.write();

        for (var wrong : List.of("12", "1.5", "true", "{}", "[]", "[\"x\"]")) {
            for (var key : List.of("username", "email", "password")) {
                client.post("/users", wrong("user", key, wrong)).refusedSomehow(400);
            }
            for (var key : List.of("email", "password")) {
                client.post("/users/login", wrong("user", key, wrong)).refusedSomehow(400);
            }
            for (var key : List.of("username", "email", "password", "bio", "image")) {
                jake.update(wrong("user", key, wrong)).refusedSomehow(400);
            }
            for (var key : List.of("title", "description", "body")) {
                jake.post("/articles", wrong("article", key, wrong)).refusedSomehow(400);
                jake.put(article, wrong("article", key, wrong)).refusedSomehow(400);
            }
            jake.post(article + "/comments", wrong("comment", "body", wrong)).refusedSomehow(400);
        }
        for (var wrong : List.of("12", "true", "\"tag\"", "{}", "[1]", "[true]", "[[]]", "[{}]")) {
            jake.post("/articles", wrong("article", "tagList", wrong)).refusedSomehow(400);
            jake.put(article, wrong("article", "tagList", wrong)).refusedSomehow(400);
        }
        assertThat(client.get(article).text("/article/body")).isEqualTo("All of it");
    }

    private static String wrong(String envelope, String key, String value) {
        return "{\"%s\":{\"%s\":%s}}".formatted(envelope, key, value);
    }

    void refusesBodiesOfOtherMediaTypes(Client client) {
        for (var taker : takers(client)) {
            for (var type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x", "json", "")) {
                taker.send(type, BodyPublishers.ofString("{}")).refusedSomehow(415);
            }
        }
    }

    void takesJsonHoweverItIsDeclared(Client client) {
        var taker = new Taker(client.anybody(), "POST", "/articles", "article");
        for (var type : List.of("application/json", "application/json; charset=utf-8",
                "Application/JSON;charset=UTF-8")) {
            taker.send(type, BodyPublishers.ofString("{}")).is(422);
        }
    }

    void refusesBodiesThatAreTooLarge(Client client) {
        var body = json("comment", "body", "x".repeat(TOO_MUCH)).getBytes(StandardCharsets.UTF_8);
        var taker = new Taker(client.anybody(), "POST", "/articles", "article");

        // The front door answers this one: it knows the length before the app is asked.
        assertThat(taker.send("application/json", BodyPublishers.ofByteArray(body)).status()).isEqualTo(413);
        taker.send("application/json", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .refusedSomehow(413);
    }

    void knowsNoOtherPaths(Client client) {
        for (var path : List.of("/", "/api", "/nothing", "/tags", "/api/nothing", "/api/users/1", "/api/user/x",
                "/api/profiles", "/api/profiles/a/b", "/api/articles/a/b", "/api/articles/a/comments/1/x")) {
            client.send(client.request(path)).refusedSomehow(404);
            client.send(client.request(path).header("Authorization", client.anybody().authorization()))
                    .refusedSomehow(404);
        }
    }

    void saysWhichMethodsAPathAllows(Client client) {
        var allowed = Map.of("/tags", "GET", "/users", "POST", "/users/login", "POST", "/user", "GET, PUT", "/articles",
                "GET, POST", "/articles/a", "GET, PUT, DELETE", "/articles/a/comments", "GET, POST",
                "/articles/a/comments/1", "DELETE", "/articles/a/favorite", "POST, DELETE", "/profiles/a/follow",
                "POST, DELETE");
        allowed.forEach((path, methods) -> {
            for (var method : List.of("GET", "POST", "PUT", "DELETE", "PATCH")) {
                if (!methods.contains(method)) {
                    var refused = client.send(method, path, client.anybody().authorization(), "").refusedSomehow(405);
                    assertThat(refused.field("Allow").split(", *")).contains(methods.split(", "));
                }
            }
        });
    }

    void readsTheBodyBeforeItLooksForAnything(Client client) {
        var unknown = "/articles/" + client.name("unknown");
        var others = client.anybodyElse().write();
        var jake = client.anybody();

        for (var article : List.of(unknown, others)) {
            for (var taker : List.of(new Taker(jake, "PUT", article, "article"),
                    new Taker(jake, "POST", article + "/comments", "comment"))) {
                taker.sendJson("{").refusedSomehow(400);
                taker.sendJson("{\"%s\":{\"body\":1}}".formatted(taker.envelope())).refusedSomehow(400);
                taker.send("text/plain", BodyPublishers.ofString("{}")).refusedSomehow(415);
            }
        }
    }

    void looksForAnArticleBeforeItReadsFields(Client client) {
        var unknown = "/articles/" + client.name("unknown");
        var jake = client.anybody();

        jake.put(unknown, "{\"article\":{\"title\":\"\"}}").refused(404, "article", "not found");
        jake.post(unknown + "/comments", "{\"comment\":{\"body\":\"\"}}").refused(404, "article", "not found");
        jake.post(unknown + "/comments", "{}").refused(404, "article", "not found");
        jake.delete(unknown + "/comments/x").refused(404, "article", "not found");
    }

    void asksWhoseArticleItIsBeforeItReadsFields(Client client) {
        client.anybody()
                .put(client.anybodyElse().write(), "{\"article\":{\"title\":\"\",\"tagList\":null}}")
                .refused(403, "article", "forbidden");
    }

    void readsFieldsBeforeItLooksForNamesThatAreTaken(Client client) {
        client.post("/users", json("user", "username", client.anybody().username(), "email",
                client.name("mail") + "@example.org", "password", "")).refused(422, "password", "can't be blank");
    }
}
