package dev.rowhouse.apps.conduit;

import static dev.rowhouse.apps.conduit.Bodies.json;

import java.util.List;

/** Somebody who is registered in one instance, and logged in. */
record Member(Client client, String username, String email, String token) implements Caller {
    /** Whom an answer to a registration, a login or an update describes. */
    static Member of(Client client, Answer answer) {
        return new Member(client, answer.text("/user/username"), answer.text("/user/email"),
                answer.text("/user/token"));
    }

    @Override
    public String authorization() {
        return "Token " + token;
    }

    /** The path of this member's profile. */
    String profile() {
        return "/profiles/" + Client.encoded(username);
    }

    Answer update(String json) {
        return put("/user", json);
    }

    void follow(Member author) {
        post(author.profile() + "/follow").is(200);
    }

    /** Creates an article with a title of its own; answers with its path. */
    String write(String... tags) {
        return write(List.of(tags));
    }

    private String write(List<String> tags) {
        return pathOf(post("/articles", json("article", "title", client.name("title"), "description", "What it is",
                "body", "All of it", "tagList", tags)).is(201));
    }

    /** Creates an article with this title; answers with its path. */
    String writeTitled(String title) {
        return pathOf(create(title).is(201));
    }

    Answer create(String title) {
        return post("/articles", json("article", "title", title, "description", "What it is", "body", "All of it"));
    }

    /** The path of the article in an answer. */
    static String pathOf(Answer answer) {
        return "/articles/" + Client.encoded(answer.text("/article/slug"));
    }

    /** Comments on an article; answers with the comment's path. */
    String comment(String article, String body) {
        var added = post(article + "/comments", json("comment", "body", body)).is(201);
        return "%s/comments/%d".formatted(article, added.number("/comment/id"));
    }
}
