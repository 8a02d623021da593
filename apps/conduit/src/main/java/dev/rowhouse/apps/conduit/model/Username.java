package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.apps.conduit.refusal.Mistakes;
import java.util.Set;

/** What a user may be called: anything that can stand in the address of their profile. */
final class Username {
    private static final String FIELD = "username";
    private static final String UNFIT = "/\\;%";
    private static final Set<String> DOTS = Set.of(".", "..");

    private Username() {}

    static void check(String username, Mistakes mistakes) {
        mistakes.text(FIELD, username, User.USERNAME_LENGTH);
        boolean unfit = username.codePoints().anyMatch(c -> UNFIT.indexOf(c) >= 0 || Character.isISOControl(c));
        if (!mistakes.concern(FIELD) && (unfit || DOTS.contains(username))) {
            mistakes.note(FIELD, "has characters that can't stand in an address");
        }
    }
}
