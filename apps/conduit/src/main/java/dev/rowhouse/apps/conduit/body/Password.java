package dev.rowhouse.apps.conduit.body;

import dev.rowhouse.apps.conduit.refusal.Mistakes;
import java.nio.charset.StandardCharsets;

/**
 * What may be a password. The length is the one of NIST SP 800-63B, section 5.1.1.2, which wants no other rules; the most
 * bytes are those that bcrypt looks at.
 */
public final class Password {
    static final int FEWEST_CHARACTERS = 8;
    /** The most bytes in UTF-8. */
    public static final int MOST_BYTES = 72;
    private static final String FIELD = "password";

    private Password() {}

    static void check(String password, Mistakes mistakes) {
        if (password.isBlank()) {
            mistakes.noteBlank(FIELD);
        } else if (password.codePointCount(0, password.length()) < FEWEST_CHARACTERS) {
            mistakes.note(FIELD, "is too short (minimum is %d characters)".formatted(FEWEST_CHARACTERS));
        } else if (Mistakes.isUnstorable(password)) {
            // bcrypt takes a NUL for an end, and UTF-8 all lone surrogates for one: several passwords would be the same.
            mistakes.note(FIELD, "has characters that can't be told apart");
        } else if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            mistakes.note(FIELD, "is too long (maximum is %d bytes)".formatted(MOST_BYTES));
        }
    }
}
