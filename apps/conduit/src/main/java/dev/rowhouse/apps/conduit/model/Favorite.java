package dev.rowhouse.apps.conduit.model;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/**
 * The join table of users and the articles they favor. An entity, not a collection of the user: a row is added and counted
 * without loading the others.
 */
@Entity
@Table(name = "favorite", indexes = @Index(name = "favorite_by_article", columnList = "article_id"))
@IdClass(Favorite.Key.class)
class Favorite {
    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "user_id")
    private User user;

    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "article_id")
    @OnDelete(action = OnDeleteAction.CASCADE)
    private Article article;

    /** For the ORM, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected Favorite() {}

    Favorite(User user, Article article) {
        this.user = user;
        this.article = article;
    }

    /** Both columns together. */
    record Key(Long user, Long article) {}
}
