package dev.rowhouse.apps.conduit.model;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/** The join table of users and those they follow; an entity for the same reason as {@link Favorite}. */
@Entity
@Table(name = "follow", indexes = @Index(name = "follow_by_followed", columnList = "followed_id"))
@IdClass(Follow.Key.class)
class Follow {
    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "follower_id")
    private User follower;

    @Id
    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "followed_id")
    private User followed;

    /** For the ORM, which fills it. */
    @SuppressWarnings("NullAway.Init")
    protected Follow() {}

    Follow(User follower, User followed) {
        this.follower = follower;
        this.followed = followed;
    }

    /** Both columns together. */
    record Key(Long follower, Long followed) {}
}
