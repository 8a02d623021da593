package dev.rowhouse.apps.conduit.model;

import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** The tags of one instance. */
public final class Tags {
    /** The most that are shown: the API has no pages of tags, and an answer must fit into memory. */
    private static final int MOST = 10_000;

    private final Session session;

    @Inject
    Tags(Session session) {
        this.session = session;
    }

    /** The names of the tags that an article carries, those of most articles first, as many as can be shown. */
    public List<String> inUse() {
        return session.createSelectionQuery("""
                select t.name from Article a join a.tags t group by t.name order by count(*) desc, t.name
                """, String.class).setMaxResults(MOST).getResultList();
    }

    /** Tags by their names; those that nobody used before are made. */
    Collection<Tag> named(Collection<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        var known = session.createSelectionQuery("from Tag where name in :names", Tag.class)
                .setParameterList("names", names)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(Tag::name, Function.identity()));
        // In one order for all: two who add the same tags then wait for each other in a row, never in a circle.
        names.stream().sorted().forEach(name -> known.computeIfAbsent(name, this::add));
        return known.values();
    }

    private Tag add(String name) {
        var tag = new Tag(name);
        session.persist(tag);
        return tag;
    }
}
