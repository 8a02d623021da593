package dev.rowhouse.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.config.ShardedConfig.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_METHOD)
class ShardedSessionTest {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Spread spread;

    @BeforeEach
    void open() throws Exception {
        spread = Spread.open(config(Strategy.HASH), Post.class, Comment.class, Vote.class);
    }

    @AfterEach
    void close() {
        spread.close();
    }

    static ShardedConfig config(Strategy strategy) {
        int number = DATABASES.incrementAndGet();
        return Configs.by(strategy, Map.of(ShardedConfig.ALL, "blogId", "Vote", "id.blogId"),
                Configs.shard("a", "jdbc:h2:mem:spread-a" + number),
                Configs.shard("b", "jdbc:h2:mem:spread-b" + number),
                Configs.shard("c", "jdbc:h2:mem:spread-c" + number));
    }

    private Post add(long blog, int number, String title) {
        var post = new Post(blog, number, title);
        spread.run(session -> session.persist(post));
        return post;
    }

    private static long id(Post post) {
        return java.util.Objects.requireNonNull(post.id);
    }

    @Test
    void keepsEachRowInTheShardOfItsKey() {
        for (int i = 0; i < 30; i++) {
            add(i, i, "post " + i);
        }
        for (var shard : List.of("a", "b", "c")) {
            try (var session = spread.shard(shard).openSession()) {
                var blogs = session.createSelectionQuery("select blogId from Post", Long.class).getResultList();
                assertThat(blogs).isNotEmpty().allMatch(blog -> spread.engine.shardOf(blog).equals(shard));
            }
        }
    }

    @Test
    void givesNoIdTwiceAndFindsRowsByThemInOneShard() {
        var ids = new HashSet<Long>();
        var posts = new ArrayList<Post>();
        for (int i = 0; i < 200; i++) {
            posts.add(add(i, i, "post " + i));
            ids.add(id(posts.getLast()));
        }
        assertThat(ids).hasSize(200);
        for (var post : posts) {
            spread.heard();
            spread.run(session -> assertThat(session.find(Post.class, id(post)).number).isEqualTo(post.number));
            var blog = java.util.Objects.requireNonNull(post.blogId);
            assertThat(spread.heard()).containsOnlyKeys(spread.engine.shardOf(blog))
                    .allSatisfy((shard, statements) -> assertThat(statements).hasSize(1));
            assertThat(id(post) % Layout.SLOTS).isEqualTo(spread.engine.layout().slotOf(blog));
        }
    }

    @Test
    void findsRowsByIdsThatHaveTheKeyInOneShard() {
        spread.run(session -> {
            for (long blog = 0; blog < 20; blog++) {
                session.persist(new Vote(blog, "anna", (int) blog));
            }
        });
        for (long blog = 0; blog < 20; blog++) {
            long which = blog;
            spread.heard();
            spread.run(session -> assertThat(session.find(Vote.class, new Vote.Key(which, "anna")).weight)
                    .isEqualTo((int) which));
            assertThat(spread.heard()).containsOnlyKeys(spread.engine.shardOf(which));
        }
    }

    @Test
    void findsSeveralRowsInTheOrderOfTheirIds() {
        var ids = new ArrayList<Long>();
        for (int i = 0; i < 12; i++) {
            ids.add(id(add(i, i, "post " + i)));
        }
        ids.add(3, 4711L);
        spread.run(session -> {
            var found = session.findMultiple(Post.class, ids);
            assertThat(found).hasSize(13);
            assertThat(found.get(3)).isNull();
            assertThat(found.stream().filter(post -> post != null).map(post -> post.number)).containsExactly(0, 1, 2, 3,
                    4, 5, 6, 7, 8, 9, 10, 11);
            assertThat(session.byMultipleIds(Post.class).multiLoad(ids)).isEqualTo(found);
            assertThat(session.byId(Post.class).loadOptional(ids.getFirst()))
                    .hasValueSatisfying(post -> assertThat(post.number).isZero());
            assertThat(session.byId(Post.class).loadOptional(4711L)).isEmpty();
        });
    }

    @Test
    void asksOneShardForWhatIsPinnedToAKey() {
        for (int i = 0; i < 30; i++) {
            add(i % 10, i, "post " + i);
        }
        var shard = spread.engine.shardOf(7);
        for (var hql : List.of("from Post where blogId = :blog", "from Post p where :blog = p.blogId and p.number > 0",
                "from Post where blogId in (:blog)", "from Post p where (p.blogId = :blog and p.number >= 0)",
                "select p from Post p left join p.comments c where p.blogId = :blog",
                "select p from Post p join Post q on q.blogId = p.blogId and q.number = p.number where q.blogId = :blog",
                "select p from Post p where p.blogId = :blog and not exists (select 1 from Comment c where c.post = p)",
                "select p from Post p where p.blogId = :blog and p.number = (select max(q.number) from Post q where q.blogId = :blog)",
                "select p from Post p where p.blogId = :blog union select q from Post q where q.blogId = :blog",
                "select p from Post p where p.blogId = :blog and p.id in (select c.post.id from Comment c)")) {
            spread.heard();
            spread.run(
                    session -> session.createSelectionQuery(hql, Post.class).setParameter("blog", 7L).getResultList());
            assertThat(spread.heard()).as(hql).containsOnlyKeys(shard);
        }
    }

    @Test
    void findsAPinnedRowBeforeItIsWritten() {
        spread.run(session -> {
            session.persist(new Post(7L, 1, "first"));
            assertThat(session.createSelectionQuery("from Post where blogId = 7", Post.class).getResultList())
                    .hasSize(1);
            assertThat(session.createSelectionQuery("from Post", Post.class).getResultList()).hasSize(1);
        });
    }

    @Test
    void refusesAKeyThatBelongsElsewhere() {
        var post = add(1, 1, "one");
        long stranger = 2;
        while (spread.engine.shardOf(stranger).equals(spread.engine.shardOf(1))) {
            stranger++;
        }
        long other = stranger;
        assertThatThrownBy(() -> spread.run(session -> session.find(Post.class, id(post)).blogId = other))
                .hasMessageContaining("entity 'Post': its key blogId = " + other)
                .hasMessageContaining("belongs to shard '%s'".formatted(spread.engine.shardOf(other)));
        assertThatThrownBy(() -> spread.run(session -> session.onKey(other).persist(new Post(1L, 2, "misled"))))
                .hasMessageContaining("belongs to shard '%s'".formatted(spread.engine.shardOf(1)));
        assertThatThrownBy(() -> spread.run(session -> session.persist(new Post(null, 2, "lost"))))
                .hasMessageContaining("'blogId' is null");
        assertThatThrownBy(() -> spread.run(session -> session.find(Post.class, id(post)).blogId = null))
                .hasMessageContaining("'blogId' is null");
    }

    @Test
    void refusesToLeadFromOneKeyToAnother() {
        var post = add(1, 1, "one");
        long same = 2;
        while (!spread.engine.shardOf(same).equals(spread.engine.shardOf(1))) {
            same++;
        }
        long other = same;
        assertThatThrownBy(() -> spread.run(session -> {
            var comment = new Comment(session.find(Post.class, id(post)), 1, "hello");
            comment.blogId = other;
            session.persist(comment);
        })).hasMessageContaining("'post' leads to a row whose key is not " + other);
    }

    @Test
    void changesAndRemovesRowsWhereTheyAre() {
        var post = add(5, 1, "one");
        spread.run(session -> session.find(Post.class, id(post)).title = "two");
        spread.run(session -> {
            post.title = "three";
            var merged = session.merge(post);
            assertThat(session.contains(merged)).isTrue();
            assertThat(session.contains(post)).isFalse();
        });
        spread.run(session -> {
            assertThat(session.createSelectionQuery("select title from Post", String.class).getSingleResult())
                    .isEqualTo("three");
            session.remove(session.getReference(Post.class, id(post)));
        });
        spread.run(session -> assertThat(session.find(Post.class, id(post))).isNull());
    }

    @Test
    void changesRowsOfAllShardsAndOfOneByQueries() {
        for (int i = 0; i < 30; i++) {
            add(i % 10, i, "post " + i);
        }
        assertThat(spread.<Integer>call(
                session -> session.createMutationQuery("update Post set hits = hits + 1 where number < :n")
                        .setParameter("n", 20)
                        .executeUpdate()))
                .isEqualTo(20);
        spread.heard();
        assertThat(spread.<Integer>call(
                session -> session.createMutationQuery("delete from Post where blogId = 3").executeUpdate()))
                .isEqualTo(3);
        assertThat(spread.heard()).containsOnlyKeys(spread.engine.shardOf(3));
        assertThatThrownBy(
                () -> spread.run(session -> session.createMutationQuery("update Post set blogId = 1").executeUpdate()))
                .hasMessageContaining("it changes 'blogId'");
        assertThatThrownBy(() -> spread.run(session -> session
                .createMutationQuery(
                        "update Comment set post = (select p from Post p where p.blogId = 1) where blogId = 1")
                .executeUpdate())).hasMessageContaining("it changes the association 'post'");
        spread.run(session -> session.createMutationQuery("update Comment set post = null").executeUpdate());
        spread.heard();
        spread.run(session -> session
                .createMutationQuery("insert into Vote (id.blogId, id.voter, weight) values (:blog, 'bert', 1)")
                .setParameter("blog", 4L)
                .executeUpdate());
        assertThat(spread.heard()).containsOnlyKeys(spread.engine.shardOf(4));
        assertThatThrownBy(() -> spread.run(session -> session
                .createMutationQuery("insert into Post (blogId, number, title, hits) values (1, 1, 'x', 0)")
                .executeUpdate())).hasMessageContaining("persist instances instead");
    }

    @Test
    void takesIdsForHintsWhereRowsMayHaveMoved() throws Exception {
        var config = Configs.by(Strategy.RANGE, Map.of(ShardedConfig.ALL, "blogId"),
                Configs.shard("a", "jdbc:h2:mem:hint-a"),
                new ShardedConfig.Shard("b", Configs.engine("jdbc:h2:mem:hint-b", java.util.Optional.of("b")),
                        java.util.Optional.of("100"), java.util.Set.of()));
        try (var ranged = Spread.open(config, Post.class, Comment.class)) {
            var low = new Post(1L, 1, "low");
            var high = new Post(100L, 2, "high");
            ranged.run(session -> {
                session.persist(low);
                session.persist(high);
            });
            ranged.heard();
            ranged.run(session -> assertThat(session.find(Post.class, id(high)).title).isEqualTo("high"));
            assertThat(ranged.heard()).containsOnlyKeys("b");
            ranged.run(session -> assertThat(session.find(Post.class, 1L)).isNull());
            assertThat(ranged.heard()).containsOnlyKeys("a", "b");
            // As if it had been moved since.
            try (var connection = ranged.shard("b").dataSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.executeUpdate("delete from Post");
            }
            try (var connection = ranged.shard("a").dataSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.executeUpdate("update Post set id = " + id(high));
            }
            ranged.run(session -> assertThat(session.find(Post.class, id(high)).title).isEqualTo("low"));
        }
    }

    @Test
    void makesIdsThatLeadToTheirOwnShard() throws Exception {
        var config = Configs.by(Strategy.HASH, Map.of("Shop", "id", "Ware", "shop"),
                Configs.shard("a", "jdbc:h2:mem:shop-a"), Configs.shard("b", "jdbc:h2:mem:shop-b"));
        try (var shops = Spread.open(config, Shop.class, Ware.class)) {
            shops.run(session -> {
                for (int i = 0; i < 20; i++) {
                    var shop = new Shop("shop " + i);
                    shop.wares.add(new Ware(shop, "ware"));
                    session.persist(shop);
                }
            });
            assertThatThrownBy(() -> shops.run(session -> session.persist(new Ware(new Shop("not saved"), "first"))))
                    .hasMessageContaining("entity 'Ware': 'shop' is null or not saved yet");
            shops.run(session -> {
                var all = session.createSelectionQuery("from Shop", Shop.class).getResultList();
                assertThat(all).hasSize(20);
                assertThat(all.stream()
                        .map(shop -> shops.engine.shardOf(java.util.Objects.requireNonNull(shop.id)))
                        .distinct()).containsExactlyInAnyOrder("a", "b");
                var shop = all.getFirst();
                shops.heard();
                assertThat(session.createSelectionQuery("from Ware where shop = :shop", Ware.class)
                        .setParameter("shop", shop)
                        .getResultList()).hasSize(1);
                assertThat(
                        session.createSelectionQuery("select w from Ware w join w.shop s where s.id = :id", Ware.class)
                                .setParameter("id", shop.id)
                                .getResultList())
                        .hasSize(1);
                assertThat(shops.heard())
                        .containsOnlyKeys(shops.engine.shardOf(java.util.Objects.requireNonNull(shop.id)));
            });
        }
    }

    @Test
    void saysWhatToDoWhereItCannotAsk() {
        for (var hql : List.of("select p.title from Post p, Vote v",
                "select title from Post union select text from Comment",
                "select p.title from Post p where p.number > (select avg(q.number) from Post q)",
                "select p.title from Post p join Vote v on v.weight = p.number",
                "select p.title from Post p where p.blogId = 1 and p.number in (select v.weight from Vote v where v.id.blogId = 2)",
                "select rank() over (order by p.number) from Post p", "select max(p.number) + 1 from Post p",
                "select p.title from Post p group by p.title having count(*) > 1",
                "select p.title, count(distinct p.stars) from Post p group by p.title",
                "with x as (select p.title as t from Post p) select y.t from x y",
                "select p.title from Post p left join Vote v on v.id.blogId = 3")) {
            assertThatThrownBy(
                    () -> spread.run(session -> session.createSelectionQuery(hql, Object.class).getResultList()))
                    .as(hql)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageStartingWith("instance 'north', engine 'posts': a query over its shards is refused: ")
                    .hasMessageContaining("work.on(\"posts\", key)");
        }
        assertThatThrownBy(() -> spread.run(session -> session.createNativeQuery("select 1", Integer.class)))
                .hasMessageContaining("SQL doesn't tell which shards");
        assertThatThrownBy(() -> spread.run(session -> session.doWork(connection -> {})))
                .hasMessageContaining("doWork is for one database");
        assertThatThrownBy(() -> spread.run(session -> session.beginTransaction()))
                .hasMessageContaining("Work.inTransaction");
    }

    @Test
    void leavesTheOthersAloneWhenAShardIsClosed() throws Exception {
        for (int i = 0; i < 30; i++) {
            add(i, i, "post " + i);
        }
        long there = 0;
        while (spread.engine.shardOf(there).equals("b")) {
            there++;
        }
        long gone = 0;
        while (!spread.engine.shardOf(gone).equals("b")) {
            gone++;
        }
        long reachable = there;
        long unreachable = gone;
        try (var keeper = java.sql.DriverManager
                .getConnection(spread.shard("b").dataSource().getConnection().getMetaData().getURL())) {
            assertThat(keeper.isValid(0)).isTrue();
            spread.closeShard("b");
            spread.run(session -> assertThat(session.createSelectionQuery("from Post where blogId = :b", Post.class)
                    .setParameter("b", reachable)
                    .getResultList()).hasSize(1));
            assertThatThrownBy(
                    () -> spread.run(session -> session.createSelectionQuery("from Post where blogId = :b", Post.class)
                            .setParameter("b", unreachable)
                            .getResultList()))
                    .hasMessageContaining("'posts/b'");
            assertThatThrownBy(
                    () -> spread.run(session -> session.createSelectionQuery("from Post", Post.class).getResultList()))
                    .hasMessageContaining("'posts/b'");
            spread.open("b");
            spread.run(session -> assertThat(session.createSelectionQuery("from Post", Post.class).getResultList())
                    .hasSize(30));
        }
    }
}
