package dev.rowhouse.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.ShardedConfig.Strategy;
import jakarta.persistence.NoResultException;
import jakarta.persistence.NonUniqueResultException;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The forms in which queries are made and answered, where several shards are asked. */
@TestInstance(Lifecycle.PER_CLASS)
class MergedQueriesTest {
    private Spread spread;

    /** Takes a row as its constructor says. */
    record Line(String title, long count) {}

    @BeforeAll
    void fill() throws Exception {
        spread = Spread.open(ShardedSessionTest.config(Strategy.HASH), Post.class, Comment.class, Vote.class);
        spread.run(session -> {
            for (int i = 0; i < 12; i++) {
                var post = new Post((long) i, i, i % 2 == 0 ? "even" : "odd");
                post.stars = i % 4;
                session.persist(post);
                for (int j = 0; j < i % 3; j++) {
                    session.persist(new Comment(post, i * 10 + j, "comment"));
                }
            }
        });
    }

    @AfterAll
    void close() {
        spread.close();
    }

    @Test
    void makesWhatWasAskedForOfRows() {
        spread.run(session -> {
            var hql = "select p.title, count(*) as posts from Post p group by p.title order by p.title";
            assertThat(session.createQuery(hql, Line.class).getResultList()).containsExactly(new Line("even", 6),
                    new Line("odd", 6));
            assertThat(session.createSelectionQuery(hql, Object[].class).getResultList()).hasSize(2)
                    .first()
                    .isEqualTo(new Object[]{"even", 6L});
            var tuple = session.createSelectionQuery(hql, Tuple.class).getResultList().getLast();
            assertThat(tuple.get(0)).isEqualTo("odd");
            assertThat(tuple.get("posts")).isEqualTo(6L);
            assertThat(session
                    .createSelectionQuery("select new map(p.title as t, p.number as n) from Post p order by p.number",
                            Map.class)
                    .setMaxResults(1)
                    .getResultList()).containsExactly(Map.of("t", "even", "n", 0));
            assertThat(session.createSelectionQuery(
                    "select new dev.rowhouse.shard.Stat(p.title, sum(p.stars)) from Post p group by p.title order by p.title",
                    Stat.class).getResultList()).containsExactly(new Stat("even", 6L), new Stat("odd", 12L));
            assertThat(session.createQuery("select p.number from Post p order by p.number desc", Integer.class)
                    .setTupleTransformer((row, aliases) -> "number " + row[0])
                    .setMaxResults(2)
                    .getResultList()).isEqualTo(List.of("number 11", "number 10"));
        });
    }

    @Test
    void takesCriteriaNamedQueriesAndGraphs() {
        spread.run(session -> {
            var builder = session.getCriteriaBuilder();
            var criteria = builder.createQuery(Integer.class);
            var post = criteria.from(Post.class);
            var least = builder.parameter(Integer.class);
            criteria.select(post.get("number"))
                    .where(builder.and(builder.ge(post.get("stars"), least), builder.equal(post.get("title"), "odd")))
                    .orderBy(builder.desc(post.get("stars")), builder.asc(post.get("number")));
            assertThat(session.createQuery(criteria)
                    .setParameter(least, 1)
                    .setFirstResult(1)
                    .setMaxResults(4)
                    .getResultList()).containsExactly(7, 11, 1, 5);
            var tuples = builder.createTupleQuery();
            var root = tuples.from(Post.class);
            tuples.select(builder.tuple(root.get("title").alias("t"), builder.count(root).alias("c"),
                    builder.avg(root.get("stars")))).groupBy(root.get("title")).orderBy(builder.asc(root.get("title")));
            assertThat(session.createSelectionQuery(tuples).getResultList())
                    .extracting(row -> row.get("t"), row -> row.get("c"), row -> row.get(2))
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("even", 6L, 1.0),
                            org.assertj.core.groups.Tuple.tuple("odd", 6L, 2.0));
            assertThat(session.createNamedSelectionQuery("Post.titles", String.class)
                    .setParameter("stars", 3)
                    .getResultList()).containsExactly("odd", "odd", "odd");
            var graph = session.createEntityGraph(Post.class);
            graph.addAttributeNodes("comments");
            var loaded = session.createSelectionQuery("from Post p order by p.number", graph).getResultList();
            assertThat(loaded).hasSize(12).allMatch(each -> org.hibernate.Hibernate.isInitialized(each.comments));
            assertThat(loaded).extracting(each -> each.comments.size())
                    .containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2);
            assertThat(session.createSelectionQuery("select p from Post p left join fetch p.comments order by p.number",
                    Post.class).getResultList()).extracting(each -> each.number)
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        });
    }

    @Test
    void tellsOneRowFromNoneAndSeveral() {
        spread.run(session -> {
            assertThat(session.createSelectionQuery("select p.number from Post p where p.number = 5", Integer.class)
                    .getSingleResult()).isEqualTo(5);
            assertThat(
                    session.createSelectionQuery("from Post p where p.number = 50", Post.class).uniqueResultOptional())
                    .isEmpty();
            assertThat(
                    session.createSelectionQuery("from Post p where p.number = 50", Post.class).getSingleResultOrNull())
                    .isNull();
            assertThatThrownBy(
                    () -> session.createSelectionQuery("from Post p where p.number = 50", Post.class).getSingleResult())
                    .isInstanceOf(NoResultException.class);
            assertThatThrownBy(() -> session.createSelectionQuery("from Post p", Post.class).getSingleResult())
                    .isInstanceOf(NonUniqueResultException.class)
                    .hasMessageContaining("12");
            assertThat(session.createSelectionQuery(
                    "select p.number from Post p where p.stars in (:some) order by number limit 3 offset 1",
                    Integer.class).setParameterList("some", List.of(1, 2)).getResultStream()).containsExactly(2, 5, 6);
            assertThatThrownBy(() -> session.createSelectionQuery("from Post p", Post.class).scroll())
                    .isInstanceOf(UnsupportedOperationException.class);
        });
    }

    @Test
    void readsOutOfRowsThatSeveralThreadsLoaded() {
        spread.run(session -> {
            var posts = session.createSelectionQuery("from Post p order by p.number", Post.class).getResultList();
            assertThat(posts.stream().mapToInt(post -> post.comments.size()).sum()).isEqualTo(12);
            posts.forEach(post -> post.hits = 7);
        });
        spread.run(session -> assertThat(
                session.createSelectionQuery("select sum(hits) from Post", Long.class).getSingleResult())
                .isEqualTo(84));
    }

    @Test
    void refusesASumThatIsTooLarge() {
        spread.run(session -> session.createMutationQuery("update Post set hits = 1600000000000000000 where number < 6")
                .executeUpdate());
        try {
            assertThatThrownBy(() -> spread.run(session -> session
                    .createSelectionQuery("select sum(p.hits) from Post p where p.number < 6", Long.class)
                    .getSingleResult())).isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("larger than 64 bits");
        } finally {
            spread.run(session -> session.createMutationQuery("update Post set hits = 7").executeUpdate());
        }
    }

    @Test
    void asksOnlyTheShardsOfTheKeysThatAreNamed() {
        var shards = List.of(spread.engine.shardOf(1), spread.engine.shardOf(2));
        spread.heard();
        spread.run(
                session -> assertThat(session
                        .createSelectionQuery("select p.number from Post p where p.blogId in (1, 2) order by p.number",
                                Integer.class)
                        .getResultList()).containsExactly(1, 2));
        assertThat(spread.heard().keySet()).containsExactlyInAnyOrderElementsOf(new java.util.TreeSet<>(shards));
    }
}
