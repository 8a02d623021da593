package dev.rowhouse.apps.conduit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Who likes which article. */
final class FavoriteScenarios {
    void countsAFavoriteOnceHoweverOftenItIsAsked(Client client) {
        var article = client.anybody().write();
        var reader = client.anybodyElse();

        for (int i = 0; i < 2; i++) {
            var favorite = reader.post(article + "/favorite").is(200);
            assertThat(favorite.keys("/article")).contains("body", "slug", "tagList", "author").hasSize(10);
            assertThat(favorite.flag("/article/favorited")).isTrue();
            assertThat(favorite.number("/article/favoritesCount")).isEqualTo(1);
        }
        for (int i = 0; i < 2; i++) {
            var unfavorite = reader.delete(article + "/favorite").is(200);
            assertThat(unfavorite.flag("/article/favorited")).isFalse();
            assertThat(unfavorite.number("/article/favoritesCount")).isZero();
        }
        assertThat(reader.get(article).number("/article/favoritesCount")).isZero();
    }

    void showsToEachViewerWhetherItIsTheirFavorite(Client client) {
        var tag = client.name("tag");
        var article = client.anybody().write(tag);
        var reader = client.anybody();
        reader.post(article + "/favorite").is(200);
        client.anybodyElse().post(article + "/favorite").is(200);
        client.anybodyElse().delete(article + "/favorite").is(200);

        for (Caller viewer : List.of(reader, client, client.anybodyElse())) {
            boolean favorited = viewer.equals(reader);
            var one = viewer.get(article).is(200);
            assertThat(one.flag("/article/favorited")).isEqualTo(favorited);
            assertThat(one.number("/article/favoritesCount")).isEqualTo(1);
            var list = viewer.get("/articles?tag=" + tag).is(200);
            assertThat(list.flag("/articles/0/favorited")).isEqualTo(favorited);
            assertThat(list.number("/articles/0/favoritesCount")).isEqualTo(1);
        }
    }

    void countsTheFavoritesOfAll(Client client) {
        var author = client.anybody();
        var article = author.write();

        assertThat(author.post(article + "/favorite").is(200).number("/article/favoritesCount")).isEqualTo(1);
        assertThat(client.anybodyElse().post(article + "/favorite").is(200).number("/article/favoritesCount"))
                .isEqualTo(2);
        var left = author.delete(article + "/favorite").is(200);
        assertThat(left.number("/article/favoritesCount")).isEqualTo(1);
        assertThat(left.flag("/article/favorited")).isFalse();
        assertThat(client.anybodyElse().get(article).flag("/article/favorited")).isTrue();
    }

    void listsTheFavoritesOfAUser(Client client) {
        var reader = client.register();
        var first = client.anybody().write();
        var second = client.anybodyElse().write();
        client.anybody().write();
        reader.post(second + "/favorite").is(200);
        reader.post(first + "/favorite").is(200);

        var favorites = client.get("/articles?favorited=" + reader.username()).is(200);
        assertThat(favorites.number("/articlesCount")).isEqualTo(2);
        assertThat(ListScenarios.paths(favorites)).containsExactly(second, first);
        reader.delete(second + "/favorite").is(200);
        assertThat(client.get("/articles?favorited=" + reader.username()).number("/articlesCount")).isEqualTo(1);
    }
}
