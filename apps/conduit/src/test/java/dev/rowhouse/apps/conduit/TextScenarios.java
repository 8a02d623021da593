package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;

/** What text may be, and what becomes of it. */
final class TextScenarios {
    private static final String ALL_SCRIPTS = "Νίκος Привет 日本語 עברית हिन्दी 🏠👩‍👩‍👧 e\u0301 \u2028 \\ \"q\" <b> & ' -- ; %s {} $1\nend";
    private static final List<String> NOT_STORABLE = List.of("a\\u0000b", "\\u0000", "a\\ud800b", "\\udc00", "a\\ud83d",
            "\\udfe0\\ud83c");

    void keepsTextOfAllScripts(Client client) {
        var jake = client.register();
        jake.update(json("user", "bio", ALL_SCRIPTS, "image", "https://example.org/Ω 🏠.png")).is(200);
        var title = client.name("Τίτλος 🏠 <b>\"q\"</b> '; --");
        var article = Member.pathOf(
                jake.post("/articles", json("article", "title", title, "description", ALL_SCRIPTS, "body", ALL_SCRIPTS))
                        .is(201));
        jake.comment(article, ALL_SCRIPTS);

        assertThat(jake.get("/user").text("/user/bio")).isEqualTo(ALL_SCRIPTS);
        assertThat(client.get(jake.profile()).text("/profile/image")).isEqualTo("https://example.org/Ω 🏠.png");
        var found = client.get(article).is(200);
        assertThat(found.text("/article/title")).isEqualTo(title);
        assertThat(found.text("/article/description")).isEqualTo(ALL_SCRIPTS);
        assertThat(found.text("/article/body")).isEqualTo(ALL_SCRIPTS);
        assertThat(found.text("/article/author/bio")).isEqualTo(ALL_SCRIPTS);
        assertThat(client.get(article + "/comments").texts("/comments", "body")).containsExactly(ALL_SCRIPTS);
    }

    void keepsLongBodiesWhole(Client client) {
        var jake = client.anybody();
        var body = "🏠 row ".repeat(20_000) + ".";
        var article = Member.pathOf(
                jake.post("/articles", json("article", "title", client.name("title"), "description", "d", "body", body))
                        .is(201));

        assertThat(client.get(article).text("/article/body")).isEqualTo(body);
    }

    void refusesTextThatDatabasesCannotKeepInARegistration(Client client) {
        for (var text : NOT_STORABLE) {
            for (var key : List.of("username", "email", "password")) {
                var name = client.name("jake");
                var body = json("user", "username", name, "email", name + "@example.org", "password", Client.PASSWORD);
                client.post("/users", append(body, key, text)).refusedFor(422, key);
            }
        }
    }

    void refusesTextThatDatabasesCannotKeepInAnUpdate(Client client) {
        var jake = client.anybody();
        for (var text : NOT_STORABLE) {
            for (var key : List.of("username", "email", "password", "bio", "image")) {
                jake.update(append(json("user", key, "long enough"), key, text)).refusedFor(422, key);
            }
        }
        assertThat(jake.get("/user").text("/user/username")).isEqualTo(jake.username());
    }

    void refusesTextThatDatabasesCannotKeepInArticlesAndComments(Client client) {
        var jake = client.anybody();
        var article = jake.write();
        for (var text : NOT_STORABLE) {
            for (var key : List.of("title", "description", "body")) {
                jake.post("/articles",
                        append(json("article", "title", "t", "description", "d", "body", "b"), key, text))
                        .refusedFor(422, key);
                jake.put(article, append(json("article", key, "x"), key, text)).refusedFor(422, key);
            }
            jake.put(article, "{\"article\":{\"tagList\":[\"%s\"]}}".formatted(text)).refusedFor(422, "tagList");
            jake.post(article + "/comments", append(json("comment", "body", "x"), "body", text))
                    .refusedFor(422, "body");
        }
        assertThat(client.get(article).text("/article/body")).isEqualTo("All of it");
    }

    /** Puts more text, as JSON escapes it, at the end of a key's value. */
    private static String append(String body, String key, String escaped) {
        var changed = body.replaceFirst("(\"%s\":\"[^\"]*)\"".formatted(key),
                "$1%s\"".formatted(escaped.replace("\\", "\\\\")));
        assertThat(changed).isNotEqualTo(body);
        return changed;
    }

    void neverFailsOverWhatNoDatabaseKnowsInAnAddress(Client client) {
        var jake = client.anybody();
        for (var text : List.of("%00", "a%00b", "%ff", "%c3", "%ed%a0%80", "%F0%9F%8F%A0", "%27", "%5C",
                "x".repeat(5_000))) {
            for (var filter : List.of("author=", "tag=", "favorited=")) {
                client.get("/articles?" + filter + text).isOneOf(200, 400, 422);
            }
            for (var answer : List.of(client.get("/profiles/" + text), jake.post("/profiles/" + text + "/follow"),
                    client.get("/articles/" + text), jake.delete("/articles/" + text))) {
                answer.isOneOf(400, 404, 422);
            }
        }
    }

    void neverFailsOverTextInALogin(Client client) {
        var email = client.anybody().email();

        client.logIn("nobody@example.org", "x".repeat(5_000)).refused(401, "credentials", "invalid");
        client.logIn(email.repeat(200), Client.PASSWORD).refused(401, "credentials", "invalid");
        for (var text : NOT_STORABLE.subList(1, 3)) {
            for (var key : List.of("email", "password")) {
                client.post("/users/login",
                        append(json("user", "email", email, "password", Client.PASSWORD), key, text)).isOneOf(401, 422);
            }
        }
    }

    void neverFailsOverTextThatIsVeryLong(Client client) {
        var jake = client.register();
        UnaryOperator<String> name = word -> client.name(word) + "x".repeat(3_000);

        for (var answer : List.of(
                client.post("/users",
                        json("user", "username", name.apply("jake"), "email", client.name("mail") + "@example.org",
                                "password", Client.PASSWORD)),
                client.post("/users",
                        json("user", "username", client.name("jake"), "email", name.apply("mail") + "@example.org",
                                "password", Client.PASSWORD)),
                // Twice as long in lower case.
                jake.update(json("user", "email", client.name("mail") + "İ".repeat(150) + "@example.org")),
                jake.update(json("user", "bio", name.apply("bio"))),
                jake.update(json("user", "image", "https://" + name.apply("image"))), jake.create(name.apply("title")),
                jake.post("/articles",
                        json("article", "title", client.name("title"), "description", name.apply("d"), "body", "b",
                                "tagList", List.of(name.apply("tag")))),
                jake.post(jake.write() + "/comments", json("comment", "body", name.apply("comment"))))) {
            answer.isOneOf(200, 201, 422);
        }
        for (var article : ListScenarios.paths(client.get("/articles?author=" + jake.username()))) {
            client.get(article).is(200);
        }
    }
}
