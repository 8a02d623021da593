package dev.rowhouse.apps.conduit.resource;

import dev.rowhouse.apps.conduit.login.Login;
import dev.rowhouse.apps.conduit.model.Profile;
import dev.rowhouse.apps.conduit.model.Profiles;
import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.util.Map;

/** Other users, under {@code /api/profiles/{username}}. */
public final class ProfileResource {
    private final Profiles profiles;
    private final Login login;
    private final Json json;

    @Inject
    ProfileResource(Profiles profiles, Login login, Json json) {
        this.profiles = profiles;
        this.login = login;
        this.json = json;
    }

    /** Answers with {@code {"profile":{...}}}. */
    public void show(HttpServerExchange exchange) {
        var viewer = login.optional(exchange);
        send(exchange, profiles.find(username(exchange), viewer));
    }

    /** Follows the user, and answers with their profile. */
    public void follow(HttpServerExchange exchange) {
        var viewer = login.required(exchange);
        send(exchange, profiles.follow(username(exchange), viewer));
    }

    /** Follows the user no more, and answers with their profile. */
    public void unfollow(HttpServerExchange exchange) {
        var viewer = login.required(exchange);
        send(exchange, profiles.unfollow(username(exchange), viewer));
    }

    private static String username(HttpServerExchange exchange) {
        return Routes.parameter(exchange, "username");
    }

    private void send(HttpServerExchange exchange, Profile profile) {
        json.write(exchange, StatusCodes.OK, Map.of("profile", profile));
    }
}
