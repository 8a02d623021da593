package dev.rowhouse.apps.conduit.model;

/**
 * Who is asking. What they follow and favor shows in what they see.
 *
 * @param userId the id of a user; 0 for somebody who has not logged in
 */
public record Viewer(long userId) {
    /** Somebody who has not logged in: follows nobody, favors nothing. */
    public static final Viewer ANYBODY = new Viewer(0);
}
