package dev.rowhouse.apps.conduit.body;

import dev.rowhouse.apps.conduit.refusal.Mistakes;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;

/** What a user may be called: anything that can be seen, and can stand in the address of their profile. */
public final class Username {
    /** The most characters. */
    public static final int MOST_CHARACTERS = 100;

    private static final String FIELD = "username";
    /** Delimiters, what nobody sees, what looks like an escape, and the names of folders. */
    private static final Pattern UNFIT = Pattern
            .compile("[/\\\\;]|[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]|%\\p{XDigit}{2}|^\\.{1,2}$");

    private Username() {}

    /** The one spelling of a name, without white space around it. */
    static String tidy(String username) {
        return Normalizer.normalize(username.strip(), Form.NFC);
    }

    static void check(String username, Mistakes mistakes) {
        mistakes.text(FIELD, username, MOST_CHARACTERS);
        if (!mistakes.concern(FIELD) && UNFIT.matcher(username).find()) {
            mistakes.note(FIELD, "has characters that can't stand in an address");
        }
    }
}
