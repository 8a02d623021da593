package dev.rowhouse.apps.conduit.body;

import dev.rowhouse.apps.conduit.refusal.Mistakes;
import dev.rowhouse.spi.Change;

/**
 * What a user wants to change about themselves.
 *
 * @param bio an empty text clears it, too
 * @param image an empty text clears it, too
 */
public record UserChange(
        Change<String> username,
        Change<String> email,
        Change<String> password,
        Change<String> bio,
        Change<String> image) {
    /** The most characters of what users say of themselves. */
    public static final int BIO_LENGTH = 2_000;
    /** The most characters of the address of a picture. */
    public static final int IMAGE_LENGTH = 2_000;

    /** No change at all. */
    public static final UserChange NONE = new UserChange(new Change.Keep<>(), new Change.Keep<>(), new Change.Keep<>(),
            new Change.Keep<>(), new Change.Keep<>());

    /** Takes what was sent, without white space around names. */
    public UserChange {
        username = username.map(Username::tidy);
        email = email.map(String::strip);
    }

    /**
     * This wish, if acceptable.
     *
     * @throws dev.rowhouse.spi.ProblemException 422 with the fields that are not
     */
    public UserChange checked() {
        var mistakes = new Mistakes();
        if (equals(NONE)) {
            mistakes.noteBlank("user");
        }
        mistakes.uncleared("username", username, text -> Username.check(text, mistakes));
        mistakes.uncleared("email", email, text -> mistakes.text("email", text, NewUser.EMAIL_LENGTH));
        mistakes.uncleared("password", password, text -> Password.check(text, mistakes));
        bio.wanted().ifPresent(text -> mistakes.optionalText("bio", text, BIO_LENGTH));
        image.wanted().ifPresent(text -> mistakes.optionalText("image", text, IMAGE_LENGTH));
        mistakes.refuse();
        return this;
    }

    /** Keeps the password out of logs. */
    @Override
    public String toString() {
        return "UserChange[username=%s, email=%s]".formatted(username, email);
    }
}
