package dev.rowhouse.apps.blogs;

import org.jspecify.annotations.Nullable;

/** What a reader wants to say. */
record NewComment(String reader, String text) {
    static final int READER_LENGTH = 60;
    static final int TEXT_LENGTH = 2_000;

    NewComment(@Nullable String reader, @Nullable String text) {
        this.reader = Mistakes.tidy(reader);
        this.text = Mistakes.tidy(text);
    }

    /**
     * This comment, if acceptable.
     *
     * @throws dev.rowhouse.spi.ProblemException 422 with the fields that are not acceptable
     */
    NewComment checked() {
        new Mistakes().line("reader", reader, READER_LENGTH).text("text", text, TEXT_LENGTH).refuseAny();
        return this;
    }
}
