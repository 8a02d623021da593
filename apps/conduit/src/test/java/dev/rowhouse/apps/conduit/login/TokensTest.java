package dev.rowhouse.apps.conduit.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final UUID USER = new UUID(1, 2);

    private static Tokens tokens(String issuer, Duration lifetime) {
        return Tokens.create(issuer, SECRET, lifetime);
    }

    @Test
    void knowATokenAgain() {
        var tokens = tokens("acme", Duration.ofDays(1));
        assertThat(tokens.userKey(tokens.issue(USER))).contains(USER);
    }

    @Test
    void refuseATokenWhoseTimeIsOver() {
        var tokens = tokens("acme", Duration.ofSeconds(-1));
        assertThat(tokens.userKey(tokens.issue(USER))).isEmpty();
    }

    @Test
    void refuseATokenOfAnotherInstanceWithTheSameKey() {
        var foreign = tokens("globex", Duration.ofDays(1)).issue(USER);
        assertThat(tokens("acme", Duration.ofDays(1)).userKey(foreign)).isEmpty();
    }

    @Test
    void refuseATokenOfAnotherKey() {
        var other = SECRET.clone();
        other[0]++;
        var foreign = Tokens.create("acme", other, Duration.ofDays(1)).issue(USER);
        assertThat(tokens("acme", Duration.ofDays(1)).userKey(foreign)).isEmpty();
    }
}
