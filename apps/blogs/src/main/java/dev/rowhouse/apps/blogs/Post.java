package dev.rowhouse.apps.blogs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What somebody wrote in a blog; in the database of that blog. */
@Entity(name = "Post")
class Post {
    @Id
    @GeneratedValue
    private long id;

    @Column(nullable = false, length = NewPost.TITLE_LENGTH)
    private String title;

    @Column(nullable = false, length = NewPost.TEXT_LENGTH)
    private String text;

    @Column(nullable = false)
    private Instant at;

    @SuppressWarnings("NullAway.Init") // For Hibernate, which fills the fields.
    protected Post() {}

    Post(String title, String text) {
        this.title = title;
        this.text = text;
        at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    long id() {
        return id;
    }

    String title() {
        return title;
    }

    String text() {
        return text;
    }

    Instant at() {
        return at;
    }
}
