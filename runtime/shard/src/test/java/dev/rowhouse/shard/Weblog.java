package dev.rowhouse.shard;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SecondaryTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Entities with all kinds of tables, whose rows belong to a blog. */
final class Weblog {
    static final Map<String, String> SHARD_BY = Map.of("*", "blogId", "Blog", "id", "Remark", "blog", "Label",
            "id.blogId");

    static final Class<?>[] ENTITIES = {Blog.class, Post.class, Article.class, Label.class, Remark.class};

    private Weblog() {}

    @Entity(name = "Blog")
    static class Blog {
        @Id
        long id;

        String title = "";
    }

    @Embeddable
    record LabelKey(long blogId, String name) {}

    @Entity(name = "Label")
    static class Label {
        @EmbeddedId
        LabelKey id = new LabelKey(0, "");

        int weight;
    }

    @Entity(name = "Post")
    @Inheritance(strategy = InheritanceType.JOINED)
    @SecondaryTable(name = "PostText")
    static class Post {
        @Id
        long id;

        long blogId;

        @Lob
        @Column(table = "PostText")
        String text = "";

        @Lob
        @Column(table = "PostText")
        byte[] picture = {};

        @ElementCollection
        Set<String> tags = new LinkedHashSet<>();

        @ElementCollection
        List<String> marks = new ArrayList<>();

        @ManyToMany
        Set<Label> labels = new LinkedHashSet<>();

        @Nullable
        UUID code;
        @Nullable
        Instant made;
        @Nullable
        LocalDateTime local;
        @Nullable
        OffsetDateTime zoned;
        @Nullable
        LocalDate dated;
        @Nullable
        LocalTime timed;
        @Nullable
        BigDecimal price;
        byte[] bytes = {};
        String[] words = {};
        double ratio;
        boolean opened;
        @Nullable
        Integer nothing;
    }

    @Entity(name = "Article")
    static class Article extends Post {
        String source = "";
    }

    @Entity(name = "Remark")
    static class Remark {
        @Id
        long id;

        @ManyToOne
        @Nullable
        Blog blog;

        @ManyToOne
        @Nullable
        Post post;

        @ManyToOne
        @Nullable
        Remark parent;

        String text = "";
    }

    /** Writes a blog with some rows in each table. */
    static void write(Session session, long number, int posts) {
        session.inTransaction(_ -> {
            var blog = new Blog();
            blog.id = number;
            blog.title = "blog " + number;
            session.persist(blog);
            var label = new Label();
            label.id = new LabelKey(number, "red");
            session.persist(label);
            for (int i = 0; i < posts; i++) {
                var post = post(number, number * 100_000 + i, i);
                post.labels.add(label);
                session.persist(post);
                // The later one comes first: what it points to has a greater id.
                var answer = remark(blog, post, number * 100_000 + 2L * i);
                var remark = remark(blog, post, number * 100_000 + 2L * i + 1);
                session.persist(remark);
                answer.parent = remark;
                session.persist(answer);
                session.flush();
                session.clear();
                blog = session.getReference(Blog.class, number);
                label = session.getReference(Label.class, new LabelKey(number, "red"));
            }
        });
    }

    private static Post post(long blog, long id, int i) {
        var post = i % 2 == 0 ? new Post() : new Article();
        post.id = id;
        post.blogId = blog;
        post.text = "text of " + id + " \u00e4\ud83d\ude00";
        post.picture = new byte[]{1, 0, (byte) id};
        post.tags.addAll(Set.of("a", "b", "tag " + id));
        post.marks.addAll(List.of("twice", "twice", "once"));
        post.code = new UUID(blog, id);
        post.made = Instant.parse("2026-03-29T01:30:00.123456Z");
        // Neither exists in zones that have summer time.
        post.local = LocalDateTime.parse("2026-03-29T02:30:00.123456");
        post.zoned = OffsetDateTime.of(post.local, ZoneOffset.ofHours(5));
        post.dated = LocalDate.parse("1582-10-10");
        post.timed = LocalTime.parse("02:30:15");
        post.price = new BigDecimal("12.30");
        post.bytes = new byte[]{0, (byte) 255, (byte) id};
        post.words = new String[]{"x,\"y\"", "{z}", "null"};
        post.ratio = 1.0 / 3;
        post.opened = true;
        return post;
    }

    private static Remark remark(Blog blog, Post post, long id) {
        var remark = new Remark();
        remark.id = id;
        remark.blog = blog;
        remark.post = post;
        remark.text = "remark " + id;
        return remark;
    }
}
