package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Comments on articles. */
final class CommentScenarios {
    private static final String BLANK = "can't be blank";
    private static final String TIMESTAMP = "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    void addsACommentAndShowsItToAnybody(Client client) {
        var article = client.anybody().write();
        var reader = client.anybodyElse();
        var body = client.name("Ωραία! 🏠\n<b>comment</b>");

        var added = reader.post(article + "/comments", json("comment", "body", body)).is(201);
        assertThat(added.keys("")).containsExactly("comment");
        assertThat(added.keys("/comment")).containsExactly("author", "body", "createdAt", "id", "updatedAt");
        assertThat(added.number("/comment/id")).isPositive();
        assertThat(added.text("/comment/body")).isEqualTo(body);
        assertThat(added.text("/comment/createdAt")).matches(TIMESTAMP);
        assertThat(added.text("/comment/updatedAt")).matches(TIMESTAMP);
        assertThat(added.keys("/comment/author")).containsExactly("bio", "following", "image", "username");
        assertThat(added.text("/comment/author/username")).isEqualTo(reader.username());

        for (Caller viewer : List.of(client, reader, client.anybody())) {
            var comments = viewer.get(article + "/comments").is(200);
            assertThat(comments.keys("")).containsExactly("comments");
            assertThat(comments.at("/comments")).hasSize(1);
            assertThat(comments.at("/comments/0")).isEqualTo(added.at("/comment"));
        }
    }

    void listsTheNewestFirst(Client client) {
        var article = client.anybody().write();
        assertThat(client.get(article + "/comments").is(200).texts("/comments", "body")).isEmpty();
        var bodies = new ArrayList<String>();
        for (int i = 0; i < 25; i++) {
            bodies.addFirst(client.name("comment"));
            (i % 2 == 0 ? client.anybody() : client.anybodyElse()).comment(article, bodies.getFirst());
        }

        assertThat(client.get(article + "/comments").is(200).texts("/comments", "body")).isEqualTo(bodies);
    }

    void keepsCommentsOfOneArticleOutOfAnother(Client client) {
        var jake = client.anybody();
        var article = jake.write();
        var other = jake.write();
        var body = client.name("comment");
        jake.comment(article, body);

        assertThat(client.get(article + "/comments").texts("/comments", "body")).containsExactly(body);
        assertThat(client.get(other + "/comments").texts("/comments", "body")).isEmpty();
    }

    void refusesCommentsThatSayNothing(Client client) {
        var jake = client.anybody();
        var article = jake.write();

        for (var body : List.of("{}", "{\"comment\":{}}", "{\"comment\":{\"body\":null}}",
                "{\"comment\":{\"body\":\"\"}}", "{\"comment\":{\"body\":\" \\n\"}}")) {
            jake.post(article + "/comments", body).refused(422, "body", BLANK);
        }
        assertThat(client.get(article + "/comments").texts("/comments", "body")).isEmpty();
    }

    void deletesOneComment(Client client) {
        var jake = client.anybody();
        var article = jake.write();
        var first = client.name("comment");
        jake.comment(article, first);
        var second = jake.comment(article, client.name("comment"));
        var third = client.name("comment");
        jake.comment(article, third);

        jake.delete(second).is(204);
        assertThat(client.get(article + "/comments").texts("/comments", "body")).containsExactly(third, first);
        jake.delete(second).refused(404, "comment", "not found");
    }

    void letsNobodyDeleteACommentOfSomebodyElse(Client client) {
        var author = client.anybody();
        var reader = client.anybodyElse();
        var article = author.write();
        var authors = author.comment(article, client.name("comment"));
        var readers = reader.comment(article, client.name("comment"));

        reader.delete(authors).refused(403, "comment", "forbidden");
        author.delete(readers).refused(403, "comment", "forbidden");
        assertThat(client.get(article + "/comments").at("/comments")).hasSize(2);
        reader.delete(readers).is(204);
    }

    void knowsNoCommentThatWasNotAddedToThisArticle(Client client) {
        var jake = client.anybody();
        var article = jake.write();
        var comment = jake.comment(article, client.name("comment"));
        var id = comment.substring(comment.lastIndexOf('/') + 1);
        var other = jake.write();

        jake.delete(other + "/comments/" + id).refused(404, "comment", "not found");
        client.anybodyElse().delete(other + "/comments/" + id).refused(404, "comment", "not found");
        for (var unknown : List.of("99999999", "0", "-1", "abc", id + "x", id + ".0", "0x1", "%D9%A1", "%20" + id,
                "2147483648", "9223372036854775808", "99999999999999999999999")) {
            jake.delete(article + "/comments/" + unknown).refused(404, "comment", "not found");
        }
        assertThat(client.get(article + "/comments").at("/comments")).hasSize(1);
    }

    void ignoresWhatNobodyMaySet(Client client) {
        var jake = client.anybody();
        var added = jake
                .post(jake.write() + "/comments",
                        json("comment", "body", client.name("comment"), "id", -7, "createdAt",
                                "2001-01-01T00:00:00.000Z"))
                .is(201);

        assertThat(added.number("/comment/id")).isPositive();
        assertThat(added.text("/comment/createdAt")).doesNotStartWith("2001");
    }
}
