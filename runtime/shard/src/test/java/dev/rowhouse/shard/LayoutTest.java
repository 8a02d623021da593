package dev.rowhouse.shard;

import static dev.rowhouse.shard.Configs.by;
import static dev.rowhouse.shard.Configs.hashed;
import static dev.rowhouse.shard.Configs.listing;
import static dev.rowhouse.shard.Configs.shard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.ShardedConfig.Strategy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayoutTest {
    /** Written down once: rows lie where these say, so they may never be other ones. */
    @Test
    void keepsSlotsForEver() {
        var numbers = Layout.create(hashed("a", "b"), Long.class);
        assertThat(IntStream.range(0, 6).map(i -> numbers.slotOf((long) i))).containsExactly(3230, 855, 3187, 1965, 879,
                1943);
        assertThat(numbers.slotOf(-1L)).isEqualTo(46);
        assertThat(Layout.create(hashed("a", "b"), String.class).slotOf("Grüße")).isEqualTo(1278);
        assertThat(Layout.create(hashed("a", "b"), UUID.class)
                .slotOf(UUID.fromString("0f2f6f6e-5a4e-4c5b-9a43-8f4f4f9d2a11"))).isEqualTo(607);
        assertThat(IntStream.range(0, 6).mapToObj(numbers::ofSlot)).containsExactly("b", "a", "a", "a", "a", "a");
    }

    @Test
    void takesAnIntegerForTheSameWhateverItsJavaType() {
        var layout = Layout.create(hashed("a", "b", "c"), Integer.class);
        assertThat(layout.slotOf(7)).isEqualTo(layout.slotOf(7L))
                .isEqualTo(layout.slotOf((short) 7))
                .isEqualTo(layout.slotOf(BigInteger.valueOf(7)));
        assertThatThrownBy(() -> layout.slotOf("7")).hasMessageContaining("a key is a whole number here")
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void movesOnlyTheSlotsThatAnAddedShardTakes() {
        var three = Layout.create(hashed("a", "b", "c"), Long.class);
        var four = Layout.create(hashed("b", "d", "a", "c"), Long.class);
        int moved = 0;
        for (int slot = 0; slot < Layout.SLOTS; slot++) {
            if (!three.ofSlot(slot).equals(four.ofSlot(slot))) {
                assertThat(four.ofSlot(slot)).isEqualTo("d");
                moved++;
            }
        }
        assertThat(moved).isBetween(Layout.SLOTS / 4 - 150, Layout.SLOTS / 4 + 150);
    }

    @Test
    void spreadsKeysEvenly() {
        var layout = Layout.create(hashed("a", "b", "c", "d"), Long.class);
        var counts = new HashMap<String, Integer>();
        for (long key = 1; key <= 40_000; key++) {
            counts.merge(layout.shardOf(key), 1, Integer::sum);
        }
        assertThat(counts.values()).hasSize(4).allMatch(count -> count > 9_000 && count < 11_000);
    }

    @Test
    void givesEachShardTheKeysFromItsBoundOn() {
        var layout = Layout.create(
                by(Strategy.RANGE, Configs.from("c", "1000"), shard("a", "jdbc:h2:mem:a"), Configs.from("b", "-5")),
                Long.class);
        assertThat(layout.shardOf(Long.MIN_VALUE)).isEqualTo("a");
        assertThat(layout.shardOf(-6)).isEqualTo("a");
        assertThat(layout.shardOf(-5)).isEqualTo("b");
        assertThat(layout.shardOf(999)).isEqualTo("b");
        assertThat(layout.shardOf(1000)).isEqualTo("c");
    }

    @Test
    void comparesBoundsAsTheTypeOfTheKeyDoes() {
        var dates = Layout.create(by(Strategy.RANGE, shard("a", "jdbc:h2:mem:a"), Configs.from("b", "2026-02-01")),
                LocalDate.class);
        assertThat(dates.shardOf(LocalDate.of(2026, 1, 31))).isEqualTo("a");
        assertThat(dates.shardOf(LocalDate.of(2026, 2, 1))).isEqualTo("b");
        var decimals = Layout.create(by(Strategy.RANGE, shard("a", "jdbc:h2:mem:a"), Configs.from("b", "10.50")),
                BigDecimal.class);
        assertThat(decimals.shardOf(new BigDecimal("10.5"))).isEqualTo("b");
        assertThat(decimals.shardOf(new BigDecimal("9.99"))).isEqualTo("a");
        // By its halves this emoji would come before the private character.
        var texts = Layout.create(by(Strategy.RANGE, shard("a", "jdbc:h2:mem:a"), Configs.from("b", "\uE000")),
                String.class);
        assertThat(texts.shardOf("\uD83D\uDE00")).isEqualTo("b");
        assertThat(texts.shardOf("z")).isEqualTo("a");
    }

    @Test
    void refusesAKeyThatLeadsNowhere() {
        var range = Layout.create(by(Strategy.RANGE, Configs.from("a", "10"), Configs.from("b", "20")), Long.class);
        assertThatThrownBy(() -> range.shardOf(9))
                .hasMessageContaining("the key '9' is below the bounds of all shards");
        var list = Layout.create(by(Strategy.LIST, listing("a", "eu", "us"), listing("b", "asia")), String.class);
        assertThat(list.shardOf("us")).isEqualTo("a");
        assertThatThrownBy(() -> list.shardOf("mars")).hasMessageContaining("no shard lists the key 'mars'");
    }

    @Test
    void refusesWhatTwoShardsWouldHave() {
        assertThatThrownBy(
                () -> Layout.create(by(Strategy.LIST, listing("a", "1", "2"), listing("b", "2")), Long.class))
                .hasMessageContaining("shards 'a' and 'b' both have '2'");
        assertThatThrownBy(
                () -> Layout.create(by(Strategy.RANGE, Configs.from("a", "1"), Configs.from("b", "1")), Long.class))
                .hasMessageContaining("both have '1'");
        assertThatThrownBy(() -> Layout
                .create(by(Strategy.RANGE, shard("a", "jdbc:h2:mem:a"), shard("b", "jdbc:h2:mem:b")), Long.class))
                .hasMessageContaining("both have 'no lower bound'");
    }

    @Test
    void refusesKeysThatCannotDecide() {
        assertThatThrownBy(() -> Layout.create(hashed("a"), LocalDate.class))
                .hasMessageContaining("only whole numbers, texts and UUIDs are hashed");
        assertThatThrownBy(() -> Layout.create(hashed("a"), Double.class)).hasMessageContaining("java.lang.Double");
        assertThatThrownBy(() -> Layout.create(by(Strategy.RANGE, Configs.from("a", "ten")), Long.class))
                .hasMessageContaining("'ten' is not a whole number");
    }

    @Test
    void tellsAllThatThePlaceOfARowDependsOn() {
        var layout = Layout.create(hashed("a", "b"), Long.class).fingerprint();
        assertThat(layout).isEqualTo("HASH [a, b] by {*=blogId}")
                .isEqualTo(Layout.create(hashed("b", "a"), Long.class).fingerprint())
                .isNotEqualTo(Layout.create(hashed("a", "b", "c"), Long.class).fingerprint())
                .isNotEqualTo(Layout.create(by(Strategy.HASH, Map.of("*", "authorId"), shard("a", "jdbc:h2:mem:a"),
                        shard("b", "jdbc:h2:mem:b")), Long.class).fingerprint());
        assertThat(Layout.create(by(Strategy.RANGE, Configs.from("b", "10"), Configs.from("a", "9")), Long.class)
                .fingerprint()).isEqualTo("RANGE [a from 9, b from 10] by {*=blogId}");
    }
}
