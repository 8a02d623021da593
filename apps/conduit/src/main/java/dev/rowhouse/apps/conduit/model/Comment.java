package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.apps.conduit.body.NewComment;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/** What somebody said about an article; it goes with the article, and never changes. */
@Entity
@Table(name = "comment", indexes = @Index(name = "comment_by_article", columnList = "article_id, id desc"))
class Comment {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "article_id")
    @OnDelete(action = OnDeleteAction.CASCADE)
    @SuppressWarnings("UnusedVariable") // Queries use it.
    private Article article;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "author_id")
    @SuppressWarnings("UnusedVariable") // Queries use it.
    private User author;

    /** The same column: whose it is, without loading them. */
    @Column(name = "author_id", insertable = false, updatable = false)
    private long authorId;

    @Column(nullable = false, length = NewComment.BODY_LENGTH)
    private String body = "";

    @Column(name = "created_at", nullable = false)
    private Instant createdAt = Instant.EPOCH;

    /** For the ORM, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected Comment() {}

    Comment(Article article, User author, String body, Instant createdAt) {
        this.article = article;
        this.author = author;
        this.body = body;
        this.createdAt = createdAt;
    }

    boolean isBy(Viewer viewer) {
        return authorId == viewer.userId();
    }

    long id() {
        return id;
    }
}
