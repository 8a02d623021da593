package dev.rowhouse.apps.conduit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** The articles of those whom a user follows. */
final class FeedScenarios {
    void showsArticlesOfFollowedAuthorsOnly(Client client) {
        var reader = client.register();
        var celeb = client.register();
        var other = client.register();
        var old = celeb.write();
        other.write();
        reader.write();
        assertThat(feed(reader)).isEmpty();

        reader.follow(celeb);
        var fresh = celeb.write();
        assertThat(feed(reader)).containsExactly(fresh, old);
        reader.follow(other);
        var others = other.write();
        assertThat(feed(reader)).hasSize(4).startsWith(others, fresh).endsWith(old);

        reader.delete(other.profile() + "/follow").is(200);
        assertThat(feed(reader)).containsExactly(fresh, old);
        celeb.delete(fresh).is(204);
        assertThat(feed(reader)).containsExactly(old);
        assertThat(feed(celeb)).isEmpty();
    }

    void looksLikeAnyList(Client client) {
        var reader = client.register();
        var celeb = client.register();
        reader.follow(celeb);
        var written = new ArrayList<String>();
        for (int i = 0; i < 21; i++) {
            written.addFirst(celeb.write(client.name("tag")));
        }
        reader.post(written.get(1) + "/favorite").is(200);

        assertThat(feed(reader)).isEqualTo(written.subList(0, 20));
        for (int offset : List.of(0, 1, 19, 20, 21)) {
            var page = "limit=2&offset=" + offset;
            var feed = reader.get("/articles/feed?" + page).is(200);
            assertThat(feed.number("/articlesCount")).isEqualTo(21);
            assertThat(ListScenarios.paths(feed))
                    .isEqualTo(written.subList(offset, Math.min(offset + 2, written.size())));
            assertThat(feed.body())
                    .isEqualTo(reader.get("/articles?author=%s&%s".formatted(celeb.username(), page)).body());
        }
        assertThat(reader.get("/articles/feed").flag("/articles/1/favorited")).isTrue();
        assertThat(reader.get("/articles/feed").flag("/articles/1/author/following")).isTrue();
    }

    private static List<String> feed(Member reader) {
        return ListScenarios.paths(reader.get("/articles/feed"));
    }
}
