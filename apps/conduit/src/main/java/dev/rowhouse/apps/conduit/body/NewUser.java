package dev.rowhouse.apps.conduit.body;

import dev.rowhouse.apps.conduit.refusal.Mistakes;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to sign up.
 *
 * @param username what others will know them by; missing is the same as empty
 * @param email where mail reaches them; missing is the same as empty
 * @param password what only they know; missing is the same as empty
 */
public record NewUser(String username, String email, String password) {
    /** The most characters of an email. */
    public static final int EMAIL_LENGTH = 254;

    /** Somebody who said nothing. */
    public static final NewUser NOBODY = new NewUser("", "", "");

    /** Takes what was sent, without white space around names. */
    public NewUser(@Nullable String username, @Nullable String email, @Nullable String password) {
        this.username = username == null ? "" : Username.tidy(username);
        this.email = email == null ? "" : email.strip();
        this.password = password == null ? "" : password;
    }

    /**
     * This wish, if acceptable.
     *
     * @throws dev.rowhouse.spi.ProblemException 422 with the fields that are not
     */
    public NewUser checked() {
        var mistakes = new Mistakes();
        Username.check(username, mistakes);
        mistakes.text("email", email, EMAIL_LENGTH);
        Password.check(password, mistakes);
        mistakes.refuse();
        return this;
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "NewUser[username=%s, email=%s]".formatted(username, email);
    }
}
