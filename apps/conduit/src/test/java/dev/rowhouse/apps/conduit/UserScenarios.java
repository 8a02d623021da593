package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;

/** Registration. */
final class UserScenarios {
    private static final String BLANK = "can't be blank";
    private static final String TAKEN = "has already been taken";

    void registersAUserWhoIsLoggedInThen(Client client) {
        var username = client.name("jake");
        var registered = register(client, username, username + "@example.org", Client.PASSWORD).is(201);

        assertThat(registered.keys("")).containsExactly("user");
        assertThat(registered.keys("/user")).containsExactly("bio", "email", "image", "token", "username");
        assertThat(registered.text("/user/username")).isEqualTo(username);
        assertThat(registered.text("/user/email")).isEqualTo(username + "@example.org");
        assertThat(registered.at("/user/bio").isNull()).isTrue();
        assertThat(registered.at("/user/image").isNull()).isTrue();

        var current = Member.of(client, registered).get("/user").is(200);
        assertThat(current.keys("/user")).containsExactly("bio", "email", "image", "token", "username");
        assertThat(current.text("/user/username")).isEqualTo(username);
        assertThat(current.text("/user/email")).isEqualTo(username + "@example.org");
        Member.of(client, current).get("/user").is(200);
    }

    void stripsWhiteSpaceAroundUsernameAndEmail(Client client) {
        var username = client.name("jake");
        var registered = register(client, " \t%s\n".formatted(username), "  %s@example.org ".formatted(username),
                Client.PASSWORD).is(201);

        assertThat(registered.text("/user/username")).isEqualTo(username);
        assertThat(registered.text("/user/email")).isEqualTo(username + "@example.org");
        register(client, username + " ", " %s@example.org".formatted(username), Client.PASSWORD).refused(409,
                "username", TAKEN, "email", TAKEN);
        client.logIn(username + "@example.org", Client.PASSWORD).is(200);
    }

    void namesAllFieldsThatAreBlankOrMissing(Client client) {
        for (var body : List.of("{}", "{\"user\":{}}",
                "{\"user\":{\"username\":\"\",\"email\":\"\",\"password\":\"\"}}",
                "{\"user\":{\"username\":\" \",\"email\":\"\\t\",\"password\":\"        \"}}",
                "{\"user\":{\"username\":null,\"email\":null,\"password\":null}}")) {
            client.post("/users", body).refused(422, "username", BLANK, "email", BLANK, "password", BLANK);
        }
        client.post("/users", "{\"user\":{\"email\":\"\",\"password\":\"long enough\"}}")
                .refused(422, "username", BLANK, "email", BLANK);
    }

    void refusesPasswordsOfLessThanEightCharacters(Client client) {
        var username = client.name("jake");

        register(client, username, username + "@example.org", "1234567").refused(422, "password",
                "is too short (minimum is 8 characters)");
        register(client, username, "", "1234567").refused(422, "email", BLANK, "password",
                "is too short (minimum is 8 characters)");
        register(client, username, username + "@example.org", "12345678").is(201);
        client.logIn(username + "@example.org", "12345678").is(200);
    }

    void refusesPasswordsThatBcryptWouldCut(Client client) {
        var username = client.name("jake");

        for (var password : List.of("a".repeat(73), "é".repeat(37), "🏠".repeat(18) + "a")) {
            register(client, username, username + "@example.org", password).refusedFor(422, "password");
        }
        register(client, username, username + "@example.org", "a".repeat(72)).is(201);
        client.logIn(username + "@example.org", "a".repeat(73)).refused(401, "credentials", "invalid");
        client.logIn(username + "@example.org", "a".repeat(71)).refused(401, "credentials", "invalid");
    }

    void acceptsPasswordsOfAnyScript(Client client) {
        var username = client.name("jake");

        register(client, username, username + "@example.org", "Νίκος 🏠 пароль ").is(201);
        client.logIn(username + "@example.org", "Νίκος 🏠 пароль ").is(200);
    }

    void refusesNamesThatAreTaken(Client client) {
        var taken = client.anybody();
        var name = client.name("jake");

        register(client, taken.username(), name + "@example.org", Client.PASSWORD).refused(409, "username", TAKEN);
        register(client, name, taken.email(), Client.PASSWORD).refused(409, "email", TAKEN);
        register(client, taken.username(), taken.email(), Client.PASSWORD).refused(409, "username", TAKEN, "email",
                TAKEN);
    }

    void comparesEmailsWithoutRegardToCaseButShowsThemAsTyped(Client client) {
        var name = client.name("jake");
        var typed = name.toUpperCase(Locale.ROOT) + "@Example.ORG";

        assertThat(register(client, name, typed, Client.PASSWORD).is(201).text("/user/email")).isEqualTo(typed);
        register(client, name + "-2", typed.toLowerCase(Locale.ROOT), Client.PASSWORD).refused(409, "email", TAKEN);
        assertThat(client.logIn(typed.toLowerCase(Locale.ROOT), Client.PASSWORD).is(200).text("/user/email"))
                .isEqualTo(typed);
    }

    void ignoresWhatNobodyMaySet(Client client) {
        var username = client.name("jake");
        var registered = client
                .post("/users",
                        json("user", "username", username, "email", username + "@example.org", "password",
                                Client.PASSWORD, "id", 1, "token", "mine", "admin", true))
                .is(201);

        assertThat(registered.keys("/user")).containsExactly("bio", "email", "image", "token", "username");
        assertThat(registered.text("/user/token")).isNotEqualTo("mine");
    }

    private static Answer register(Client client, String username, String email, String password) {
        return client.post("/users", json("user", "username", username, "email", email, "password", password));
    }
}
