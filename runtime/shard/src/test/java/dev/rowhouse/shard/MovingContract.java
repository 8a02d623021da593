package dev.rowhouse.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.AppName;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Durability;
import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.EngineName;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.JdbcUrl;
import dev.rowhouse.config.Origin;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.shard.RowCheck.Finding;
import dev.rowhouse.spi.Entities;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the moving of rows promises, whatever the product. */
@TestInstance(Lifecycle.PER_METHOD)
abstract class MovingContract {
    private static final List<String> NAMES = List.of("s0", "s1", "s2");

    private final Databases databases;
    private final SequencedMap<String, Engine> engines = new LinkedHashMap<>();

    @AutoClose
    private final Engines all = new Engines();

    MovingContract(Databases databases) {
        this.databases = databases;
    }

    @AfterEach
    void closeEngines() {
        engines.values().forEach(Engine::close);
    }

    /** A statement that adds columns of types which Hibernate doesn't map here, with values. */
    abstract List<String> moreColumns();

    /** Before what the databases are lost. */
    abstract Set<String> killedBefore();

    private void open(String prefix) throws Exception {
        for (var name : NAMES) {
            var config = new EngineConfig(new EngineName("default"), new JdbcUrl(databases.create(prefix + name)),
                    Optional.empty(), Optional.empty(), Schema.UPDATE, Configs.POOL, Mapping.SHARED, Durability.DELAYED,
                    false, Optional.empty(), Map.of(), Optional.of(name), Transactions.LOCAL,
                    new Origin("test.conf", 1));
            engines.put(name,
                    all.open(new AppName("weblog"), new InstanceName("a"), config, Entities.of(Weblog.ENTITIES)));
        }
    }

    private static String of(Object key, int shards) {
        return "s" + (((Number) key).longValue() % shards);
    }

    private static String two(Object key) {
        return of(key, 2);
    }

    private static String three(Object key) {
        return of(key, 3);
    }

    private void fill(int blogs, int posts) {
        for (long blog = 0; blog < blogs; blog++) {
            try (var session = engine(two(blog)).openSession()) {
                Weblog.write(session, blog, posts);
            }
        }
    }

    private Engine engine(String name) {
        return Optional.ofNullable(engines.get(name)).orElseThrow();
    }

    private void execute(String shard, String... statements) throws SQLException {
        try (var connection = engine(shard).dataSource().getConnection(); var it = connection.createStatement()) {
            for (var statement : statements) {
                it.execute(statement);
            }
        }
    }

    private SequencedMap<String, DataSource> shards(UnaryOperator<DataSource> through) {
        SequencedMap<String, DataSource> shards = new LinkedHashMap<>();
        engines.forEach((name, engine) -> shards.put(name, through.apply(engine.dataSource())));
        return shards;
    }

    private ShardTables tables() throws SQLException {
        return ShardTables.read(engine("s0").factory(), Weblog.SHARD_BY, engine("s0").dataSource());
    }

    private long move(int batch, MoveListener listener) throws SQLException {
        return new RowMover(tables(), shards(UnaryOperator.identity()), MovingContract::three, batch, listener).move();
    }

    private List<Finding> check(Function<Object, String> home) throws SQLException {
        return new RowCheck(tables(), shards(UnaryOperator.identity()), home, 7).check();
    }

    /** What each table holds in all shards together. */
    private static Map<String, Checksum> totals(List<Finding> findings) {
        Map<String, Checksum> totals = new TreeMap<>();
        findings.forEach(finding -> totals.merge(finding.table(), finding.checksum(), Checksum::plus));
        return totals;
    }

    @Test
    void movesTheRowsOfAllTablesToAShardThatWasAdded() throws Exception {
        open("added_");
        for (var name : NAMES) {
            execute(name, moreColumns().toArray(String[]::new));
        }
        fill(7, 6);
        var before = check(MovingContract::two);
        assertThat(before).allMatch(Finding::isClean);
        assertThat(totals(before)).hasSize(9).allSatisfy((_, sum) -> assertThat(sum.rows()).isPositive());
        assertThat(check(MovingContract::three)).filteredOn(finding -> finding.misplaced() > 0)
                .extracting(Finding::entity)
                .contains("Blog", "Post", "Article", "Label", "Remark");

        var told = new ArrayList<String>();
        // Four pages of each table, and several rounds where answers come before what they answer.
        long moved = move(3, new MoveListener() {
            @Override
            public void copied(String from, String to, String table, int rows) {
                told.add("copied");
            }

            @Override
            public void verified(String from, String to, String table, Checksum checksum) {
                told.add("verified");
            }

            @Override
            public void deleted(String from, String table, int rows) {
                told.add("deleted");
            }
        });

        assertThat(moved).isPositive();
        assertThat(told).contains("copied", "verified", "deleted");
        var after = check(MovingContract::three);
        assertThat(after).allMatch(Finding::isClean);
        assertThat(totals(after)).isEqualTo(totals(before));
        assertThat(move(3, MoveListener.NONE)).isZero();
        try (var session = engine("s2").openSession()) {
            // PostgreSQL reads large objects in a transaction only.
            session.beginTransaction();
            var post = session.find(Weblog.Post.class, 200_001L);
            assertThat(post).isInstanceOf(Weblog.Article.class);
            assertThat(post.text).isEqualTo("text of 200001 \u00e4\ud83d\ude00");
            assertThat(post.picture).containsExactly(1, 0, (byte) 200_001);
            assertThat(post.tags).containsExactlyInAnyOrder("a", "b", "tag 200001");
            assertThat(post.marks).containsExactlyInAnyOrder("twice", "twice", "once");
            assertThat(post.words).containsExactly("x,\"y\"", "{z}", "null");
            assertThat(post.local).isEqualTo("2026-03-29T02:30:00.123456");
            assertThat(post.labels).extracting(label -> label.id.name()).containsExactly("red");
        }
    }

    /** Before each in turn; before one is after the one that goes before. */
    @Test
    void losesNothingAndDoublesNothingWhereverItIsKilled() throws Exception {
        open("killed_");
        fill(3, 2);
        var before = totals(check(MovingContract::two));
        var tables = tables();
        for (int at = 1;; at++) {
            var killable = new Killable(at, killedBefore());
            try {
                new RowMover(tables, shards(killable::of), MovingContract::three, 3, MoveListener.NONE).move();
            } catch (SQLException e) {
                assertThat(e.getMessage()).isEqualTo("killed");
            }
            new RowMover(tables, shards(UnaryOperator.identity()), MovingContract::three, 3, MoveListener.NONE).move();
            var found = check(MovingContract::three);
            assertThat(found).as("killed at %d", at).allMatch(Finding::isClean);
            assertThat(totals(found)).as("killed at %d", at).isEqualTo(before);
            if (!killable.isDead()) {
                assertThat(at).isGreaterThan(30);
                return;
            }
            new RowMover(tables, shards(UnaryOperator.identity()), MovingContract::two, 100, MoveListener.NONE).move();
        }
    }

    @Test
    void refusesRowsThatAreOnTwoShardsAndNotAlike() throws Exception {
        open("unlike_");
        fill(3, 1);
        var whole = totals(check(MovingContract::two));
        // Blog 2 is on s0, and goes to s2.
        execute("s2", "insert into Blog (id, title) values (2, 'another')");
        assertThat(check(MovingContract::two)).filteredOn(finding -> finding.different() > 0)
                .singleElement()
                .matches(finding -> finding.shard().equals("s0") && finding.entity().equals("Blog")
                        && finding.different() == 1);
        assertThatThrownBy(() -> move(3, MoveListener.NONE)).isInstanceOf(MoveException.class)
                .hasMessageMatching(
                        "(?i)row of Blog with id = 2 is on shard 's0' and on shard 's2', and not alike \\(title\\); .*");
        execute("s2", "update Blog set title = 'blog 2'");
        // What was copied before the refusal is on both.
        assertThat(check(MovingContract::three)).filteredOn(finding -> finding.repeated() > 0)
                .isNotEmpty()
                .allMatch(finding -> finding.shard().equals("s0") && finding.repeated() == finding.misplaced());
        move(3, MoveListener.NONE);
        assertThat(check(MovingContract::three)).allMatch(Finding::isClean);
        assertThat(totals(check(MovingContract::three))).isEqualTo(whole);
    }

    @Test
    void findsRowsThatBelongElsewhereOrNowhere() throws Exception {
        open("planted_");
        fill(2, 1);
        assertThat(check(MovingContract::two)).allMatch(Finding::isClean);
        var before = totals(check(MovingContract::two));
        execute("s1", "insert into Blog (id, title) values (8, 'misplaced')",
                "insert into Remark (id, text) values (77, 'of no blog')");
        assertThat(check(MovingContract::two)).filteredOn(finding -> !finding.isClean())
                .extracting(finding -> finding.shard() + " " + finding.entity() + " " + finding.misplaced() + " "
                        + finding.keyless())
                .containsExactlyInAnyOrder("s1 Blog 1 0", "s1 Remark 0 1");
        execute("s1", "delete from Blog where id = 8", "delete from Remark where id = 77");
        assertThat(totals(check(MovingContract::two))).isEqualTo(before);
        execute("s1", "update Remark set text = 'changed' where id = 100000");
        assertThat(totals(check(MovingContract::two))).isNotEqualTo(before);
    }

    @Test
    void refusesRowsThatPointToEachOtherOrStay() throws Exception {
        open("circles_");
        fill(3, 1);
        execute("s0", "update Remark set parent_id = 200000 where id = 200001");
        assertThatThrownBy(() -> move(3, MoveListener.NONE)).isInstanceOf(MoveException.class)
                .hasMessageContaining("point to each other in a circle");
        // A remark of a blog that stays.
        execute("s0", "update Remark set parent_id = 0 where id = 200001");
        assertThatThrownBy(() -> move(3, MoveListener.NONE)).isInstanceOf(MoveException.class)
                .hasMessageContaining("points to a row that doesn't leave with it");
        execute("s0", "update Remark set parent_id = null where id = 200001");
        move(3, MoveListener.NONE);
        assertThat(check(MovingContract::three)).allMatch(Finding::isClean);
    }

    @Test
    void refusesToLetRowsGoThatTheDatabaseWouldDeleteAlong() throws Exception {
        open("along_");
        fill(3, 1);
        for (var name : NAMES) {
            execute(name,
                    "create table Draft (id bigint primary key, post bigint, constraint draft_post foreign key (post) references Post on delete cascade)");
        }
        assertThatThrownBy(this::tables).isInstanceOf(MoveException.class)
                .hasMessageMatching("(?i)rows of table draft, which no entity has, would go with the rows of post .*");
        for (var name : NAMES) {
            execute(name, "drop table Draft",
                    "alter table Remark add constraint remark_along foreign key (post_id) references Post on delete cascade");
        }
        // A remark of a blog that stays, to a post that leaves.
        execute("s0", "update Remark set blog_id = 0 where id = 200001");
        execute("s0", "update Remark set parent_id = null where id = 200000");
        assertThatThrownBy(() -> move(3, MoveListener.NONE)).isInstanceOf(MoveException.class)
                .hasMessageMatching(
                        "(?i).*a row of remark with another key points to a row of post that leaves, and would go with it.*");
        execute("s0", "update Remark set blog_id = 2 where id = 200001");
        move(3, MoveListener.NONE);
        assertThat(check(MovingContract::three)).allMatch(Finding::isClean);
    }

    @Test
    void wantsToKnowTheAttributeThatDecides() throws Exception {
        open("attributes_");
        var factory = engine("s0").factory();
        var source = engine("s0").dataSource();
        assertThatThrownBy(() -> ShardTables.read(factory, Map.of("Blog", "id"), source))
                .isInstanceOf(MoveException.class)
                .hasMessageMatching("nothing says which attribute of entity \\w+ decides; name it in shard-by");
        assertThatThrownBy(() -> ShardTables.read(factory, Map.of("*", "id"), source)).isInstanceOf(MoveException.class)
                .hasMessage("attribute 'id' of entity Label is not in one column of its table");
        assertThatThrownBy(() -> ShardTables.read(factory, Map.of("*", "nowhere"), source))
                .isInstanceOf(MoveException.class)
                .hasMessageMatching("entity \\w+ has no attribute 'nowhere'; name the one that decides in shard-by");
    }
}
