package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

/** Logging in with an email and a password. */
final class LoginScenarios {
    private static final String BLANK = "can't be blank";

    void logsInWhoeverKnowsThePassword(Client client) {
        var jake = client.anybody();
        var loggedIn = client.logIn(jake.email(), Client.PASSWORD).is(200);

        assertThat(loggedIn.keys("")).containsExactly("user");
        assertThat(loggedIn.keys("/user")).containsExactly("bio", "email", "image", "token", "username");
        assertThat(loggedIn.text("/user/username")).isEqualTo(jake.username());
        assertThat(loggedIn.text("/user/email")).isEqualTo(jake.email());
        assertThat(Member.of(client, loggedIn).get("/user").is(200).text("/user/username")).isEqualTo(jake.username());
        jake.get("/user").is(200);
    }

    void takesTheEmailInAnyCase(Client client) {
        var jake = client.anybody();

        assertThat(client.logIn(jake.email().toUpperCase(Locale.ROOT), Client.PASSWORD).is(200).text("/user/email"))
                .isEqualTo(jake.email());
    }

    void doesNotTellAnUnknownEmailFromAWrongPassword(Client client) {
        var wrongPassword = client.logIn(client.anybody().email(), "wrong horse")
                .refused(401, "credentials", "invalid");
        var unknown = client.logIn(client.name("mail") + "@example.org", Client.PASSWORD)
                .refused(401, "credentials", "invalid");

        assertThat(unknown.response().body()).isEqualTo(wrongPassword.response().body());
    }

    void comparesPasswordsExactly(Client client) {
        var email = client.anybody().email();

        for (var password : List.of(Client.PASSWORD + " ", "x")) {
            client.logIn(email, password).refused(401, "credentials", "invalid");
        }
        // Bcrypt repeats a password, with a NUL in between, until it is long enough.
        client.logIn(email, Client.PASSWORD + "\0" + Client.PASSWORD).isOneOf(401, 422);
    }

    void doesNotTakeAReplacementForTheCharacterItReplaces(Client client) {
        var email = client.name("mail") + "@example.org";
        client.post("/users", json("user", "username", client.name("jake"), "email", email, "password", "question?"))
                .is(201);

        var login = "{\"user\":{\"email\":\"%s\",\"password\":\"question\\ud800\"}}".formatted(email);
        client.post("/users/login", login).isOneOf(401, 422);
    }

    void doesNotTakeAUsernameForAnEmail(Client client) {
        client.logIn(client.anybody().username(), Client.PASSWORD).refused(401, "credentials", "invalid");
    }

    void namesAllFieldsThatAreBlankOrMissing(Client client) {
        for (var body : List.of("{}", "{\"user\":{}}", "{\"user\":{\"email\":\"\",\"password\":\"\"}}",
                "{\"user\":{\"email\":\" \",\"password\":null}}")) {
            client.post("/users/login", body).refused(422, "email", BLANK, "password", BLANK);
        }
        client.logIn("", Client.PASSWORD).refused(422, "email", BLANK);
        client.logIn(client.anybody().email(), "").refused(422, "password", BLANK);
    }

    void ignoresTokensWhereNoneIsNeeded(Client client) {
        var stranger = client.with("Token nonsense");
        var name = client.name("jake");

        stranger.get("/tags").is(200);
        stranger.post("/users",
                json("user", "username", name, "email", name + "@example.org", "password", Client.PASSWORD)).is(201);
        stranger.post("/users/login", json("user", "email", name + "@example.org", "password", Client.PASSWORD))
                .is(200);
    }
}
