package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Tags of articles. */
final class TagScenarios {
    void listsTagsInAlphabeticalOrderAndEachOnce(Client client) {
        var jake = client.anybody();
        var z = client.name("z");
        var a = client.name("a");
        var m = client.name("μ 🏠");

        var created = jake
                .post("/articles",
                        json("article", "title", client.name("title"), "description", "d", "body", "b", "tagList",
                                List.of(z, a, z, m, a)))
                .is(201);
        assertThat(created.texts("/article/tagList")).containsExactly(a, z, m);
        assertThat(client.get(Member.pathOf(created)).texts("/article/tagList")).containsExactly(a, z, m);
        assertThat(client.get("/articles?author=" + jake.username()).texts("/articles/0/tagList")).containsExactly(a, z,
                m);
        assertThat(client.get("/articles?tag=" + a).texts("/articles/0/tagList")).containsExactly(a, z, m);
    }

    void replacesTheTagsInAnUpdate(Client client) {
        var jake = client.anybody();
        var a = client.name("a");
        var b = client.name("b");
        var c = client.name("c");
        var article = jake.write(a, b);

        assertThat(jake.put(article, json("article", "tagList", List.of(c, b, a))).is(200).texts("/article/tagList"))
                .containsExactly(a, b, c);
        assertThat(jake.put(article, json("article", "tagList", List.of(b, b, c))).is(200).texts("/article/tagList"))
                .containsExactly(b, c);
        assertThat(client.get(article).texts("/article/tagList")).containsExactly(b, c);
        assertThat(client.get("/articles?tag=" + a).number("/articlesCount")).isZero();
        assertThat(client.get("/articles?tag=" + c).number("/articlesCount")).isEqualTo(1);
    }

    void keepsTheTagsIfAnUpdateHasNoneAndRemovesThemIfItHasAnEmptyList(Client client) {
        var jake = client.anybody();
        var tag = client.name("tag");
        var article = jake.write(tag);

        assertThat(jake.put(article, json("article", "body", "Changed")).is(200).texts("/article/tagList"))
                .containsExactly(tag);
        jake.put(article, "{\"article\":{\"tagList\":null}}").refusedFor(422, "tagList");
        assertThat(client.get(article).texts("/article/tagList")).containsExactly(tag);
        assertThat(jake.put(article, json("article", "tagList", List.of())).is(200).texts("/article/tagList"))
                .isEmpty();
        assertThat(client.get(article).texts("/article/tagList")).isEmpty();
    }

    void takesNoTagsForNone(Client client) {
        assertThat(client.get(client.anybody().write()).texts("/article/tagList")).isEmpty();
        assertThat(client.anybody().create(client.name("title")).is(201).texts("/article/tagList")).isEmpty();
    }

    void refusesBlankTags(Client client) {
        var jake = client.anybody();
        var article = jake.write();
        for (var blank : List.of("", " ", "\t\n")) {
            var tags = List.of(client.name("tag"), blank);
            jake.post("/articles",
                    json("article", "title", client.name("title"), "description", "d", "body", "b", "tagList", tags))
                    .refusedFor(422, "tagList");
            jake.put(article, json("article", "tagList", tags)).refusedFor(422, "tagList");
        }
        assertThat(client.get(article).texts("/article/tagList")).isEmpty();
    }

    void listsEachTagThatIsInUseOnce(Client client) {
        var jake = client.anybody();
        var shared = client.name("shared");
        var own = client.name("own");
        var first = jake.write(shared, own);
        var second = client.anybodyElse().write(shared);

        assertThat(tags(client)).containsOnlyOnce(shared, own);
        jake.delete(first).is(204);
        assertThat(tags(client)).containsOnlyOnce(shared).doesNotContain(own);
        client.anybodyElse().put(second, json("article", "tagList", List.of())).is(200);
        assertThat(tags(client)).doesNotContain(shared, own);
        jake.write(own);
        assertThat(tags(client)).containsOnlyOnce(own).doesNotContain(shared);
    }

    void listsNoTagOfAnArticleThatWasRefused(Client client) {
        var tag = client.name("tag");
        client.anybody()
                .post("/articles",
                        json("article", "title", "", "description", "d", "body", "b", "tagList", List.of(tag)))
                .refused(422, "title", "can't be blank");

        assertThat(tags(client)).doesNotContain(tag);
    }

    private static List<String> tags(Client client) {
        var answer = client.get("/tags").is(200);
        assertThat(answer.keys("")).containsExactly("tags");
        return answer.texts("/tags");
    }
}
