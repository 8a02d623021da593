package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Instances that hold the same: the same users with the same passwords, the same articles and the same ids. So a mix-up
 * can't be noticed by a name that is missing, but by a change that turns up next door.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TwinInstancesTest {
    private static final String TITLE = "The same title";
    private static final String TAG = "the-same-tag";

    private final Row row = Row.onH2("twins", List.of("castor", "pollux", "helen"));

    /** One of the twins, and those in it who have the same names as their twins. */
    private record Twin(Client client, Member author, Member reader, String article, String comment) {
        static Twin create(Client client) {
            var author = register(client, "author");
            var reader = register(client, "reader");
            var article = Member
                    .pathOf(author
                            .post("/articles",
                                    json("article", "title", TITLE, "description", "d", "body", "All of it", "tagList",
                                            List.of(TAG)))
                            .is(201));
            return new Twin(client, author, reader, article, author.comment(article, "The same comment"));
        }

        private static Member register(Client client, String username) {
            return Member.of(
                    client, client
                            .post("/users",
                                    json("user", "username", username, "email", username + "@example.org", "password",
                                            Client.PASSWORD))
                            .is(201));
        }
    }

    @SuppressWarnings("NullAway.Init")
    private List<Twin> twins;

    @BeforeAll
    void createTwinsAtOnce() {
        twins = AtOnce.repeat(row.clients().size(), i -> Twin.create(row.clients().get(i)));
    }

    @AfterAll
    void closeRow() {
        row.close();
    }

    @Test
    void addressesTheSameThingsInTheSameWay() {
        assertThat(twins).extracting(Twin::article).containsOnly(twins.getFirst().article());
        assertThat(twins).extracting(Twin::comment).containsOnly(twins.getFirst().comment());
    }

    @Test
    void refusesTheTokenOfATwinOfTheSameName() {
        assertThat(twins)
                .allSatisfy(twin -> assertThat(twins).filteredOn(other -> !other.equals(twin)).allSatisfy(other -> {
                    var intruder = other.client().with(twin.author().authorization());
                    for (var answer : List.of(intruder.get("/user"), intruder.put("/user", "{}"),
                            intruder.get("/articles"), intruder.get("/articles/feed"), intruder.get(other.article()),
                            intruder.put(other.article(), "{}"), intruder.delete(other.article()),
                            intruder.delete(other.comment()), intruder.post(other.article() + "/favorite"),
                            intruder.get(other.reader().profile()),
                            intruder.post(other.reader().profile() + "/follow"))) {
                        answer.refused(401, "token", "is invalid");
                    }
                    assertThat(other.client().get(other.article()).is(200).text("/article/author/username"))
                            .isEqualTo("author");
                }));
    }

    @Test
    void showsAFavoriteToThoseOfOneInstance() {
        var article = twins.getFirst().author().writeTitled("Favorite");
        twins.stream().skip(1).forEach(twin -> twin.author().writeTitled("Favorite"));
        twins.getFirst().reader().post(article + "/favorite").is(200);

        assertSeenOnlyByTheFirst(twin -> twin.reader().get(article).is(200).flag("/article/favorited"));
        assertSeenOnlyByTheFirst(twin -> twin.client().get(article).number("/article/favoritesCount") == 1);
        assertSeenOnlyByTheFirst(twin -> twin.client().get("/articles?favorited=reader").number("/articlesCount") == 1);
    }

    @Test
    void followsAnAuthorInOneInstance() {
        var followed = "/profiles/author/follow";
        twins.getFirst().reader().post(followed).is(200);

        assertSeenOnlyByTheFirst(twin -> twin.reader().get("/profiles/author").is(200).flag("/profile/following"));
        assertSeenOnlyByTheFirst(twin -> twin.reader().get("/articles/feed").is(200).number("/articlesCount") > 0);
    }

    @Test
    void changesAUserOfOneInstance() {
        twins.getFirst().author().update(json("user", "bio", "The first", "password", "another horse")).is(200);

        assertSeenOnlyByTheFirst(twin -> twin.client().get("/profiles/author").at("/profile/bio").isString());
        assertSeenOnlyByTheFirst(twin -> twin.client().logIn("author@example.org", "another horse").status() == 200);
        assertSeenOnlyByTheFirst(twin -> twin.client().logIn("author@example.org", Client.PASSWORD).status() == 401);
    }

    @Test
    void changesAndDeletesAnArticleOfOneInstance() {
        var tag = "leaves-one-instance";
        var paths = AtOnce.repeat(twins.size(), i -> Member.pathOf(twins.get(i)
                .author()
                .post("/articles",
                        json("article", "title", "Goes", "description", "d", "body", "b", "tagList", List.of(tag)))
                .is(201)));
        var article = paths.getFirst();
        var first = twins.getFirst().author();
        first.put(article, json("article", "body", "Changed")).is(200);
        assertSeenOnlyByTheFirst(twin -> twin.client().get(article).text("/article/body").equals("Changed"));

        first.comment(article, "Only here");
        assertSeenOnlyByTheFirst(twin -> !twin.client().get(article + "/comments").at("/comments").isEmpty());
        first.delete(article).is(204);
        assertSeenOnlyByTheFirst(twin -> twin.client().get(article).status() == 404);
        assertSeenOnlyByTheFirst(twin -> !twin.client().get("/tags").texts("/tags").contains(tag));
    }

    private void assertSeenOnlyByTheFirst(Function<Twin, Boolean> sight) {
        assertThat(twins).extracting(sight).first().isEqualTo(true);
        assertThat(twins.subList(1, twins.size())).extracting(sight).containsOnly(false);
    }
}
