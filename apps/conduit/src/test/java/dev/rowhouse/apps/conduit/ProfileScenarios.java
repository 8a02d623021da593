package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Profiles, and who follows whom. */
final class ProfileScenarios {
    void showsAProfileToAnybody(Client client) {
        var jake = client.register();
        jake.update(json("user", "bio", "I like rows", "image", "https://example.org/jake.png")).is(200);

        for (Caller viewer : List.of(client, client.anybody(), jake)) {
            var profile = viewer.get(jake.profile()).is(200);
            assertThat(profile.keys("")).containsExactly("profile");
            assertThat(profile.keys("/profile")).containsExactly("bio", "following", "image", "username");
            assertThat(profile.text("/profile/username")).isEqualTo(jake.username());
            assertThat(profile.text("/profile/bio")).isEqualTo("I like rows");
            assertThat(profile.text("/profile/image")).isEqualTo("https://example.org/jake.png");
            assertThat(profile.flag("/profile/following")).isFalse();
        }
    }

    void knowsNobodyWhoIsNotRegistered(Client client) {
        var unknown = "/profiles/" + client.name("nobody");
        var jake = client.anybody();

        client.get(unknown).refused(404, "profile", "not found");
        jake.get(unknown).refused(404, "profile", "not found");
        jake.post(unknown + "/follow").refused(404, "profile", "not found");
        jake.delete(unknown + "/follow").refused(404, "profile", "not found");
        client.get("/profiles/" + jake.email()).refused(404, "profile", "not found");
        client.get(jake.profile() + "%3Fx").refused(404, "profile", "not found");
    }

    void findsWhoeverMayHaveTheirName(Client client) {
        var jake = client.register();
        for (var name : List.of("a/b", "a?b", "a#b", "a;b", "a%2Fb", "a%00b", "a%b", "..", "a\\b", "a+b c")) {
            var username = client.name(name);
            var answer = jake.update(json("user", "username", username)).isOneOf(200, 422);
            if (answer.status() == 200) {
                assertThat(client.get(Member.of(client, answer).profile()).is(200).text("/profile/username"))
                        .isEqualTo(username);
            } else {
                answer.refusedFor(422, "username");
            }
        }
    }

    void findsProfilesOfAllScripts(Client client) {
        var nikos = client.register(client.name("Νίκος O'Hara + 🏠 100% & <b>#"));

        assertThat(client.get(nikos.profile()).is(200).text("/profile/username")).isEqualTo(nikos.username());
        assertThat(client.anybody().delete(nikos.profile() + "/follow").is(200).text("/profile/username"))
                .isEqualTo(nikos.username());
    }

    void followsAndUnfollowsOnceHoweverOftenItIsAsked(Client client) {
        var jake = client.register();
        var celeb = client.anybody();

        for (int i = 0; i < 2; i++) {
            var followed = jake.post(celeb.profile() + "/follow").is(200);
            assertThat(followed.keys("/profile")).containsExactly("bio", "following", "image", "username");
            assertThat(followed.text("/profile/username")).isEqualTo(celeb.username());
            assertThat(followed.flag("/profile/following")).isTrue();
            assertThat(follows(jake, celeb)).isTrue();
        }
        for (int i = 0; i < 2; i++) {
            assertThat(jake.delete(celeb.profile() + "/follow").is(200).flag("/profile/following")).isFalse();
            assertThat(follows(jake, celeb)).isFalse();
        }
    }

    void showsWhomTheViewerFollows(Client client) {
        var jake = client.register();
        var celeb = client.anybody();
        jake.follow(celeb);

        assertThat(follows(jake, celeb)).isTrue();
        assertThat(follows(celeb, jake)).isFalse();
        assertThat(follows(client.anybodyElse(), celeb)).isFalse();
        assertThat(follows(client, celeb)).isFalse();
    }

    void showsWhomTheViewerFollowsInArticlesListsAndComments(Client client) {
        var jake = client.register();
        var celeb = client.anybody();
        jake.follow(celeb);
        var tag = client.name("tag");
        var article = celeb.write(tag);
        celeb.comment(article, client.name("comment"));
        client.anybodyElse().comment(article, client.name("comment"));

        for (Caller viewer : List.of(jake, client, celeb)) {
            boolean follows = viewer.equals(jake);
            assertThat(viewer.get(article).flag("/article/author/following")).isEqualTo(follows);
            var list = viewer.get("/articles?tag=" + tag).is(200);
            assertThat(list.flag("/articles/0/author/following")).isEqualTo(follows);
            var comments = viewer.get(article + "/comments").is(200);
            assertThat(comments.flag("/comments/1/author/following")).isEqualTo(follows);
            assertThat(comments.flag("/comments/0/author/following")).isFalse();
        }
        assertThat(jake.get("/articles/feed").flag("/articles/0/author/following")).isTrue();
        assertThat(jake.post(article + "/favorite").flag("/article/author/following")).isTrue();
    }

    private static boolean follows(Caller viewer, Member author) {
        return viewer.get(author.profile()).is(200).flag("/profile/following");
    }
}
