package dev.rowhouse.apps.conduit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who may do what without a token, and which tokens are none. */
final class TokenScenarios {
    private static final List<String> LOGIN_OPTIONAL = List.of("/articles", "/articles?tag=none", "/articles/no-such",
            "/articles/no-such/comments", "/profiles/nobody");
    private static final String MISSING = "is missing";
    private static final String INVALID = "is invalid";

    /** Sends each request that needs a login, as the caller; the body is one that would be refused later. */
    private static final List<BiFunction<Caller, String, Answer>> LOGIN_NEEDED = List.of(
            (caller, body) -> caller.get("/user"), (caller, body) -> caller.put("/user", body),
            (caller, body) -> caller.get("/articles/feed"), (caller, body) -> caller.get("/articles/feed?limit=x"),
            (caller, body) -> caller.post("/profiles/nobody/follow"),
            (caller, body) -> caller.delete("/profiles/nobody/follow"),
            (caller, body) -> caller.post("/articles", body), (caller, body) -> caller.put("/articles/no-such", body),
            (caller, body) -> caller.delete("/articles/no-such"),
            (caller, body) -> caller.post("/articles/no-such/comments", body),
            (caller, body) -> caller.delete("/articles/no-such/comments/1"),
            (caller, body) -> caller.delete("/articles/no-such/comments/x"),
            (caller, body) -> caller.post("/articles/no-such/favorite"),
            (caller, body) -> caller.delete("/articles/no-such/favorite"));

    void asksForATokenBeforeAnythingElse(Client client) {
        for (var request : LOGIN_NEEDED) {
            for (var body : List.of("{}", "{")) {
                request.apply(client, body).refused(401, "token", MISSING);
            }
        }
    }

    void refusesABadTokenBeforeAnythingElse(Client client) {
        var stranger = client.with("Token nonsense");

        for (var request : LOGIN_NEEDED) {
            for (var body : List.of("{}", "{")) {
                request.apply(stranger, body).refused(401, "token", INVALID);
            }
        }
    }

    void refusesABadTokenEvenWhereNoneIsNeeded(Client client) {
        for (var path : LOGIN_OPTIONAL) {
            client.with("Token nonsense").get(path).refused(401, "token", INVALID);
            client.with("Bearer " + client.anybody().token()).get(path).refused(401, "token", INVALID);
        }
    }

    void refusesEverythingThatIsNotExactlyAToken(Client client) {
        var token = client.anybody().token();
        var parts = token.split("\\.");
        assertThat(parts).hasSize(3);

        for (var authorization : List.of(token, "Bearer " + token, "Basic amFrZTpob3JzZQ==", "Token x", "Token ..",
                "Token a.b.c", "Token " + token.substring(0, token.length() - 4), "Token %s.".formatted(token),
                "Token %s %s".formatted(token, token), "Token %s.%s".formatted(parts[0], parts[1]),
                "Token %s.%s.".formatted(parts[0], parts[1]), "Token %s..%s".formatted(parts[0], parts[2]),
                "Token " + "x".repeat(5_000))) {
            client.with(authorization).get("/user").refused(401, "token", INVALID);
        }
    }

    void refusesAChangedPayload(Client client) {
        var jake = parts(client.anybody());
        var other = parts(client.anybodyElse());
        var payload = decoded(jake[1]);

        assertRefused(client, jake[0], other[1], jake[2]);
        assertRefused(client, jake[0], encoded(payload.replaceFirst("\\{", "{\"admin\":true,")), jake[2]);
        assertRefused(client, jake[0], jake[1], other[2]);
    }

    void refusesTokensThatNobodySigned(Client client) {
        var jake = parts(client.anybody());

        for (var algorithm : List.of("none", "None", "NONE")) {
            var header = encoded("{\"alg\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm));
            assertRefused(client, header, jake[1], "");
            assertRefused(client, header, jake[1], jake[2]);
        }
        assertRefused(client, encoded("{}"), jake[1], jake[2]);
        assertRefused(client, encoded("not JSON"), jake[1], jake[2]);
    }

    void refusesTokensSignedWithAnotherKey(Client client) throws GeneralSecurityException {
        var jake = parts(client.anybody());

        for (var algorithm : List.of("256", "384", "512")) {
            var header = encoded("{\"alg\":\"HS%s\",\"typ\":\"JWT\"}".formatted(algorithm));
            var mac = Mac.getInstance("HmacSHA" + algorithm);
            mac.init(new SecretKeySpec("secret".repeat(11).getBytes(UTF_8), mac.getAlgorithm()));
            var signature = mac.doFinal("%s.%s".formatted(header, jake[1]).getBytes(UTF_8));
            assertRefused(client, header, jake[1], Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
        }
    }

    void tellsNothingSecretInAToken(Client client) {
        assertThat(decoded(parts(client.anybody())[1])).doesNotContain(Client.PASSWORD, "$2");
    }

    private static String[] parts(Member member) {
        return member.token().split("\\.");
    }

    private static void assertRefused(Client client, String header, String payload, String signature) {
        var stranger = client.with("Token %s.%s.%s".formatted(header, payload, signature));

        stranger.get("/user").refused(401, "token", INVALID);
        stranger.get("/articles?limit=1").refused(401, "token", INVALID);
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), UTF_8);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
