package dev.rowhouse.apps.conduit.model;

import dev.rowhouse.apps.conduit.refusal.Refusal;
import dev.rowhouse.spi.ProblemException;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Articles as somebody sees them. Each list takes the same few queries, however long it is: how many there are, which are
 * shown, what is shown of them, their tags.
 */
public final class ArticleViews {
    private final Session session;

    @Inject
    ArticleViews(Session session) {
        this.session = session;
    }

    /** What is read of an article; what it lacks is its tags. */
    record Row(
            long id,
            String slug,
            String title,
            String description,
            Instant createdAt,
            Instant updatedAt,
            long favoritesCount,
            boolean favorited,
            String username,
            @Nullable String bio,
            @Nullable String image,
            boolean following) {
        ArticleView view(List<String> tags) {
            return new ArticleView(slug, title, description, Optional.empty(), tags, createdAt, updatedAt, favorited,
                    favoritesCount, Profile.of(username, bio, image, following));
        }
    }

    /** A tag of an article. */
    record TagRow(long article, String name) {}

    /** The body of an article. */
    record BodyRow(long article, String body) {}

    /** A part of a list, newest first. */
    public ArticleList list(ArticleFilter filter, Paging paging, Viewer viewer) {
        var selection = new ArticleSelection(filter);
        var count = session.createSelectionQuery("select count(*) from Article a" + selection.joins(), Long.class);
        var ids = session
                .createSelectionQuery(
                        "select a.id from Article a" + selection.joins() + " order by a.createdAt desc, a.id desc",
                        Long.class)
                .setFirstResult(paging.offset())
                .setMaxResults(paging.limit());
        selection.bind(count);
        selection.bind(ids);
        return new ArticleList(views(ids.getResultList(), viewer), count.getSingleResult());
    }

    /**
     * One article, with its body.
     *
     * @throws ProblemException 404 if there is no such article
     */
    public ArticleView find(String slug, Viewer viewer) {
        var found = session
                .createSelectionQuery("select a.id, a.body from Article a where a.slug = :slug", BodyRow.class)
                .setParameter("slug", slug)
                .uniqueResultOptional()
                .orElseThrow(() -> Refusal.notFound("article"));
        return views(List.of(found.article()), viewer).stream()
                .findFirst()
                .map(view -> view.withBody(found.body()))
                .orElseThrow(() -> Refusal.notFound("article"));
    }

    /**
     * The id of an article.
     *
     * @throws ProblemException 404 if there is no such article
     */
    long id(String slug) {
        return session.createSelectionQuery("select id from Article where slug = :slug", Long.class)
                .setParameter("slug", slug)
                .uniqueResultOptional()
                .orElseThrow(() -> Refusal.notFound("article"));
    }

    private List<ArticleView> views(List<Long> ids, Viewer viewer) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var chosen = new OneByOne(ids);
        var tags = tags(chosen);
        var query = """
                select a.id, a.slug, a.title, a.description, a.createdAt, a.updatedAt,
                    (select count(*) from Favorite f where f.article = a),
                    exists (select 1 from Favorite f where f.article = a and f.user.id = :viewer),
                    u.username, u.bio, u.image,
                    exists (select 1 from Follow o where o.followed = u and o.follower.id = :viewer)
                from Article a join a.author u where a.id in %s order by a.createdAt desc, a.id desc
                """.formatted(chosen.names());
        return chosen.bind(session.createSelectionQuery(query, Row.class))
                .setParameter("viewer", viewer.userId())
                .getResultList()
                .stream()
                .map(row -> row.view(tags.getOrDefault(row.id(), List.of())))
                .toList();
    }

    /** The tags of articles in alphabetical order, by their ids. */
    private Map<Long, List<String>> tags(OneByOne ids) {
        var query = "select a.id, t.name from Article a join a.tags t where a.id in " + ids.names();
        return ids.bind(session.createSelectionQuery(query, TagRow.class))
                .getResultList()
                .stream()
                .sorted(Comparator.comparing(TagRow::name))
                .collect(Collectors.groupingBy(TagRow::article, Collectors.mapping(TagRow::name, Collectors.toList())));
    }
}
