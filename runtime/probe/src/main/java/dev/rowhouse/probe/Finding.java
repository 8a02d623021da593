package dev.rowhouse.probe;

import java.time.Duration;

/**
 * Something that crossed a wall, and where it was seen first.
 *
 * @param kind what it was
 * @param seenIn the instance that showed it
 * @param owner the instance that it belongs to
 * @param step the step that was asked
 * @param request method and path of the first request that showed it
 * @param thread the visitor's thread
 * @param excerpt some of the answer around it, in plain characters
 * @param position at which byte of the answer it was; 0 if it is the answer as a whole
 * @param after how long after the beginning
 * @param times how often it was seen between these two, by this step
 */
public record Finding(
        Kind kind,
        String seenIn,
        String owner,
        String step,
        String request,
        String thread,
        String excerpt,
        int position,
        Duration after,
        long times) {
    /** What may cross a wall. */
    public enum Kind {
        /** The mark of an instance was in an answer of another. */
        FOREIGN_CANARY,
        /** What lets somebody into an instance let them into another. */
        FOREIGN_CREDENTIAL
    }

    Finding again() {
        return new Finding(kind, seenIn, owner, step, request, thread, excerpt, position, after, times + 1);
    }

    /** In one line, for people. */
    @Override
    public String toString() {
        var what = switch (kind) {
            case FOREIGN_CANARY -> "instance '%s' shows what belongs to '%s'".formatted(seenIn, owner);
            case FOREIGN_CREDENTIAL -> "instance '%s' takes a credential of '%s'".formatted(seenIn, owner);
        };
        return "%s: step '%s', %s, %d times, first after %d ms on %s, at byte %d: %s".formatted(what, step, request,
                times, after.toMillis(), thread, position, excerpt);
    }
}
