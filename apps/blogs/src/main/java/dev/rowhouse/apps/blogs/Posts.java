package dev.rowhouse.apps.blogs;

import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** What is written in blogs, each of which has a database of its own. One object per instance, used by many threads. */
final class Posts {
    private final Session session;
    private final Work work;

    @Inject
    Posts(Session session, Work work) {
        this.session = session;
        this.work = work;
    }

    /** The newest posts of a blog. */
    List<Post> newest(Blog blog, int size) {
        return in(blog).call(() -> session.createSelectionQuery("from Post order by id desc", Post.class)
                .setMaxResults(size)
                .getResultList());
    }

    Optional<Post> find(Blog blog, long id) {
        return in(blog).call(() -> Optional.ofNullable(session.find(Post.class, id)));
    }

    /** Adds a post to the database of its blog, and a line to the log: one transaction over both. */
    Post add(Blog blog, NewPost wanted) {
        wanted.checked();
        return work.inTransaction(() -> {
            var post = new Post(wanted.title(), wanted.text());
            in(blog).run(() -> session.persist(post));
            session.persist(new Entry("added a post to " + blog.name()));
            return post;
        });
    }

    /** Inside, the session leads to the database of the blog. */
    private Work in(Blog blog) {
        return work.on(BlogsApp.BLOG, blog.name());
    }
}
