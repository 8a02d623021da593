package dev.rowhouse.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.config.ShardedConfig.Shard;
import dev.rowhouse.config.ShardedConfig.Strategy;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import dev.rowhouse.engine.EngineException;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.spi.Entities;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a shard from opening. */
class ShardedEngineTest {
    @TempDir
    Path folder;

    @Entity
    static class Keyless {
        @Id
        @GeneratedValue
        long id;
    }

    @Entity
    static class Counting {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        long id;

        long blogId;
    }

    @Entity
    static class Narrow {
        @Id
        @GeneratedValue
        int id;

        long blogId;
    }

    @Entity
    static class Assigned {
        @Id
        long id;

        long blogId;
    }

    @Entity(name = "Worded")
    static class Worded {
        @Id
        @GeneratedValue
        long id;

        String blogId = "";
    }

    @Entity
    static class Unique {
        @Id
        @GeneratedValue
        @Nullable
        UUID id;

        long blogId;

        int number;
    }

    private ShardedConfig on(String... names) {
        return on(Strategy.HASH, "blogId", names);
    }

    private ShardedConfig on(Strategy strategy, String key, String... names) {
        return Configs.by(strategy, Map.of(ShardedConfig.ALL, key, "Vote", "id.blogId"),
                Arrays.stream(names).map(this::shard).toArray(Shard[]::new));
    }

    private Shard shard(String name) {
        return Configs.shard(name, url(name));
    }

    private String url(String name) {
        return "jdbc:h2:file:" + folder.resolve(name);
    }

    private void refuses(ShardedConfig config, Class<?>[] entities, String... reasons) {
        var refused = assertThatThrownBy(() -> Spread.open(config, entities).close())
                .isInstanceOf(EngineException.class);
        for (var reason : reasons) {
            refused.hasMessageContaining(reason);
        }
    }

    private static Class<?>[] all(Class<?>... entities) {
        return entities;
    }

    @Test
    void namesAllEntitiesWhoseRowsCannotBeSpread() {
        refuses(on("a"), all(Post.class, Comment.class, Keyless.class, Counting.class, Narrow.class, Assigned.class),
                "instance 'a', engine 'posts/a': ", "entity 'ShardedEngineTest$Keyless': it has no attribute 'blogId'",
                "entity 'ShardedEngineTest$Counting': each shard would count its identity column by itself",
                "entity 'ShardedEngineTest$Narrow': its ids are Integer, which is too small",
                "entity 'ShardedEngineTest$Assigned': its ids are assigned and don't have 'blogId'");
    }

    @Test
    void refusesKeysOfSeveralTypes() {
        refuses(on("a"), all(Unique.class, Worded.class), "the keys of all entities must be of one type",
                "that of Worded is a text");
    }

    @Test
    void spreadsRowsByTexts() throws Exception {
        try (var spread = Spread.open(on("a", "b"), Worded.class)) {
            for (var key : List.of("north", "south", "east", "west", "up", "down")) {
                var row = new Worded();
                row.blogId = key;
                spread.run(session -> session.persist(row));
                spread.heard();
                spread.run(session -> assertThat(
                        session.createSelectionQuery("from Worded where blogId = :key", Worded.class)
                                .setParameter("key", key)
                                .getResultList())
                        .hasSize(1));
                assertThat(spread.heard()).containsOnlyKeys(spread.engine.shardOf(key));
            }
        }
    }

    @Test
    @On(Product.MARIADB)
    void refusesTextsOfWhichADatabaseTakesSomeForEqual(Databases databases) {
        var config = Configs.by(Strategy.HASH, Configs.shard("a", databases.create("loose_texts")));
        refuses(config, all(Worded.class), "its keys are texts, and MariaDB may take different ones for equal");
    }

    @Test
    void refusesGeneratedKeysThatWouldHaveToLieInARange() {
        refuses(Configs.by(Strategy.RANGE, Map.of("*", "id"), shard("a")), all(Shop.class, Ware.class),
                "its ids are generated and decide on the shard, which only strategy = hash allows");
    }

    @Test
    void refusesAMappingForEachShard() {
        var own = Configs.engine(url("a"), Optional.of("a"));
        var config = Configs.by(Strategy.HASH, new Shard("a",
                new EngineConfig(own.name(), own.url(), own.user(), own.password(), own.schema(), own.pool(),
                        EngineConfig.Mapping.OWN, own.durability(), own.shared(), own.reflect(), own.properties(),
                        own.part(), own.transactions(), own.origin()),
                Optional.empty(), Set.of()));
        assertThatThrownBy(() -> ShardedEngine.of(new InstanceName("north"), config))
                .hasMessage("instance 'north', engine 'posts/a': shards share one mapping; leave out mapping = own");
    }

    @Test
    void refusesRowsThatAreLaidOutOtherwise() throws Exception {
        try (var spread = Spread.open(on("a", "b"), Vote.class)) {
            spread.run(session -> session.persist(new Vote(1, "anna", 1)));
        }
        refuses(on("a", "b", "c"), all(Vote.class),
                "instance 'a', engine 'posts/a': its rows are laid out over HASH [a, b] by {*=blogId, Vote=id.blogId}, the configuration says HASH [a, b, c] by",
                "run rowhouse shards CONF north posts move");
        try (var again = Spread.open(on("a", "b"), Vote.class)) {
            again.run(session -> assertThat(session.find(Vote.class, new Vote.Key(1, "anna")).weight).isEqualTo(1));
        }
    }

    @Test
    void refusesADatabaseThatIsAnotherShard() throws Exception {
        Spread.open(on("a", "b"), Vote.class).close();
        var swapped = Configs.by(Strategy.HASH, Map.of("*", "blogId", "Vote", "id.blogId"),
                Configs.shard("a", url("b")), Configs.shard("b", url("a")));
        refuses(swapped, all(Vote.class), "this database is shard 'b' of engine 'posts'");
    }

    @Test
    void refusesRowsOfWhichNothingTellsTheirShard() throws Exception {
        try (var engines = new Engines();
                var whole = engines.open(Spread.APP, new InstanceName("whole"),
                        Configs.engine(url("a"), Optional.empty()), Entities.of(Vote.class));
                var session = whole.openSession()) {
            session.inTransaction(transaction -> session.persist(new Vote(1, "anna", 1)));
        }
        refuses(on("a"), all(Vote.class), "table Vote has rows, and nothing tells which shard they belong to");
    }

    @Test
    void refusesAShardWhoseRowsWereBeingMoved() throws Exception {
        try (var spread = Spread.open(on("a"), Vote.class);
                var connection = spread.shard("a").dataSource().getConnection()) {
            var entry = LayoutTable.read(connection).orElseThrow();
            assertThat(entry).isEqualTo(new LayoutTable.Entry("posts", "a", spread.engine.shards(),
                    LayoutTable.layout(spread.engine.layout()), false));
            LayoutTable.write(connection,
                    new LayoutTable.Entry(entry.engine(), entry.shard(), entry.shards(), entry.layout(), true));
        }
        refuses(on("a"), all(Vote.class), "rows were being moved when that was stopped");
    }

    @Test
    void cutsLayoutsThatAreTooLongToBeRemembered() {
        var values = new ArrayList<String>();
        for (int i = 0; i < 2000; i++) {
            values.add("value" + i);
        }
        var some = LayoutTable.layout(Layout
                .create(Configs.by(Strategy.LIST, Configs.listing("a", values.toArray(new String[0]))), String.class));
        values.add("more");
        var more = LayoutTable.layout(Layout
                .create(Configs.by(Strategy.LIST, Configs.listing("a", values.toArray(new String[0]))), String.class));
        assertThat(some).hasSizeLessThan(4000).isNotEqualTo(more);
    }

    @Test
    void numbersShardsByNamesThatStay() {
        assertThat(ShardIds.number("a")).isEqualTo(ShardIds.number("a")).isNotEqualTo(ShardIds.number("b"));
        var names = new ArrayList<String>();
        for (int i = 0; names.size() < 2; i++) {
            if (ShardIds.number("s" + i) == ShardIds.number("s0")) {
                names.add("s" + i);
            }
        }
        assertThatThrownBy(() -> ShardIds.of(Layout.create(Configs.hashed(names.toArray(new String[0])), Long.class)))
                .hasMessageContaining("the shards '%s' and '%s' would give the same ids".formatted(names.getFirst(),
                        names.getLast()));
    }

    @Test
    void givesNoIdTwiceAfterASlotHasMoved() {
        var two = ShardIds.of(Layout.create(Configs.hashed("a", "b"), Long.class));
        var three = ShardIds.of(Layout.create(Configs.hashed("a", "b", "c"), Long.class));
        for (long key = 0; key < 100; key++) {
            assertThat(two.next("a", 1, key)).isNotEqualTo(three.next("c", 1, key));
            assertThat(three.shardOf(two.next("a", 1, key)))
                    .hasValue(Layout.create(Configs.hashed("a", "b", "c"), Long.class).shardOf(key));
        }
        assertThat(two.shardOf(1234)).as("an id of an older database").isEmpty();
        assertThatThrownBy(() -> two.next("a", 1L << 40, 1L)).isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("the ids are used up");
    }

    @Test
    void asksAllShardsForIdsThatTellNothing() throws Exception {
        try (var spread = Spread.open(on("a", "b", "c"), Unique.class)) {
            var rows = new ArrayList<Unique>();
            for (int i = 0; i < 9; i++) {
                var row = new Unique();
                row.blogId = i;
                row.number = i;
                rows.add(row);
            }
            spread.run(session -> rows.forEach(session::persist));
            spread.run(session -> {
                for (var row : rows) {
                    assertThat(session.find(Unique.class, java.util.Objects.requireNonNull(row.id)).number)
                            .isEqualTo(row.number);
                }
            });
            spread.run(
                    session -> assertThat(session.findMultiple(Unique.class, rows.stream().map(row -> row.id).toList()))
                            .extracting(row -> row.number)
                            .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8));
            spread.run(session -> assertThat(session.find(Unique.class, UUID.randomUUID())).isNull());
        }
    }
}
