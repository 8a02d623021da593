package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Requests that arrive at the same time and are about the same. */
final class ConcurrencyScenarios {
    private static final int THREADS = 5;
    /** How many register at once: fewer, since that takes long. */
    private static final int RIVALS = 4;

    private static final int ROUNDS = 3;
    private static final String TAKEN = "has already been taken";

    void registersOneOfManyWhoWantTheSameName(Client client) {
        var username = client.name("jake");
        var answers = AtOnce.repeat(RIVALS, i -> client.post("/users", json("user", "username", username, "email",
                client.name("mail") + "@example.org", "password", Client.PASSWORD)));

        assertOneWins(answers, 201, "username");
    }

    void registersOneOfManyWhoWantTheSameEmail(Client client) {
        var email = client.name("mail") + "@example.org";
        var answers = AtOnce.repeat(RIVALS, i -> client.post("/users", json("user", "username", client.name("jake"),
                "email", i % 2 == 0 ? email : email.replace("mail", "MAIL"), "password", Client.PASSWORD)));

        assertOneWins(answers, 201, "email");
    }

    void letsOneOfTwoTakeANewName(Client client) {
        var users = List.of(client.register(), client.register());
        var name = client.name("new");
        var answers = AtOnce.repeat(users.size(), i -> users.get(i).update(json("user", "username", name)));

        assertOneWins(answers, 200, "username");
        assertThat(client.get("/profiles/" + name).is(200).text("/profile/username")).isEqualTo(name);
    }

    private static void assertOneWins(List<Answer> answers, int status, String field) {
        assertThat(statuses(answers)).containsOnlyOnce(status).containsOnly(status, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> answer.refused(409, field, TAKEN));
    }

    void createsArticlesOfOneTitle(Client client) {
        var jake = client.anybody();
        var title = client.name("title");
        var paths = AtOnce.repeat(THREADS, i -> jake.writeTitled(title));

        assertThat(paths).doesNotHaveDuplicates()
                .allSatisfy(path -> assertThat(client.get(path).is(200).text("/article/title")).isEqualTo(title));
    }

    void renamesArticlesToOneTitle(Client client) {
        var jake = client.anybody();
        var title = client.name("title");
        var articles = List.of(jake.write(), jake.write(), jake.write());
        var paths = AtOnce.repeat(articles.size(),
                i -> Member.pathOf(jake.put(articles.get(i), json("article", "title", title)).is(200)));

        assertThat(paths).doesNotHaveDuplicates().allSatisfy(path -> client.get(path).is(200));
    }

    void countsAFavoriteOfOneUserOnce(Client client) {
        var article = client.anybody().write();
        var reader = client.anybodyElse();

        for (int round = 0; round < ROUNDS; round++) {
            AtOnce.repeat(THREADS, i -> reader.post(article + "/favorite").is(200));
            assertThat(reader.get(article).number("/article/favoritesCount")).isEqualTo(1);
            AtOnce.repeat(THREADS, i -> reader.delete(article + "/favorite").is(200));
            assertThat(reader.get(article).number("/article/favoritesCount")).isZero();
        }
    }

    void countsTheFavoritesOfAll(Client client) {
        var readers = List.of(client.anybody(), client.anybodyElse());
        for (int round = 0; round < ROUNDS; round++) {
            var article = client.anybody().write();
            AtOnce.repeat(THREADS, i -> readers.get(i % 2).post(article + "/favorite").is(200));

            assertThat(client.get(article).number("/article/favoritesCount")).isEqualTo(2);
        }
    }

    void followsAnAuthorOnce(Client client) {
        var reader = client.register();
        var author = client.anybody();
        var article = author.write();

        AtOnce.repeat(THREADS, i -> reader.post(author.profile() + "/follow").is(200));
        assertThat(ListScenarios.paths(reader.get("/articles/feed?limit=1000"))).containsOnlyOnce(article);
        AtOnce.repeat(THREADS, i -> reader.delete(author.profile() + "/follow").is(200));
        assertThat(ListScenarios.paths(reader.get("/articles/feed"))).isEmpty();
    }

    void createsNewTagsWhicheverOrderTheyComeIn(Client client) {
        var jake = client.anybody();
        for (int round = 0; round < ROUNDS; round++) {
            var tags = List.of(client.name("a"), client.name("b"), client.name("c"));
            AtOnce.repeat(THREADS, i -> jake.write((i % 2 == 0 ? tags : tags.reversed()).toArray(String[]::new)));

            assertThat(client.get("/tags").texts("/tags")).containsOnlyOnce(tags.toArray(String[]::new));
            assertThat(client.get("/articles?tag=" + tags.get(1)).number("/articlesCount")).isEqualTo(THREADS);
        }
    }

    void usesATagAgainWhileItsLastArticleGoes(Client client) {
        var jake = client.anybody();
        var tag = client.name("tag");
        for (int round = 0; round < ROUNDS; round++) {
            var last = jake.write(tag);
            List<Supplier<Object>> requests = List.of(() -> jake.delete(last).is(204), () -> jake.write(tag));
            var next = (String) AtOnce.all(requests).getLast();

            assertThat(client.get("/tags").texts("/tags")).containsOnlyOnce(tag);
            assertThat(client.get(next).texts("/article/tagList")).containsExactly(tag);
            jake.delete(next).is(204);
        }
    }

    void losesNoUpdate(Client client) {
        var jake = client.anybody();
        var article = jake.write();
        for (int round = 0; round < ROUNDS; round++) {
            var number = round;
            var tag = client.name("tag");
            List<Supplier<Answer>> updates = List.of(
                    () -> jake.put(article, json("article", "description", "Description " + number)),
                    () -> jake.put(article, json("article", "body", "Body " + number)),
                    () -> jake.put(article, json("article", "tagList", List.of(tag))));
            assertThat(AtOnce.all(updates)).extracting(answer -> answer.is(200).text("/article/updatedAt"))
                    .doesNotHaveDuplicates();

            var updated = client.get(article).is(200);
            assertThat(updated.text("/article/description")).isEqualTo("Description " + round);
            assertThat(updated.text("/article/body")).isEqualTo("Body " + round);
            assertThat(updated.texts("/article/tagList")).containsExactly(tag);
        }
    }

    void losesNeitherANewTitleNorANewBody(Client client) {
        var jake = client.anybody();
        for (int round = 0; round < ROUNDS; round++) {
            var article = jake.write();
            var title = client.name("new title");
            List<Supplier<Answer>> updates = List.of(() -> jake.put(article, json("article", "title", title)),
                    () -> jake.put(article, json("article", "body", "Changed")));
            var answers = AtOnce.all(updates);

            // Whoever comes after the new title finds nothing under the old slug any more.
            answers.getLast().isOneOf(200, 404);
            var updated = client.get(Member.pathOf(answers.getFirst().is(200))).is(200);
            assertThat(updated.text("/article/title")).isEqualTo(title);
            assertThat(updated.text("/article/body"))
                    .isEqualTo(answers.getLast().status() == 200 ? "Changed" : "All of it");
        }
    }

    void losesNoUpdateOfAUser(Client client) {
        var jake = client.register();
        List<Supplier<Answer>> updates = List.of(() -> jake.update(json("user", "bio", "Bio")),
                () -> jake.update(json("user", "image", "https://example.org/jake.png")));
        AtOnce.all(updates).forEach(answer -> answer.is(200));

        assertThat(jake.get("/user").text("/user/bio")).isEqualTo("Bio");
        assertThat(jake.get("/user").text("/user/image")).isEqualTo("https://example.org/jake.png");
    }

    void deletesAnArticleWhileItIsUsed(Client client) {
        var jake = client.anybody();
        var reader = client.anybodyElse();
        for (int round = 0; round < ROUNDS; round++) {
            var article = jake.write(client.name("tag"));
            List<Supplier<Answer>> requests = new ArrayList<>(List.of(() -> jake.delete(article)));
            for (int i = 0; i < 2; i++) {
                requests.add(() -> reader.post(article + "/comments", json("comment", "body", client.name("comment"))));
                requests.add(() -> reader.post(article + "/favorite"));
                requests.add(() -> reader.get(article + "/comments"));
                requests.add(() -> jake.put(article, json("article", "tagList", List.of(client.name("tag")))));
            }
            var answers = AtOnce.all(requests);

            answers.getFirst().is(204);
            assertThat(statuses(answers.subList(1, answers.size()))).containsAnyOf(200, 201, 404)
                    .isSubsetOf(200, 201, 404);
            client.get(article).refused(404, "article", "not found");
        }
    }

    void deletesOnceHoweverManyTry(Client client) {
        var jake = client.anybody();
        var article = jake.write(client.name("tag"));
        var comment = jake.comment(article, client.name("comment"));

        for (var path : List.of(comment, article)) {
            assertThat(statuses(AtOnce.repeat(THREADS, i -> jake.delete(path)))).containsOnlyOnce(204)
                    .containsOnly(204, 404);
        }
    }

    private static List<Integer> statuses(List<Answer> answers) {
        return answers.stream().map(Answer::status).toList();
    }
}
