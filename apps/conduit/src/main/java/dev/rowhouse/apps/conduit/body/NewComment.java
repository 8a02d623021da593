package dev.rowhouse.apps.conduit.body;

import dev.rowhouse.apps.conduit.refusal.Mistakes;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to say about an article.
 *
 * @param body missing is the same as empty
 */
public record NewComment(String body) {
    /** The most characters of a comment. */
    public static final int BODY_LENGTH = 10_000;

    /** A comment that says nothing. */
    public static final NewComment EMPTY = new NewComment("");

    /** Takes what was sent. */
    public NewComment(@Nullable String body) {
        this.body = body == null ? "" : body;
    }

    /**
     * This wish, if acceptable.
     *
     * @throws dev.rowhouse.spi.ProblemException 422 if it is not
     */
    public NewComment checked() {
        new Mistakes().text("body", body, BODY_LENGTH).refuse();
        return this;
    }
}
