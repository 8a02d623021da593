package dev.rowhouse.apps.conduit.body;

import dev.rowhouse.apps.conduit.refusal.Mistakes;
import dev.rowhouse.spi.Change;

/**
 * What an author wants to change about an article. Nothing of it can be cleared, but the list of tags may become empty.
 *
 * @param title another title gives the article another slug
 */
public record ArticleChange(
        Change<String> title,
        Change<String> description,
        Change<String> body,
        Change<TagList> tagList) {
    /** No change at all. */
    public static final ArticleChange NONE = new ArticleChange(new Change.Keep<>(), new Change.Keep<>(),
            new Change.Keep<>(), new Change.Keep<>());

    /** Takes what was sent, without white space around the title. */
    public ArticleChange {
        title = title.map(String::strip);
    }

    /**
     * This wish, if acceptable.
     *
     * @throws dev.rowhouse.spi.ProblemException 422 with the fields that are not
     */
    public ArticleChange checked() {
        var mistakes = new Mistakes();
        if (equals(NONE)) {
            mistakes.noteBlank("article");
        }
        mistakes.uncleared("title", title, text -> mistakes.text("title", text, NewArticle.TITLE_LENGTH));
        mistakes.uncleared("description", description,
                text -> mistakes.text("description", text, NewArticle.DESCRIPTION_LENGTH));
        mistakes.uncleared("body", body, text -> mistakes.text("body", text, NewArticle.BODY_LENGTH));
        mistakes.uncleared(TagList.FIELD, tagList, tags -> tags.check(mistakes));
        mistakes.refuse();
        return this;
    }
}
