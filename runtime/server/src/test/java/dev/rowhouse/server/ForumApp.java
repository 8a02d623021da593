package dev.rowhouse.server;

import com.google.inject.Module;
import dev.rowhouse.spi.App;
import dev.rowhouse.spi.Plan;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Members in one database, their articles in an engine that may have shards, and notes in a family. */
public final class ForumApp implements App<ForumApp.Settings> {
    /** Nothing to set. */
    public record Settings() {}

    /** Who writes. */
    @Entity(name = "Member")
    @Table(name = "member")
    public static class Member {
        /** Its number. */
        @Id
        @GeneratedValue
        public long id;
    }

    /** What was written in a blog. */
    @Entity(name = "Article")
    @Table(name = "article")
    public static class Article {
        /** Its number. */
        @Id
        @GeneratedValue
        @Nullable
        public Long id;

        /** Which blog it belongs to. */
        public long blogId;

        /** What it says. */
        public String text = "";

        /** Words to find it by. */
        @ElementCollection
        public Set<String> tags = new LinkedHashSet<>();

        /** For the ORM. */
        protected Article() {}

        /** An article that is still to be added. */
        public Article(long blogId, String text) {
            this.blogId = blogId;
            this.text = text;
            tags.add("tag of " + text);
        }
    }

    /** What somebody said of an article. */
    @Entity(name = "Remark")
    @Table(name = "remark")
    public static class Remark {
        /** Its number. */
        @Id
        @GeneratedValue
        @Nullable
        public Long id;

        /** Which blog it belongs to. */
        public long blogId;

        /** What it is about. */
        @ManyToOne
        @Nullable
        public Article article;

        /** For the ORM. */
        protected Remark() {}

        /** A remark that is still to be added. */
        public Remark(Article article) {
            this.blogId = article.blogId;
            this.article = article;
        }
    }

    /** What somebody keeps for themselves. */
    @Entity(name = "Note")
    @Table(name = "note")
    public static class Note {
        /** Its number. */
        @Id
        @GeneratedValue
        public long id;

        /** What it says. */
        public String text = "";
    }

    @Override
    public Plan<Settings> plan() {
        return Plan.of(Settings.class)
                .engine("default", Member.class)
                .engine("posts", Article.class, Remark.class)
                .family("notes", Note.class);
    }

    @Override
    public Module household(Settings settings) {
        return binder -> {};
    }
}
