package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.apps.conduit.refusal.Mistakes;
import java.nio.charset.StandardCharsets;

/**
 * What may be a password. The length is the one of NIST SP 800-63B, section 5.1.1.2, which wants no other rules; the most
 * bytes are those that bcrypt looks at.
 */
final class Password {
    static final int FEWEST_CHARACTERS = 8;
    static final int MOST_BYTES = 72;
    private static final String FIELD = "password";

    private Password() {}

    static void check(String password, Mistakes mistakes) {
        if (password.isBlank()) {
            mistakes.noteBlank(FIELD);
        } else if (password.codePointCount(0, password.length()) < FEWEST_CHARACTERS) {
            mistakes.note(FIELD, "is too short (minimum is %d characters)".formatted(FEWEST_CHARACTERS));
        } else if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            mistakes.note(FIELD, "is too long (maximum is %d bytes)".formatted(MOST_BYTES));
        }
    }
}
