package dev.rowhouse.apps.conduit.model;

import java.util.HashMap;
import java.util.Map;
import org.hibernate.query.SelectionQuery;

/** A filter in HQL: what a query joins to the article {@code a}, so that a database may begin with the smallest part. */
final class ArticleSelection {
    private final StringBuilder joins = new StringBuilder();
    private final Map<String, Object> parameters = new HashMap<>();

    ArticleSelection(ArticleFilter filter) {
        filter.tag().ifPresent(tag -> join(" join a.tags t on t.name = :tag", "tag", tag));
        filter.author().ifPresent(author -> join(" join a.author w on w.username = :author", "author", author));
        filter.favorer()
                .ifPresent(favorer -> join(" join Favorite f on f.article = a join f.user u on u.username = :favorer",
                        "favorer", favorer));
        filter.follower()
                .ifPresent(follower -> join(" join Follow o on o.followed = a.author and o.follower.id = :follower",
                        "follower", follower.userId()));
    }

    private void join(String join, String name, Object value) {
        joins.append(join);
        parameters.put(name, value);
    }

    String joins() {
        return joins.toString();
    }

    void bind(SelectionQuery<?> query) {
        parameters.forEach(query::setParameter);
    }
}
