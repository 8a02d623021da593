package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.apps.conduit.body.NewArticle;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What somebody wrote. */
@Entity
@Table(name = "article", uniqueConstraints = @UniqueConstraint(name = "article_slug", columnNames = "slug"), indexes = {
        @Index(name = "article_newest", columnList = "created_at desc, id desc"),
        @Index(name = "article_by_author", columnList = "author_id, created_at desc, id desc")})
class Article {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private long id;

    @Column(nullable = false, length = Slug.LENGTH)
    private String slug = "";

    @Column(nullable = false, length = NewArticle.TITLE_LENGTH)
    private String title = "";

    @Column(nullable = false, length = NewArticle.DESCRIPTION_LENGTH)
    private String description = "";

    @Column(nullable = false, length = NewArticle.BODY_LENGTH)
    private String body = "";

    @Column(name = "created_at", nullable = false)
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt = Instant.EPOCH;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "author_id")
    @SuppressWarnings("UnusedVariable") // Queries use it.
    private User author;

    /** The same column: whose it is, without loading them. */
    @Column(name = "author_id", insertable = false, updatable = false)
    private long authorId;

    @ManyToMany
    @JoinTable(name = "article_tag", joinColumns = @JoinColumn(name = "article_id"), inverseJoinColumns = @JoinColumn(name = "tag_id"), indexes = @Index(name = "article_tag_by_tag", columnList = "tag_id"))
    private Set<Tag> tags = new HashSet<>();

    /** For the ORM, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected Article() {}

    static Article of(NewArticle wanted, String slug, User author, Collection<Tag> tags, Instant now) {
        var article = new Article();
        article.title = wanted.title();
        article.slug = slug;
        article.description = wanted.description();
        article.body = wanted.body();
        article.author = author;
        article.tags.addAll(tags);
        article.createdAt = now;
        article.updatedAt = now;
        return article;
    }

    /** Gives the article another title, and with it another slug. */
    void rename(String newTitle, String newSlug) {
        title = newTitle;
        slug = newSlug;
    }

    void describe(String newDescription) {
        description = newDescription;
    }

    void write(String newBody) {
        body = newBody;
    }

    void tag(Collection<Tag> newTags) {
        tags.clear();
        tags.addAll(newTags);
    }

    /** Notes when the article was changed: later than ever before, however fast one change follows another. */
    void touch(Instant now) {
        updatedAt = now.isAfter(updatedAt) ? now : updatedAt.plusMillis(1);
    }

    boolean isBy(Viewer viewer) {
        return authorId == viewer.userId();
    }

    long id() {
        return id;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    String title() {
        return title;
    }

    String slug() {
        return slug;
    }
}
