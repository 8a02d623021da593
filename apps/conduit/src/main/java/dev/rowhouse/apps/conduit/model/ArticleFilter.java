package dev.rowhouse.apps.conduit.model;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which articles a list has. Conditions add up.
 *
 * @param joins what a query joins to the article {@code a}, in HQL
 * @param parameters what the names in it stand for
 */
public record ArticleFilter(String joins, Map<String, Object> parameters) {
    /** Every article. */
    public static final ArticleFilter ALL = new ArticleFilter("", Map.of());

    /** Copies the parameters. */
    public ArticleFilter {
        parameters = Map.copyOf(parameters);
    }

    /** Only those with a tag. */
    public ArticleFilter taggedWith(String tag) {
        return with(" join a.tags t on t.name = :tag", "tag", tag);
    }

    /** Only those that a user wrote. */
    public ArticleFilter writtenBy(String username) {
        return with(" join a.author w on w.username = :author", "author", username);
    }

    /** Only those that a user favors. */
    public ArticleFilter favoredBy(String username) {
        return with(" join Favorite f on f.article = a join f.user u on u.username = :favorer", "favorer", username);
    }

    /** Only those by authors whom somebody follows. */
    public ArticleFilter followedBy(Viewer viewer) {
        return with(" join Follow o on o.followed = a.author and o.follower.id = :follower", "follower",
                viewer.userId());
    }

    private ArticleFilter with(String join, String name, Object value) {
        Map<String, Object> more = new TreeMap<>(parameters);
        more.put(name, value);
        return new ArticleFilter(joins + join, more);
    }
}
