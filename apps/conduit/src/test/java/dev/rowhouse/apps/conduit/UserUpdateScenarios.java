package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

/** What users change about themselves. */
final class UserUpdateScenarios {
    private static final String BLANK = "can't be blank";
    private static final String TAKEN = "has already been taken";

    void leavesWhatIsNotGiven(Client client) {
        var jake = client.register();
        jake.update(json("user", "bio", "I like rows")).is(200);
        jake.update(json("user", "image", "https://example.org/jake.png")).is(200);

        var updated = jake.update(json("user", "email", client.name("mail") + "@example.org")).is(200);
        assertThat(updated.keys("/user")).containsExactly("bio", "email", "image", "token", "username");
        assertThat(updated.text("/user/username")).isEqualTo(jake.username());
        assertThat(updated.text("/user/email")).isNotEqualTo(jake.email());
        assertThat(updated.text("/user/bio")).isEqualTo("I like rows");
        assertThat(updated.text("/user/image")).isEqualTo("https://example.org/jake.png");

        var current = jake.get("/user").is(200);
        assertThat(current.text("/user/email")).isEqualTo(updated.text("/user/email"));
        assertThat(current.text("/user/bio")).isEqualTo("I like rows");
        client.logIn(current.text("/user/email"), Client.PASSWORD).is(200);
    }

    void clearsBioAndImageWithNullAndEmptyText(Client client) {
        var jake = client.register();
        for (var key : List.of("bio", "image")) {
            for (var nothing : List.of("null", "\"\"")) {
                jake.update(json("user", key, "something")).is(200);
                var cleared = jake.update("{\"user\":{\"%s\":%s}}".formatted(key, nothing)).is(200);
                assertThat(cleared.at("/user/" + key).isNull()).as(cleared.toString()).isTrue();
                assertThat(jake.get("/user").at("/user/" + key).isNull()).isTrue();
                assertThat(client.get(jake.profile()).at("/profile/" + key).isNull()).isTrue();
            }
        }
    }

    void refusesToClearWhatEveryUserHas(Client client) {
        var jake = client.anybody();
        for (var key : List.of("username", "email", "password")) {
            for (var nothing : List.of("null", "\"\"", "\" \"")) {
                jake.update("{\"user\":{\"%s\":%s}}".formatted(key, nothing)).refused(422, key, BLANK);
            }
        }
        jake.update("{\"user\":{\"username\":\"\",\"email\":null,\"password\":\"\",\"bio\":\"\"}}")
                .refused(422, "username", BLANK, "email", BLANK, "password", BLANK);
        assertThat(jake.get("/user").is(200).text("/user/username")).isEqualTo(jake.username());
    }

    void refusesAnUpdateOfNothing(Client client) {
        client.anybody().update("{\"user\":{}}").refusedFor(422, "user");
    }

    void refusesNamesThatSomebodyElseHas(Client client) {
        var jake = client.anybody();
        var other = client.anybodyElse();

        jake.update(json("user", "username", other.username())).refused(409, "username", TAKEN);
        jake.update(json("user", "email", other.email().toUpperCase(Locale.ROOT))).refused(409, "email", TAKEN);
        jake.update(json("user", "username", other.username(), "email", other.email()))
                .refused(409, "username", TAKEN, "email", TAKEN);
        assertThat(jake.get("/user").text("/user/email")).isEqualTo(jake.email());
    }

    void letsUsersKeepTheirNames(Client client) {
        var jake = client.register();
        var shouted = jake.email().toUpperCase(Locale.ROOT);

        jake.update(json("user", "username", jake.username(), "email", jake.email())).is(200);
        assertThat(jake.update(json("user", "email", shouted)).is(200).text("/user/email")).isEqualTo(shouted);
        assertThat(jake.get("/user").text("/user/email")).isEqualTo(shouted);
    }

    void changesNamesEverywhere(Client client) {
        var jake = client.register();
        var article = jake.write();
        jake.comment(article, client.name("comment"));
        var name = client.name("new");

        var updated = jake.update(json("user", "username", " %s ".formatted(name), "email", name + "@example.org "))
                .is(200);
        assertThat(updated.text("/user/username")).isEqualTo(name);
        assertThat(updated.text("/user/email")).isEqualTo(name + "@example.org");
        var renamed = Member.of(client, updated);
        assertThat(renamed.get("/user").is(200).text("/user/username")).isEqualTo(name);
        assertThat(client.get(renamed.profile()).is(200).text("/profile/username")).isEqualTo(name);
        client.get(jake.profile()).refused(404, "profile", "not found");
        assertThat(client.get(article).text("/article/author/username")).isEqualTo(name);
        assertThat(client.get(article + "/comments").text("/comments/0/author/username")).isEqualTo(name);
        assertThat(client.get("/articles?author=" + name).number("/articlesCount")).isEqualTo(1);
        client.logIn(jake.email(), Client.PASSWORD).refused(401, "credentials", "invalid");
    }

    void letsSomebodyElseTakeANameThatWasGivenUp(Client client) {
        var jake = client.register();
        jake.update(json("user", "username", client.name("new"), "email", client.name("mail") + "@example.org"))
                .is(200);

        client.post("/users",
                json("user", "username", jake.username(), "email", jake.email(), "password", Client.PASSWORD)).is(201);
        assertThat(jake.get("/user").text("/user/username")).isNotEqualTo(jake.username());
    }

    void changesThePassword(Client client) {
        var jake = client.register();
        jake.update(json("user", "password", "another horse")).is(200);

        client.logIn(jake.email(), "another horse").is(200);
        client.logIn(jake.email(), Client.PASSWORD).refused(401, "credentials", "invalid");
    }

    void holdsNewPasswordsToTheSameRules(Client client) {
        var jake = client.register();

        jake.update(json("user", "password", "1234567"))
                .refused(422, "password", "is too short (minimum is 8 characters)");
        jake.update(json("user", "password", "a".repeat(73))).refusedFor(422, "password");
        jake.update(json("user", "password", "é".repeat(37))).refusedFor(422, "password");
        for (var password : List.of("bonjour1", "a".repeat(64), "é".repeat(36))) {
            jake.update(json("user", "password", password)).is(200);
        }
    }

    void changesNothingIfOneFieldIsRefused(Client client) {
        var jake = client.register();

        jake.update(json("user", "bio", "Half an update", "password", "short")).refusedFor(422, "password");
        jake.update(json("user", "bio", "Half an update", "email", client.anybody().email()))
                .refused(409, "email", TAKEN);
        assertThat(jake.get("/user").at("/user/bio").isNull()).isTrue();
    }

    void ignoresWhatClientsSendBack(Client client) {
        var jake = client.register();

        var updated = jake.update(json("user", "bio", "Mine", "token", jake.token(), "id", 1, "following", true))
                .is(200);
        assertThat(updated.text("/user/username")).isEqualTo(jake.username());
        assertThat(updated.text("/user/bio")).isEqualTo("Mine");
    }
}
