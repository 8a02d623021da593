package dev.rowhouse.apps.conduit.body;

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
     * These credentials, if they can be anybody's.
     *
     * @throws dev.rowhouse.spi.ProblemException 422 if one is blank or not a text
     */
    public Credentials checked() {
        new Mistakes().text("email", email, Integer.MAX_VALUE).text("password", password, Integer.MAX_VALUE).refuse();
        return this;
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "Credentials[email=%s]".formatted(email);
    }
}
