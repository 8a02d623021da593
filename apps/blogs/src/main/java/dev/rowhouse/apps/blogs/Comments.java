package dev.rowhouse.apps.blogs;

import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/**
 * What readers say. The comments of a blog are in the shard that its name leads to; nothing here names a shard. One object per
 * instance, used by many threads.
 */
final class Comments {
    private final Session session;
    private final Work work;

    @Inject
    Comments(Session session, Work work) {
        this.session = session;
        this.work = work;
    }

    /** The comments of a post, the oldest first. The query names the blog, so one shard is asked. */
    List<Comment> of(Blog blog, long post) {
        return session
                .createSelectionQuery("from Comment c where c.blog = :blog and c.post = :post order by c.id",
                        Comment.class)
                .setParameter("blog", blog.name())
                .setParameter("post", post)
                .getResultList();
    }

    /** The newest comments of all blogs: all shards are asked, and their answers merged. */
    List<Comment> newest(int size) {
        return session.createSelectionQuery("from Comment c order by c.at desc, c.id desc", Comment.class)
                .setMaxResults(size)
                .getResultList();
    }

    /** How many there are, in all shards. */
    long count() {
        return session.createSelectionQuery("select count(c) from Comment c", Long.class).getSingleResult();
    }

    /** A comment by its id, which tells the shard. */
    Optional<Comment> find(long id) {
        return Optional.ofNullable(session.find(Comment.class, id));
    }

    Comment add(Blog blog, Post post, NewComment wanted) {
        wanted.checked();
        return work.inTransaction(() -> {
            var comment = new Comment(blog.name(), post.id(), wanted.reader(), wanted.text());
            session.persist(comment);
            return comment;
        });
    }
}
