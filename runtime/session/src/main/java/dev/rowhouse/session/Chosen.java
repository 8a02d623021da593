package dev.rowhouse.session;

import dev.rowhouse.route.Destination;
import org.jspecify.annotations.Nullable;

/**
 * What the blocks around the code that runs have named, the innermost first.
 *
 * @param place what the innermost one names
 * @param outer what those around it name; null if there is none
 */
record Chosen(Destination place, @Nullable Chosen outer) {
    /** Whether any of them names an engine that is opened on demand. */
    static boolean isNamed(@Nullable Chosen innermost, Leased engine) {
        for (var one = innermost; one != null; one = one.outer()) {
            if (one.place() instanceof MemberPlace member && member.engine().equals(engine)) {
                return true;
            }
        }
        return false;
    }
}
