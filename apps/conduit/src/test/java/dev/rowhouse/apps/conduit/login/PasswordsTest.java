package dev.rowhouse.apps.conduit.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    @Test
    void takesAsLongForNobodyAsForSomebody() {
        assertThat(List.of(4, 10)).allSatisfy(PasswordsTest::takesAsLongForNobodyAsForSomebody);
    }

    private static void takesAsLongForNobodyAsForSomebody(int strength) {
        var passwords = new Passwords(strength);
        var kept = passwords.hash("jakejake");
        assertThat(kept).startsWith("$2a$%02d$".formatted(strength)).hasSameSizeAs(passwords.nobodysHash());
        assertThat(passwords.nobodysHash()).startsWith(kept.substring(0, 7));
        assertThat(passwords.matches("jakejake", kept)).isTrue();
        assertThat(passwords.matches("jakejakf", kept)).isFalse();
        assertThat(passwords.matches("jakejake", passwords.nobodysHash())).isFalse();
    }
}
