package dev.rowhouse.apps.blogs;

import dev.rowhouse.spi.Problem;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Work;
import io.undertow.util.StatusCodes;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.Session;

/** Which blogs there are. One object per instance, used by many threads. */
final class Directory {
    private final Session session;
    private final Work work;

    @Inject
    Directory(Session session, Work work) {
        this.session = session;
        this.work = work;
    }

    /** All blogs, by name. */
    List<Blog> blogs() {
        return session.createSelectionQuery("from Blog order by name", Blog.class).getResultList();
    }

    /**
     * Adds a blog, and a line to the log. The one is in the engine {@code default}, the other in {@code log}; the session
     * knows by their classes.
     *
     * @throws ProblemException 422 if the blog is not acceptable, 409 if there is one of that name
     */
    Blog add(NewBlog wanted) {
        wanted.checked();
        return work.inRetriedTransaction(() -> {
            if (session.find(Blog.class, wanted.name()) != null) {
                throw new ProblemException(Problem.of(StatusCodes.CONFLICT, "There is a blog of this name."));
            }
            var blog = new Blog(wanted.name(), wanted.title());
            session.persist(blog);
            session.persist(new Entry("added the blog " + blog.name()));
            return blog;
        });
    }

    /**
     * A blog that must be there.
     *
     * @throws ProblemException 404 if it isn't
     */
    Blog require(String name) {
        var blog = session.find(Blog.class, name);
        if (blog == null) {
            throw new ProblemException(Problem.of(StatusCodes.NOT_FOUND, "There is no blog of this name."));
        }
        return blog;
    }
}
