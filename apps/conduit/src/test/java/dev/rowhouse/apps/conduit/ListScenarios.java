package dev.rowhouse.apps.conduit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Lists of articles. */
final class ListScenarios {
    void showsArticlesWithoutTheirBodies(Client client) {
        var jake = client.register();
        var tag = client.name("tag");
        var article = client.get(jake.write(tag)).is(200);

        for (Caller viewer : List.of(client, jake)) {
            for (var filter : List.of("author=" + jake.username(), "tag=" + tag)) {
                var list = viewer.get("/articles?" + filter).is(200);
                assertThat(list.keys("")).containsExactly("articles", "articlesCount");
                assertThat(list.number("/articlesCount")).isEqualTo(1);
                assertThat(list.keys("/articles/0")).containsExactly("author", "createdAt", "description", "favorited",
                        "favoritesCount", "slug", "tagList", "title", "updatedAt");
                for (var key : list.keys("/articles/0")) {
                    assertThat(list.at("/articles/0/" + key)).isEqualTo(article.at("/article/" + key));
                }
            }
        }
    }

    void listsTheNewestFirst(Client client) {
        var jake = client.anybody();
        var tag = client.name("tag");
        var written = new ArrayList<String>();
        for (int i = 0; i < 12; i++) {
            written.addFirst(jake.write(tag));
        }

        assertThat(paths(client.get("/articles?tag=" + tag))).isEqualTo(written);
        assertThat(paths(client.get("/articles?limit=1000"))).containsSubsequence(written);
    }

    void keepsTheOrderWhenAnArticleChanges(Client client) {
        var jake = client.anybody();
        var tag = client.name("tag");
        var first = jake.write(tag);
        var second = jake.write(tag);
        jake.put(first, "{\"article\":{\"body\":\"Changed\"}}").is(200);

        assertThat(paths(client.get("/articles?tag=" + tag))).containsExactly(second, first);
    }

    void showsPartOfAListAndCountsAll(Client client) {
        var jake = client.register();
        var tag = client.name("tag");
        var written = new ArrayList<String>();
        for (int i = 0; i < 22; i++) {
            written.addFirst(jake.write(tag));
        }

        for (var filter : List.of("author=" + jake.username(), "tag=" + tag)) {
            var usual = client.get("/articles?" + filter).is(200);
            assertThat(usual.number("/articlesCount")).isEqualTo(22);
            assertThat(paths(usual)).isEqualTo(written.subList(0, 20));
            assertPart(client, filter + "&limit=1", written.subList(0, 1));
            assertPart(client, filter + "&limit=3&offset=2", written.subList(2, 5));
            assertPart(client, filter + "&offset=20", written.subList(20, 22));
            assertPart(client, filter + "&limit=1000&offset=0", written);
            assertPart(client, filter + "&limit=5&offset=21", written.subList(21, 22));
            assertPart(client, filter + "&offset=22", List.of());
            assertPart(client, filter + "&offset=2000", List.of());
        }
    }

    private static void assertPart(Client client, String query, List<String> expected) {
        var part = client.get("/articles?" + query).is(200);
        assertThat(part.number("/articlesCount")).isEqualTo(22);
        assertThat(paths(part)).as(query).isEqualTo(expected);
    }

    void findsNothingByNamesThatNobodyHas(Client client) {
        var jake = client.anybody();
        jake.write(client.name("tag"));
        var nobody = client.name("nobody");

        for (var query : List.of("author=" + nobody, "tag=" + nobody, "favorited=" + nobody,
                "author=%s&tag=%s".formatted(jake.username(), nobody), "author=%25", "tag=%25",
                "author=%27%20or%201=1")) {
            var list = client.get("/articles?" + query).is(200);
            assertThat(list.number("/articlesCount")).as(query).isZero();
            assertThat(paths(list)).isEmpty();
        }
    }

    void findsWhatMatchesAllFilters(Client client) {
        var jake = client.anybody();
        var other = client.anybodyElse();
        var tag = client.name("tag");
        var wanted = jake.write(tag);
        jake.write();
        other.post(wanted + "/favorite").is(200);
        other.post(jake.write(client.name("tag")) + "/favorite").is(200);
        other.post(other.write(tag) + "/favorite").is(200);
        jake.write(tag);

        var query = "/articles?author=%s&tag=%s&favorited=%s".formatted(jake.username(), tag, other.username());
        assertThat(paths(client.get(query))).containsExactly(wanted);
        assertThat(client.get(query).number("/articlesCount")).isEqualTo(1);
    }

    void findsTagsAndNamesOfAllScripts(Client client) {
        var nikos = client.register(client.name("Νίκος & 🏠+"));
        var tag = client.name("тег 100% & 🏠+");
        var article = nikos.write(client.name("tag"), tag);

        assertThat(paths(client.get("/articles?tag=" + Client.encoded(tag)))).containsExactly(article);
        assertThat(paths(client.get("/articles?author=" + Client.encoded(nikos.username())))).containsExactly(article);
    }

    void refusesLimitsAndOffsetsThatAreNone(Client client) {
        var jake = client.anybody();
        for (var path : List.of("/articles?", "/articles/feed?", "/articles?author=%s&".formatted(jake.username()))) {
            for (var limit : List.of("0", "-1", "1001", "x", "", "1.5", "1e1", "2147483648", "99999999999999999999",
                    "%201", "%D9%A1")) {
                jake.get(path + "limit=" + limit).refusedFor(422, "limit");
            }
            for (var offset : List.of("-1", "x", "", "1.5", "99999999999999999999")) {
                jake.get(path + "offset=" + offset).refusedFor(422, "offset");
            }
        }
    }

    void ignoresParametersItDoesNotKnow(Client client) {
        client.get("/articles?page=x&limit=1&sort=%00").is(200);
    }

    /** The paths of the articles in a list, in its order. */
    static List<String> paths(Answer list) {
        return list.is(200)
                .texts("/articles", "slug")
                .stream()
                .map(slug -> "/articles/" + Client.encoded(slug))
                .toList();
    }
}
