package dev.rowhouse.apps.blogs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a reader says of a post. All comments of a blog are in one shard, and those of other blogs may be in others. */
@Entity(name = "Comment")
class Comment {
    @Id
    @GeneratedValue
    private long id;

    /** Decides which shard it is in. */
    @Column(nullable = false, length = NewBlog.NAME_LENGTH)
    private String blog;

    @Column(nullable = false)
    private long post;

    @Column(nullable = false, length = NewComment.READER_LENGTH)
    private String reader;

    @Column(nullable = false, length = NewComment.TEXT_LENGTH)
    private String text;

    @Column(nullable = false)
    private Instant at;

    @SuppressWarnings("NullAway.Init") // For Hibernate, which fills the fields.
    protected Comment() {}

    Comment(String blog, long post, String reader, String text) {
        this.blog = blog;
        this.post = post;
        this.reader = reader;
        this.text = text;
        at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    long id() {
        return id;
    }

    String blog() {
        return blog;
    }

    long post() {
        return post;
    }

    String reader() {
        return reader;
    }

    String text() {
        return text;
    }

    Instant at() {
        return at;
    }
}
