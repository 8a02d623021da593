package dev.rowhouse.shard;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/** Belongs to a post, and so to its blog. */
@Entity
class Comment {
    @Id
    @GeneratedValue
    @Nullable
    Long id;

    @Nullable
    Long blogId;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    Post post;

    int number;

    @Nullable
    Integer likes;

    String text = "";

    Comment(Post post, int number, String text) {
        this.blogId = post.blogId;
        this.post = post;
        this.number = number;
        this.text = text;
    }

    protected Comment() {}
}
