package dev.rowhouse.apps.conduit.model;

import java.util.Optional;

/**
 * Which articles a list has: those for which all of this holds.
 *
 * @param tag they have this tag
 * @param author the user of this name wrote them
 * @param favorer the user of this name favors them
 * @param follower this viewer follows their author
 */
public record ArticleFilter(
        Optional<String> tag,
        Optional<String> author,
        Optional<String> favorer,
        Optional<Viewer> follower) {
    /** The articles of those whom somebody follows. */
    public static ArticleFilter feedOf(Viewer viewer) {
        return new ArticleFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(viewer));
    }
}
