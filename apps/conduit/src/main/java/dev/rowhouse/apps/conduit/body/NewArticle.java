package dev.rowhouse.apps.conduit.body;

import dev.rowhouse.apps.conduit.refusal.Mistakes;
import org.jspecify.annotations.Nullable;

/**
 * An article that somebody wants to publish.
 *
 * @param title missing is the same as empty
 * @param description missing is the same as empty
 * @param body missing is the same as empty
 * @param tagList in this order; missing is the same as none
 */
public record NewArticle(String title, String description, String body, TagList tagList) {
    /** The most characters of a title. */
    public static final int TITLE_LENGTH = 255;
    /** The most characters of a description. */
    public static final int DESCRIPTION_LENGTH = 2_000;
    /** The most characters of a body. */
    public static final int BODY_LENGTH = 500_000;

    /** An article without anything. */
    public static final NewArticle EMPTY = new NewArticle("", "", "", TagList.NONE);

    /** Takes what was sent, without white space around the title. */
    public NewArticle(
            @Nullable String title,
            @Nullable String description,
            @Nullable String body,
            @Nullable TagList tagList) {
        this.title = title == null ? "" : title.strip();
        this.description = description == null ? "" : description;
        this.body = body == null ? "" : body;
        this.tagList = tagList == null ? TagList.NONE : tagList;
    }

    /**
     * This wish, if acceptable.
     *
     * @throws dev.rowhouse.spi.ProblemException 422 with the fields that are not
     */
    public NewArticle checked() {
        var mistakes = new Mistakes().text("title", title, TITLE_LENGTH)
                .text("description", description, DESCRIPTION_LENGTH)
                .text("body", body, BODY_LENGTH);
        tagList.check(mistakes);
        mistakes.refuse();
        return this;
    }
}
