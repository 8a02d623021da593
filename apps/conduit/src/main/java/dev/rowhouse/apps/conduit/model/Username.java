package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.apps.conduit.refusal.Mistakes;
import java.util.regex.Pattern;

/** What a user may be called: anything that can stand in the address of their profile, where nobody takes it for another. */
final class Username {
    private static final String FIELD = "username";
    /** Delimiters, control characters, what looks like an escape, and the names of folders. */
    private static final Pattern UNFIT = Pattern.compile("[/\\\\;]|\\p{Cc}|%\\p{XDigit}{2}|^\\.{1,2}$");

    private Username() {}

    static void check(String username, Mistakes mistakes) {
        mistakes.text(FIELD, username, User.USERNAME_LENGTH);
        if (!mistakes.concern(FIELD) && UNFIT.matcher(username).find()) {
            mistakes.note(FIELD, "has characters that can't stand in an address");
        }
    }
}
