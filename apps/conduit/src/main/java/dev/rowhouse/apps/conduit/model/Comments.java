package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.apps.conduit.body.NewComment;
import dev.rowhouse.apps.conduit.refusal.Refusal;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What users say about articles. */
public final class Comments {
    /** The most that are shown: the API has no pages of comments, and an answer must fit into memory. */
    private static final int MOST = 500;

    private final Session session;
    private final Work work;
    private final Articles articles;
    private final ArticleViews views;

    @Inject
    Comments(Session session, Work work, Articles articles, ArticleViews views) {
        this.session = session;
        this.work = work;
        this.articles = articles;
        this.views = views;
    }

    /** What is read of a comment. */
    record Row(
            long id,
            Instant createdAt,
            String body,
            String username,
            @Nullable String bio,
            @Nullable String image,
            boolean following) {
        CommentView view() {
            return new CommentView(id, createdAt, createdAt, body, Profile.of(username, bio, image, following));
        }
    }

    /**
     * The comments on an article, newest first, as many as can be shown.
     *
     * @throws ProblemException 404 if there is no such article
     */
    public List<CommentView> list(String slug, Viewer viewer) {
        return views("c.article.id = :id", views.id(slug), viewer);
    }

    /**
     * Adds a comment.
     *
     * @throws ProblemException 404 if there is no such article, 422 if the comment is not acceptable
     */
    public CommentView add(String slug, NewComment wanted, Viewer viewer) {
        return work.inRetriedTransaction(() -> {
            var article = articles.kept(slug);
            var author = session.getReference(User.class, viewer.userId());
            var comment = new Comment(article, author, wanted.checked().body(), Moment.now());
            session.persist(comment);
            return views("c.id = :id", comment.id(), viewer).getFirst();
        });
    }

    /**
     * Removes a comment.
     *
     * @throws ProblemException 404 if there is no such article or no such comment on it, 403 if it is somebody else's
     */
    public void remove(String slug, long id, Viewer viewer) {
        work.runInRetriedTransaction(() -> {
            var comment = session
                    .createSelectionQuery("from Comment where id = :id and article.id = :article", Comment.class)
                    .setParameter("id", id)
                    .setParameter("article", views.id(slug))
                    .uniqueResultOptional()
                    .orElseThrow(() -> Refusal.notFound("comment"));
            if (!comment.isBy(viewer)) {
                throw Refusal.forbidden("comment");
            }
            session.remove(comment);
        });
    }

    private List<CommentView> views(String condition, long id, Viewer viewer) {
        return session.createSelectionQuery("""
                select c.id, c.createdAt, c.body, u.username, u.bio, u.image,
                    exists (select 1 from Follow o where o.followed = u and o.follower.id = :viewer)
                from Comment c join c.author u where %s order by c.id desc
                """.formatted(condition), Row.class)
                .setParameter("id", id)
                .setParameter("viewer", viewer.userId())
                .setMaxResults(MOST)
                .getResultList()
                .stream()
                .map(Row::view)
                .toList();
    }
}
