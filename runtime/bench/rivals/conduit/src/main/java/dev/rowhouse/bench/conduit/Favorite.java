package dev.rowhouse.bench.conduit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** That somebody favors an article. */
@Entity
@Table(name = "favorite")
@IdClass(Favorite.Key.class)
class Favorite {
    @Id
    @Column(name = "user_id")
    private long user;

    @Id
    @Column(name = "article_id")
    private long article;

    /** For the ORM. */
    protected Favorite() {}

    long user() {
        return user;
    }

    long article() {
        return article;
    }

    /** Both columns together. */
    record Key(long user, long article) {}
}
