package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.spi.ProblemException;
import dev.rowhouse.spi.Work;
import jakarta.inject.Inject;
import org.hibernate.Session;

/** Which users of one instance favor which articles. */
public final class Favorites {
    private final Session session;
    private final Work work;
    private final Articles articles;
    private final ArticleViews views;

    @Inject
    Favorites(Session session, Work work, Articles articles, ArticleViews views) {
        this.session = session;
        this.work = work;
        this.articles = articles;
        this.views = views;
    }

    /**
     * Favors an article; whoever does already goes on.
     *
     * @throws ProblemException 404 if there is no such article
     */
    public ArticleView add(String slug, Viewer viewer) {
        return work.inRetriedTransaction(() -> {
            var article = articles.kept(slug);
            if (session.find(Favorite.class, new Favorite.Key(viewer.userId(), article.id())) == null) {
                session.persist(new Favorite(session.getReference(User.class, viewer.userId()), article));
            }
            return views.find(slug, viewer);
        });
    }

    /**
     * Ends that an article is favored, if it is.
     *
     * @throws ProblemException 404 if there is no such article
     */
    public ArticleView remove(String slug, Viewer viewer) {
        return work.inRetriedTransaction(() -> {
            session.createMutationQuery("delete from Favorite where user.id = :viewer and article.id = :article")
                    .setParameter("viewer", viewer.userId())
                    .setParameter("article", views.id(slug))
                    .executeUpdate();
            return views.find(slug, viewer);
        });
    }
}
