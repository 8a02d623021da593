package dev.rowhouse.shard;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.OneToMany;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entity with a column of each kind that is compared in its own way; its key is no part of its id. */
@Entity
@NamedQuery(name = "Post.titles", query = "select p.title from Post p where p.stars >= :stars order by p.title, p.number")
class Post {
    /** Stored by name, whose order is another one than that of the constants. */
    enum Mood {
        SOUR, HAPPY, NEUTRAL
    }

    @Id
    @GeneratedValue
    @Nullable
    Long id;

    @Nullable
    Long blogId;

    /** Unique over all, unlike what databases count. */
    int number;

    String title = "";

    @Nullable
    Integer stars;

    @Column(precision = 20, scale = 4)
    @Nullable
    BigDecimal price;

    @Nullable
    Double rating;

    @Nullable
    LocalDate published;

    @Enumerated(EnumType.STRING)
    @Nullable
    Mood mood;

    @Enumerated(EnumType.ORDINAL)
    @Nullable
    Mood grade;

    @Nullable
    UUID token;

    long hits;

    @OneToMany(mappedBy = "post", fetch = FetchType.LAZY)
    List<Comment> comments = new ArrayList<>();

    Post(@Nullable Long blogId, int number, String title) {
        this.blogId = blogId;
        this.number = number;
        this.title = title;
    }

    protected Post() {}
}
