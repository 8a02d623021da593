package dev.rowhouse.apps.conduit.resource;

import dev.rowhouse.apps.conduit.body.Credentials;
import dev.rowhouse.apps.conduit.body.NewUser;
import dev.rowhouse.apps.conduit.body.UserChange;
import dev.rowhouse.apps.conduit.login.Login;
import dev.rowhouse.apps.conduit.login.Passwords;
import dev.rowhouse.apps.conduit.login.Tokens;
import dev.rowhouse.apps.conduit.model.User;
import dev.rowhouse.apps.conduit.model.Users;
import dev.rowhouse.spi.Json;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Signing up and logging in, under {@code /api/users}; one's own account, at {@code /api/user}. */
public final class UserResource {
    private static final String MEMBER = "user";

    private final Users users;
    private final Login login;
    private final Passwords passwords;
    private final Tokens tokens;
    private final Json json;

    @Inject
    UserResource(Users users, Login login, Passwords passwords, Tokens tokens, Json json) {
        this.users = users;
        this.login = login;
        this.passwords = passwords;
        this.tokens = tokens;
        this.json = json;
    }

    /** A user as they see themselves, with a token for the next requests. */
    record Account(String email, String token, String username, Optional<String> bio, Optional<String> image) {}

    /** Takes {@code {"user":{"username":"jake","email":"jake@example.org","password":"jakejake"}}}. */
    public void signUp(HttpServerExchange exchange) throws IOException {
        var wanted = json.read(exchange, MEMBER, NewUser.class).orElse(NewUser.NOBODY).checked();
        var user = users.add(wanted, passwords.hash(wanted.password()));
        send(exchange, StatusCodes.CREATED, user, tokens.issue(user.tokenKey()));
    }

    /** Takes {@code {"user":{"email":"jake@example.org","password":"jakejake"}}}. */
    public void logIn(HttpServerExchange exchange) throws IOException {
        var credentials = json.read(exchange, MEMBER, Credentials.class).orElse(Credentials.NONE).checked();
        var user = login.withCredentials(credentials);
        send(exchange, StatusCodes.OK, user, tokens.issue(user.tokenKey()));
    }

    /** Answers with whoever asks. */
    public void show(HttpServerExchange exchange) {
        send(exchange, StatusCodes.OK, login.requiredUser(exchange), login.requiredToken(exchange));
    }

    /** Takes those fields that are to change: {@code {"user":{"bio":"I work at statefarm"}}}. */
    public void change(HttpServerExchange exchange) throws IOException {
        var viewer = login.required(exchange);
        var wanted = json.read(exchange, MEMBER, UserChange.class).orElse(UserChange.NONE).checked();
        var user = users.change(viewer, wanted, wanted.password().map(passwords::hash));
        send(exchange, StatusCodes.OK, user, login.requiredToken(exchange));
    }

    /** A token is shown as it was sent: it doesn't live longer by being used. */
    private void send(HttpServerExchange exchange, int status, User user, String token) {
        json.write(exchange, status,
                Map.of(MEMBER, new Account(user.email(), token, user.username(), user.bio(), user.image())));
    }
}
