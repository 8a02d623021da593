package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How articles are addressed. */
final class SlugScenarios {
    void givesArticlesOfOneTitleDifferentSlugs(Client client) {
        var jake = client.anybody();
        var title = client.name("title");
        Set<String> slugs = new HashSet<>();

        for (var next : List.of(title, title + " 2", title + "-2", title, title.replace('-', ' '), title + "!",
                title + " 1", title, title + " 3")) {
            var created = jake.create(next).is(201);
            assertThat(slugs.add(created.text("/article/slug"))).as(created.toString()).isTrue();
            assertThat(client.get(Member.pathOf(created)).is(200).text("/article/title")).isEqualTo(next);
        }
    }

    void tellsAnArticleFromTheFeed(Client client) {
        for (var title : List.of("Feed", "feed", " FEED ", "Feed!", "/feed")) {
            var created = client.anybody().create(title).is(201);

            assertThat(created.text("/article/slug")).isNotEqualToIgnoringCase("feed");
            assertThat(client.get(Member.pathOf(created)).is(200).text("/article/slug"))
                    .isEqualTo(created.text("/article/slug"));
        }
        client.anybody().get("/articles/feed").is(200).number("/articlesCount");
    }

    void findsArticlesWhateverTheirTitle(Client client) {
        var jake = client.anybody();
        for (var title : List.of("!!!", "---", ".", "..", "🏠🏠", "Привет, мир", "日本語のタイトル", "עברית", "İstanbul ß ǅ",
                "a/b\\c?d=e&f#g;h%2Fi", "../../tags", "comments", "favorite", "<b>\"bold\"</b> '; drop table article",
                "\u200b", "e\u0301\u0301\u0301", "Tab\tand\nline")) {
            var created = jake.create(title).is(201);
            var article = Member.pathOf(created);

            assertThat(created.text("/article/slug")).isNotBlank();
            assertThat(client.get(article).is(200).text("/article/title")).isEqualTo(created.text("/article/title"));
            assertThat(jake.post(article + "/favorite").is(200).number("/article/favoritesCount")).isEqualTo(1);
            client.get(article + "/comments").is(200);
            jake.put(article, json("article", "body", "Changed")).is(200);
            jake.delete(article).is(204);
        }
    }

    void changesTheSlugWithTheTitle(Client client) {
        var jake = client.anybody();
        var article = jake.write();
        var comment = client.name("comment");
        jake.comment(article, comment);
        jake.post(article + "/favorite").is(200);
        var title = client.name("new title");

        var renamed = jake.put(article, json("article", "title", title)).is(200);
        assertThat(renamed.text("/article/title")).isEqualTo(title);
        assertThat(Member.pathOf(renamed)).isNotEqualTo(article);
        client.get(article).refused(404, "article", "not found");
        jake.put(article, json("article", "body", "x")).refused(404, "article", "not found");

        var found = client.get(Member.pathOf(renamed)).is(200);
        assertThat(found.text("/article/title")).isEqualTo(title);
        assertThat(found.number("/article/favoritesCount")).isEqualTo(1);
        assertThat(client.get(Member.pathOf(renamed) + "/comments").texts("/comments", "body"))
                .containsExactly(comment);
    }

    void keepsTheSlugIfTheTitleStaysTheSame(Client client) {
        var jake = client.anybody();
        var title = client.name("title");
        jake.writeTitled(title);
        var second = jake.writeTitled(title);

        for (int i = 0; i < 2; i++) {
            var updated = jake.put(second, json("article", "title", title, "body", "Changed")).is(200);
            assertThat(Member.pathOf(updated)).isEqualTo(second);
        }
    }

    void givesARenamedArticleASlugOfItsOwn(Client client) {
        var jake = client.anybody();
        var title = client.name("title");
        var first = jake.writeTitled(title);
        var second = jake.write();

        var renamed = jake.put(second, json("article", "title", title)).is(200);
        assertThat(renamed.text("/article/title")).isEqualTo(title);
        assertThat(Member.pathOf(renamed)).isNotIn(first, second);
        assertThat(client.get(first).is(200).text("/article/title")).isEqualTo(title);
        assertThat(jake.put(second, json("article", "title", "Feed")).status()).isEqualTo(404);
        assertThat(jake.put(first, json("article", "title", "Feed")).is(200).text("/article/slug"))
                .isNotEqualTo("feed");
    }

    void letsATitleComeBack(Client client) {
        var jake = client.anybody();
        var title = client.name("title");
        var article = jake.writeTitled(title);

        jake.delete(article).is(204);
        var again = jake.writeTitled(title);
        assertThat(client.get(again).is(200).text("/article/title")).isEqualTo(title);
        var renamed = Member.pathOf(jake.put(again, json("article", "title", client.name("other"))).is(200));
        var restored = Member.pathOf(jake.put(renamed, json("article", "title", title)).is(200));
        assertThat(client.get(restored).is(200).text("/article/title")).isEqualTo(title);
    }
}
