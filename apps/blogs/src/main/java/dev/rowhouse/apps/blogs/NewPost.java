package dev.rowhouse.apps.blogs;

import org.jspecify.annotations.Nullable;

/** What somebody wants to write. */
record NewPost(String title, String text) {
    static final int TITLE_LENGTH = 100;
    static final int TEXT_LENGTH = 10_000;

    NewPost(@Nullable String title, @Nullable String text) {
        this.title = Mistakes.tidy(title);
        this.text = Mistakes.tidy(text);
    }

    /**
     * This post, if acceptable.
     *
     * @throws dev.rowhouse.spi.ProblemException 422 with the fields that are not acceptable
     */
    NewPost checked() {
        new Mistakes().line("title", title, TITLE_LENGTH).text("text", text, TEXT_LENGTH).refuseAny();
        return this;
    }
}
