package dev.rowhouse.bench.conduit;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a list of articles, in the words of the API. */
record ArticleList(List<ArticleView> articles, long articlesCount) {
    private static final String PATTERN = "yyyy-MM-dd'T'HH:mm:ss.SSSX";

    /** An article as somebody sees it who is not logged in. */
    record ArticleView(
            String slug,
            String title,
            String description,
            List<String> tagList,
            @JsonFormat(pattern = PATTERN, timezone = "UTC") Instant createdAt,
            @JsonFormat(pattern = PATTERN, timezone = "UTC") Instant updatedAt,
            boolean favorited,
            long favoritesCount,
            Profile author) {
        static ArticleView of(Article article, long favorites) {
            var author = article.author();
            return new ArticleView(article.slug(), article.title(), article.description(),
                    article.tags().stream().map(Tag::name).sorted().toList(), article.createdAt(), article.updatedAt(),
                    false, favorites, new Profile(author.username(), author.bio(), author.image(), false));
        }
    }

    /** An author. */
    record Profile(String username, @Nullable String bio, @Nullable String image, boolean following) {}
}
