package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.apps.conduit.refusal.Mistakes;
import org.jspecify.annotations.Nullable;

/**
 * What somebody logs in with.
 *
 * @param email missing is the same as empty
 * @param password missing is the same as empty
 */
public record Credentials(String email, String password) {
    /** Somebody who said nothing. */
    public static final Credentials NONE = new Credentials("", "");

    /** Takes what was sent, without white space around the email. */
    public Credentials(@Nullable String email, @Nullable String password) {
        this.email = email == null ? "" : email.strip();
        this.password = password == null ? "" : password;
    }

    /**
     * These credentials, if there are any.
     *
     * @throws dev.rowhouse.spi.ProblemException 422 if one is blank
     */
    public Credentials checked() {
        var mistakes = new Mistakes();
        if (email.isBlank()) {
            mistakes.noteBlank("email");
        }
        if (password.isBlank()) {
            mistakes.noteBlank("password");
        }
        mistakes.refuse();
        return this;
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "Credentials[email=%s]".formatted(email);
    }
}
