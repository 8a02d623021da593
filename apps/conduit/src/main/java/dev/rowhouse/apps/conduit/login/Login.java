package dev.rowhouse.apps.conduit.login;

import dev.rowhouse.apps.conduit.body.Credentials;
import dev.rowhouse.apps.conduit.model.User;
import dev.rowhouse.apps.conduit.model.Users;
import dev.rowhouse.apps.conduit.model.Viewer;
import dev.rowhouse.apps.conduit.refusal.Refusal;
import dev.rowhouse.spi.ProblemException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Finds out who sends a request. */
public final class Login {
    private static final String SCHEME = "token ";

    private final Users users;
    private final Passwords passwords;
    private final Tokens tokens;

    @Inject
    Login(Users users, Passwords passwords, Tokens tokens) {
        this.users = users;
        this.passwords = passwords;
        this.tokens = tokens;
    }

    /**
     * Who sends a request, where anybody may.
     *
     * @return {@link Viewer#ANYBODY} for a request without a token
     * @throws ProblemException 401 if there is a token, but not one of this instance
     */
    public Viewer optional(HttpServerExchange exchange) {
        return token(exchange).map(this::viewer).orElse(Viewer.ANYBODY);
    }

    /**
     * Who sends a request, where only users may.
     *
     * @throws ProblemException 401 if there is no token, or not one of this instance
     */
    public Viewer required(HttpServerExchange exchange) {
        return viewer(requiredToken(exchange));
    }

    /**
     * The user who sends a request.
     *
     * @throws ProblemException 401 if there is no token, or not one of this instance
     */
    public User requiredUser(HttpServerExchange exchange) {
        return users.findByTokenKey(key(requiredToken(exchange))).orElseThrow(Refusal::invalidToken);
    }

    /**
     * The token that a request was sent with; not checked yet.
     *
     * @throws ProblemException 401 if there is none, or something else in its place
     */
    public String requiredToken(HttpServerExchange exchange) {
        return token(exchange).orElseThrow(Refusal::missingToken);
    }

    /**
     * The user with some credentials. An email that nobody has takes as long as a wrong password, and is refused in the
     * same words.
     *
     * @throws ProblemException 401 if there is no such user
     */
    public User withCredentials(Credentials credentials) {
        var user = users.findByEmail(credentials.email());
        var hash = user.map(User::passwordHash).orElse(passwords.nobodysHash());
        boolean right = passwords.matches(credentials.password(), hash);
        return user.filter(_ -> right).orElseThrow(Refusal::invalidCredentials);
    }

    private Viewer viewer(String token) {
        return users.viewerByTokenKey(key(token)).orElseThrow(Refusal::invalidToken);
    }

    private UUID key(String token) {
        return tokens.userKey(token).orElseThrow(Refusal::invalidToken);
    }

    private static Optional<String> token(HttpServerExchange exchange) {
        String field = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        if (field == null || field.isBlank()) {
            return Optional.empty();
        }
        if (!field.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw Refusal.invalidToken();
        }
        return Optional.of(field.substring(SCHEME.length()).strip());
    }
}
