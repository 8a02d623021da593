package dev.rowhouse.apps.blogs;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a blog to be.
 *
 * @param name what it is called in addresses; becomes the key of its database
 * @param title what readers see
 */
record NewBlog(String name, String title) {
    static final int NAME_LENGTH = 40;
    static final int TITLE_LENGTH = 100;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    NewBlog(@Nullable String name, @Nullable String title) {
        this.name = Mistakes.tidy(name);
        this.title = Mistakes.tidy(title);
    }

    /**
     * This blog, if acceptable.
     *
     * @throws dev.rowhouse.spi.ProblemException 422 with the fields that are not acceptable
     */
    NewBlog checked() {
        var mistakes = new Mistakes().line("name", name, NAME_LENGTH).line("title", title, TITLE_LENGTH);
        if (!NAME.matcher(name).matches()) {
            mistakes.add("name", "must be lower-case letters, digits and dashes, not a dash first");
        }
        mistakes.refuseAny();
        return this;
    }
}
