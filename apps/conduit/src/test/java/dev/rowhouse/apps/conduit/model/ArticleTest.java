package dev.rowhouse.apps.conduit.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.apps.conduit.body.NewArticle;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArticleTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private final Article article = Article.of(NewArticle.EMPTY, "slug", User.of("jake", "jake@example.org", "hash"),
            List.of(), NOW);

    @Test
    void wasUpdatedWhenItWasChanged() {
        article.touch(NOW.plusSeconds(1));
        assertThat(article.updatedAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void wasUpdatedLaterEachTimeHoweverFastChangesFollow() {
        article.touch(NOW);
        article.touch(NOW);
        assertThat(article.updatedAt()).isEqualTo(NOW.plusMillis(2));
        article.touch(NOW.minusSeconds(1));
        assertThat(article.updatedAt()).isEqualTo(NOW.plusMillis(3));
    }
}
