package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;

/** What pages of other origins may do. */
final class CorsScenarios {
    private static final String ORIGIN = "https://conduit.example.org";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    void letsBrowsersAskFirst(Client client) {
        for (var target : List.of("POST /users", "POST /users/login", "GET /user", "PUT /user", "GET /tags",
                "GET /profiles/a", "POST /profiles/a/follow", "DELETE /profiles/a/follow", "GET /articles",
                "POST /articles", "GET /articles/feed", "GET /articles/a", "PUT /articles/a", "DELETE /articles/a",
                "GET /articles/a/comments", "POST /articles/a/comments", "DELETE /articles/a/comments/1",
                "POST /articles/a/favorite", "DELETE /articles/a/favorite")) {
            int space = target.indexOf(' ');
            var method = target.substring(0, space);
            var answer = client.send(client.request("/api" + target.substring(space + 1))
                    .method("OPTIONS", BodyPublishers.noBody())
                    .header("Origin", ORIGIN)
                    .header("Access-Control-Request-Method", method)
                    .header("Access-Control-Request-Headers", "authorization,content-type")).is(204);

            assertThat(answer.field(ALLOW_ORIGIN)).as(target).isEqualTo("*");
            assertThat(answer.field("Access-Control-Allow-Methods").split(", *")).as(target).contains(method);
            assertThat(answer.field("Access-Control-Allow-Headers").toLowerCase(Locale.ROOT).split(", *")).as(target)
                    .contains("authorization", "content-type");
        }
    }

    void letsPagesReadEveryAnswer(Client client) {
        var jake = client.anybody();
        var article = jake.write();
        var empty = "{}";

        assertReadable(client, "", "GET", "/tags", "", 200);
        assertReadable(client, "", "GET", "/articles?limit=1", "", 200);
        assertReadable(client, "", "POST", "/users", empty, 422);
        assertReadable(client, "", "POST", "/users", "{", 400);
        assertReadable(client, "", "POST", "/users",
                json("user", "username", jake.username(), "email", jake.email(), "password", Client.PASSWORD), 409);
        assertReadable(client, "", "GET", "/user", "", 401);
        assertReadable(client, "Token x", "GET", "/user", "", 401);
        assertReadable(client, "", "GET", "/nothing", "", 404);
        assertReadable(client, "", "GET", "/articles/" + client.name("unknown"), "", 404);
        assertReadable(client, "", "DELETE", "/tags", "", 405);
        assertReadable(client, client.anybodyElse().authorization(), "DELETE", article, "", 403);
        assertReadable(client, jake.authorization(), "GET", "/user", "", 200);
        assertReadable(client, jake.authorization(), "POST", article + "/comments",
                json("comment", "body", client.name("comment")), 201);
        assertReadable(client, jake.authorization(), "DELETE", article, "", 204);
    }

    private static void assertReadable(
            Client client,
            String authorization,
            String method,
            String path,
            String json,
            int status) {
        var request = client.request("/api" + path)
                .method(method, BodyPublishers.ofString(json))
                .header("Origin", ORIGIN);
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        var answer = client.send(request).is(status);
        assertThat(answer.field(ALLOW_ORIGIN)).as(answer.toString()).isEqualTo("*");
    }
}
