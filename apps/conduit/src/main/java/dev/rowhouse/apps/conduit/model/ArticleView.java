package dev.rowhouse.apps.conduit.model;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An article as one viewer sees it, in the words of the API.
 *
 * @param body only where one article is shown, not in lists
 * @param favorited whether whoever is asking favors it
 * @param favoritesCount how many do
 */
public record ArticleView(
        String slug,
        String title,
        String description,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> body,
        List<String> tagList,
        @JsonFormat(pattern = Moment.PATTERN, timezone = Moment.ZONE) Instant createdAt,
        @JsonFormat(pattern = Moment.PATTERN, timezone = Moment.ZONE) Instant updatedAt,
        boolean favorited,
        long favoritesCount,
        Profile author) {
    /** Copies the tags. */
    public ArticleView {
        tagList = List.copyOf(tagList);
    }

    /** The same, as it is shown alone. */
    ArticleView withBody(String text) {
        return new ArticleView(slug, title, description, Optional.of(text), tagList, createdAt, updatedAt, favorited,
                favoritesCount, author);
    }
}
