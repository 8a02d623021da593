package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.apps.conduit.body.ArticleChange;
import dev.rowhouse.apps.conduit.body.NewArticle;
import dev.rowhouse.apps.conduit.refusal.Refusal;
import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import org.hibernate.Session;

/** What authors do with their articles. Whoever changes one waits for others who do, and sees what they left. */
public final class Articles {
    private final Session session;
    private final Work work;
    private final Tags tags;
    private final ArticleViews views;

    @Inject
    Articles(Session session, Work work, Tags tags, ArticleViews views) {
        this.session = session;
        this.work = work;
        this.tags = tags;
        this.views = views;
    }

    /**
     * Publishes an article.
     *
     * @throws ProblemException 422 if it is not acceptable
     */
    public ArticleView add(NewArticle wanted, Viewer viewer) {
        wanted.checked();
        return work.inRetriedTransaction(() -> {
            var slug = Slug.unique(wanted.title(), this::isTaken);
            var author = session.getReference(User.class, viewer.userId());
            session.persist(Article.of(wanted, slug, author, tags.named(wanted.tagList().names()), Moment.now()));
            return views.find(slug, viewer);
        });
    }

    /**
     * Changes an article.
     *
     * @throws ProblemException 404 if there is no such article, 403 if it is somebody else's, 422 if the change is not
     *         acceptable
     */
    public ArticleView change(String slug, ArticleChange wanted, Viewer viewer) {
        return work.inRetriedTransaction(() -> {
            var article = lockOwn(slug, viewer);
            wanted.checked()
                    .title()
                    .wanted()
                    .filter(title -> !title.equals(article.title()))
                    .ifPresent(title -> article.rename(title, slug(title, article)));
            wanted.description().wanted().ifPresent(article::describe);
            wanted.body().wanted().ifPresent(article::write);
            wanted.tagList().wanted().ifPresent(list -> article.tag(tags.named(list.names())));
            article.touch(Moment.now());
            return views.find(article.slug(), viewer);
        });
    }

    /**
     * Removes an article, and with it its comments and that it was favored.
     *
     * @throws ProblemException 404 if there is no such article, 403 if it is somebody else's
     */
    public void remove(String slug, Viewer viewer) {
        work.runInRetriedTransaction(() -> session.remove(lockOwn(slug, viewer)));
    }

    /**
     * An article that nobody removes before the transaction ends: what points to it can be added.
     *
     * @throws ProblemException 404 if there is no such article
     */
    Article kept(String slug) {
        return locked(slug, LockModeType.PESSIMISTIC_READ);
    }

    private Article lockOwn(String slug, Viewer viewer) {
        var article = locked(slug, LockModeType.PESSIMISTIC_WRITE);
        if (!article.isBy(viewer)) {
            throw Refusal.forbidden("article");
        }
        return article;
    }

    private Article locked(String slug, LockModeType mode) {
        return session.createSelectionQuery("from Article where slug = :slug", Article.class)
                .setParameter("slug", slug)
                .setLockMode(mode)
                .uniqueResultOptional()
                .orElseThrow(() -> Refusal.notFound("article"));
    }

    private boolean isTaken(String slug) {
        return session.createSelectionQuery("select count(*) from Article where slug = :slug", Long.class)
                .setParameter("slug", slug)
                .getSingleResult() > 0;
    }

    /** The slug stays what it is, where only the spelling of the title changes. */
    private String slug(String newTitle, Article article) {
        return Slug.of(newTitle).equals(Slug.of(article.title())) ? article.slug()
                : Slug.unique(newTitle, this::isTaken);
    }
}
