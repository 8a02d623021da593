package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Creating, showing, changing and deleting articles. */
final class ArticleScenarios {
    private static final String BLANK = "can't be blank";
    private static final String TIMESTAMP = "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    void createsAnArticleAndShowsItToAnybody(Client client) {
        var jake = client.anybody();
        var title = client.name("title");
        var tag = client.name("tag");

        var created = jake
                .post("/articles",
                        json("article", "title", title, "description", "What it is", "body", "All\nof it", "tagList",
                                List.of(tag)))
                .is(201);
        for (var article : List.of(created, client.get(Member.pathOf(created)), jake.get(Member.pathOf(created)),
                client.anybodyElse().get(Member.pathOf(created)))) {
            assertThat(article.keys("")).containsExactly("article");
            assertThat(article.keys("/article")).containsExactly("author", "body", "createdAt", "description",
                    "favorited", "favoritesCount", "slug", "tagList", "title", "updatedAt");
            assertThat(article.text("/article/title")).isEqualTo(title);
            assertThat(article.text("/article/description")).isEqualTo("What it is");
            assertThat(article.text("/article/body")).isEqualTo("All\nof it");
            assertThat(article.texts("/article/tagList")).containsExactly(tag);
            assertThat(article.flag("/article/favorited")).isFalse();
            assertThat(article.number("/article/favoritesCount")).isZero();
            assertThat(article.keys("/article/author")).containsExactly("bio", "following", "image", "username");
            assertThat(article.text("/article/author/username")).isEqualTo(jake.username());
            assertThat(article.text("/article/slug")).isEqualTo(created.text("/article/slug"));
            assertThat(article.text("/article/createdAt")).isEqualTo(created.text("/article/createdAt"));
        }
    }

    void tellsTimesToTheMillisecondInUtc(Client client) {
        var tag = client.name("tag");
        var article = client.anybody().write(tag);
        client.anybody().put(article, json("article", "body", "Changed")).is(200);

        var one = client.get(article).is(200);
        var list = client.get("/articles?tag=" + tag).is(200);
        for (var key : List.of("createdAt", "updatedAt")) {
            assertThat(one.text("/article/" + key)).matches(TIMESTAMP);
            assertThat(list.text("/articles/0/" + key)).isEqualTo(one.text("/article/" + key));
        }
    }

    void namesAllFieldsThatAreBlankOrMissing(Client client) {
        var jake = client.anybody();
        for (var body : List.of("{}", "{\"article\":{}}",
                "{\"article\":{\"title\":\"\",\"description\":\"\",\"body\":\"\"}}",
                "{\"article\":{\"title\":\" \",\"description\":\"\\n\",\"body\":\"\\t\"}}",
                "{\"article\":{\"title\":null,\"description\":null,\"body\":null}}")) {
            jake.post("/articles", body).refused(422, "title", BLANK, "description", BLANK, "body", BLANK);
        }
        jake.post("/articles", json("article", "title", "", "description", "d", "body", "b"))
                .refused(422, "title", BLANK);
    }

    void leavesWhatIsNotGivenInAnUpdate(Client client) {
        var jake = client.anybody();
        var tag = client.name("tag");
        var article = jake.write(tag);
        var before = client.get(article).is(200);

        for (var key : List.of("description", "body")) {
            assertThat(jake.put(article, json("article", key, "Changed")).is(200).text("/article/" + key))
                    .isEqualTo("Changed");
        }
        var after = client.get(article).is(200);
        for (var key : List.of("title", "slug", "createdAt")) {
            assertThat(after.text("/article/" + key)).isEqualTo(before.text("/article/" + key));
        }
        assertThat(after.text("/article/description")).isEqualTo("Changed");
        assertThat(after.text("/article/body")).isEqualTo("Changed");
        assertThat(after.texts("/article/tagList")).containsExactly(tag);
    }

    void tellsANewTimeAfterEveryUpdateAndKeepsTheFirst(Client client) {
        var jake = client.anybody();
        var article = jake.write();
        var created = client.get(article).text("/article/createdAt");
        List<String> times = new ArrayList<>(List.of(client.get(article).text("/article/updatedAt")));

        for (var update : List.of(json("article", "body", "1"), json("article", "body", "1"),
                json("article", "description", "2"), json("article", "tagList", List.of(client.name("tag"))),
                json("article", "tagList", List.of()), json("article", "body", "3"))) {
            var answer = jake.put(article, update).is(200);
            assertThat(answer.text("/article/createdAt")).isEqualTo(created);
            times.add(answer.text("/article/updatedAt"));
            assertThat(client.get(article).text("/article/updatedAt")).isEqualTo(times.getLast());
        }
        assertThat(times).doesNotHaveDuplicates().isSorted();
        assertThat(times.getFirst()).isGreaterThanOrEqualTo(created);
    }

    void refusesToClearWhatEveryArticleHas(Client client) {
        var jake = client.anybody();
        var article = jake.write();
        for (var key : List.of("title", "description", "body")) {
            for (var nothing : List.of("null", "\"\"", "\" \"")) {
                jake.put(article, "{\"article\":{\"%s\":%s}}".formatted(key, nothing)).refused(422, key, BLANK);
            }
        }
        jake.put(article, "{\"article\":{\"title\":null,\"description\":\"\",\"body\":\" \"}}")
                .refused(422, "title", BLANK, "description", BLANK, "body", BLANK);
        jake.put(article, "{\"article\":{\"body\":\"Half an update\",\"title\":\"\"}}").refused(422, "title", BLANK);
        assertThat(client.get(article).text("/article/body")).isEqualTo("All of it");
    }

    void deletesAnArticleAndAllThatBelongsToIt(Client client) {
        var jake = client.register();
        var tag = client.name("tag");
        var article = jake.write(tag);
        var comment = client.anybody().comment(article, client.name("comment"));
        client.anybody().post(article + "/favorite").is(200);
        jake.post(article + "/favorite").is(200);

        jake.delete(article).is(204);
        client.get(article).refused(404, "article", "not found");
        client.get(article + "/comments").refused(404, "article", "not found");
        jake.delete(article).refused(404, "article", "not found");
        jake.delete(comment).refused(404, "article", "not found");
        for (var filter : List.of("author=" + jake.username(), "tag=" + tag, "favorited=" + jake.username())) {
            assertThat(client.get("/articles?" + filter).is(200).number("/articlesCount")).isZero();
        }
    }

    void knowsNoArticleThatWasNotCreated(Client client) {
        var jake = client.anybody();
        var unknown = "/articles/" + client.name("unknown");
        var update = json("article", "body", "x");

        for (var answer : List.of(client.get(unknown), jake.get(unknown), jake.put(unknown, update),
                jake.delete(unknown), jake.post(unknown + "/favorite"), jake.delete(unknown + "/favorite"),
                client.get(unknown + "/comments"), jake.post(unknown + "/comments", json("comment", "body", "x")),
                jake.delete(unknown + "/comments/1"))) {
            answer.refused(404, "article", "not found");
        }
        client.get(jake.write() + "%3Fx").refused(404, "article", "not found");
    }

    void letsNobodyTouchAnArticleOfSomebodyElse(Client client) {
        var article = client.anybody().write();
        var other = client.anybodyElse();

        other.put(article, json("article", "body", "Mine now")).refused(403, "article", "forbidden");
        other.delete(article).refused(403, "article", "forbidden");
        assertThat(client.get(article).is(200).text("/article/body")).isEqualTo("All of it");
    }

    void ignoresWhatAuthorsMayNotSet(Client client) {
        var jake = client.anybody();
        var created = jake
                .post("/articles",
                        json("article", "title", client.name("title"), "description", "d", "body", "b", "slug", "mine",
                                "favoritesCount", 7, "favorited", true, "createdAt", "2001-01-01T00:00:00.000Z",
                                "author", client.anybodyElse().username()))
                .is(201);

        assertThat(created.text("/article/slug")).isNotEqualTo("mine");
        assertThat(created.number("/article/favoritesCount")).isZero();
        assertThat(created.flag("/article/favorited")).isFalse();
        assertThat(created.text("/article/createdAt")).doesNotStartWith("2001");
        assertThat(created.text("/article/author/username")).isEqualTo(jake.username());
    }
}
