package dev.rowhouse.apps.conduit.body;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.rowhouse.apps.conduit.refusal.Mistakes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What are to be the tags of an article; in JSON a list of texts.
 *
 * @param names each once
 */
public record TagList(List<String> names) {
    /** The most characters of a tag. */
    public static final int NAME_LENGTH = 100;

    static final TagList NONE = new TagList(List.of());
    static final String FIELD = "tagList";
    private static final int MOST = 50;

    /** Copies the names. */
    public TagList {
        names = List.copyOf(names);
    }

    /** Tags without white space around them, each once; {@code null} is the same as an empty one. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static TagList of(List<? extends @Nullable String> sent) {
        return new TagList(sent.stream().map(name -> Objects.requireNonNullElse(name, "").strip()).distinct().toList());
    }

    /** Notes what is not acceptable, about the first name that isn't. */
    void check(Mistakes mistakes) {
        if (names.size() > MOST) {
            mistakes.note(FIELD, "is too long (maximum is %d tags)".formatted(MOST));
        }
        for (var name : names) {
            if (!mistakes.concern(FIELD)) {
                mistakes.text(FIELD, name, NAME_LENGTH);
            }
        }
    }
}
