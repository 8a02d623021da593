package dev.rowhouse.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.config.ShardedConfig.Strategy;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.NonUniqueResultException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.LockMode;
import org.hibernate.StaleObjectStateException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls at their limits, and keys of all types, where several shards are asked. */
class HostileCallsTest {
    enum Region {
        NORTH, SOUTH, EAST
    }

    @Entity(name = "Sale")
    static class Sale {
        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @Version
        long version;

        @Nullable
        Region region;

        @Nullable
        UUID code;

        @Nullable
        BigDecimal amount;

        @Nullable
        LocalDate sold;

        String city = "";

        int number;
    }

    private static Spread open(Strategy strategy, String key, ShardedConfig.Shard... shards) throws Exception {
        var spread = Spread.open(Configs.by(strategy, Map.of(ShardedConfig.ALL, key), shards), Sale.class);
        spread.run(session -> {
            for (int i = 0; i < 12; i++) {
                var sale = new Sale();
                sale.number = i;
                sale.region = Region.values()[i % 3];
                sale.code = new UUID(i % 4L, i % 4L);
                sale.amount = new BigDecimal(i % 4).setScale(i % 3);
                sale.sold = LocalDate.of(2026, 1 + i % 4, 1);
                sale.city = "city " + i % 4;
                session.persist(sale);
            }
        });
        return spread;
    }

    private static ShardedConfig.Shard shard(String name) {
        return Configs.shard(name, "jdbc:h2:mem:calls-" + name);
    }

    private static Spread open(String key) throws Exception {
        return switch (key) {
            case "region" -> open(Strategy.LIST, key, Configs.listing("calls-n", "NORTH"),
                    Configs.listing("calls-s", "SOUTH", "EAST"));
            case "sold" -> open(Strategy.RANGE, key, shard("d-old"), Configs.from("calls-new", "2026-03-01"));
            case "amount" -> open(Strategy.RANGE, key, shard("d-less"), Configs.from("calls-more", "2.0"));
            default -> open(Strategy.HASH, key, shard(key + "-1"), shard(key + "-2"), shard(key + "-3"));
        };
    }

    private static Object value(String key, int of) {
        return switch (key) {
            case "region" -> Region.values()[of];
            case "sold" -> LocalDate.of(2026, 1 + of, 1);
            case "amount" -> new BigDecimal(of).setScale(5);
            case "code" -> new UUID(of, of);
            default -> "city " + of;
        };
    }

    @Test
    void takesKeysOfEachType() throws Exception {
        for (var key : List.of("region", "sold", "amount", "code", "city")) {
            takesKeys(key);
        }
    }

    private static void takesKeys(String key) throws Exception {
        try (var spread = open(key)) {
            int each = key.equals("region") ? 4 : 3;
            int kinds = 12 / each;
            spread.run(session -> {
                for (int i = 0; i < kinds; i++) {
                    assertThat(
                            session.createSelectionQuery("select s.number from Sale s where s.%s = :key".formatted(key),
                                    Integer.class).setParameter("key", value(key, i)).list())
                            .hasSize(each);
                }
                assertThat(session
                        .createSelectionQuery("select count(*) from Sale s where s.%s in (:keys)".formatted(key),
                                Long.class)
                        .setParameterList("keys", List.of(value(key, 0), value(key, 1)))
                        .getSingleResult()).isEqualTo(2L * each);
                assertThat(
                        session.createSelectionQuery("select count(*) from Sale s where s.%s in (:keys)".formatted(key),
                                Long.class).setParameterList("keys", List.of()).getSingleResult())
                        .isZero();
                assertThat(session.createSelectionQuery(
                        "select s.%1$s, count(*) from Sale s group by s.%1$s order by s.%1$s".formatted(key),
                        Object[].class).list()).hasSize(kinds)
                        .allSatisfy(row -> assertThat(row[1]).isEqualTo((long) each));
                assertThat(session.createSelectionQuery("select count(*) from Sale s where s.%s <> :key".formatted(key),
                        Long.class).setParameter("key", value(key, 0)).getSingleResult()).isEqualTo(12L - each);
                assertThat(session
                        .createSelectionQuery("from Sale s order by s.%s desc, s.number".formatted(key), Sale.class)
                        .setMaxResults(2)
                        .list()).hasSize(2);
                assertThat(session
                        .createSelectionQuery(
                                "select count(*) from Sale s join Sale t on t.%1$s = s.%1$s".formatted(key), Long.class)
                        .getSingleResult()).isEqualTo((long) each * each * kinds);
            });
        }
    }

    @Test
    void endsAtTheLimits() throws Exception {
        try (var spread = open("city")) {
            spread.run(session -> {
                var all = session.createSelectionQuery("from Sale s order by s.number", Sale.class);
                assertThat(all.setMaxResults(0).list()).isEmpty();
                assertThat(session.createSelectionQuery("from Sale s order by s.number", Sale.class)
                        .setFirstResult(100)
                        .setMaxResults(Integer.MAX_VALUE)
                        .list()).isEmpty();
                assertThat(session.createSelectionQuery("from Sale s order by s.number", Sale.class)
                        .setFirstResult(10)
                        .setMaxResults(Integer.MAX_VALUE)
                        .list()).hasSize(2);
                assertThat(session.createSelectionQuery("from Sale s order by s.number", Sale.class)
                        .setFirstResult(3)
                        .setMaxResults(2)
                        .getResultCount()).isEqualTo(12);
                assertThatThrownBy(() -> session.createSelectionQuery("from Sale s where s.number < 2", Sale.class)
                        .getSingleResult()).isInstanceOf(NonUniqueResultException.class);
                assertThatThrownBy(() -> session.createSelectionQuery("from Sale s where s.number < 2", Sale.class)
                        .uniqueResultOptional()).isInstanceOf(NonUniqueResultException.class);
                try (Stream<Sale> rows = session.createSelectionQuery("from Sale s order by s.number", Sale.class)
                        .getResultStream()) {
                    assertThat(rows.limit(2).toList()).extracting(sale -> sale.number).containsExactly(0, 1);
                }
                assertThatThrownBy(
                        () -> session.createSelectionQuery("from Sale s where s.number = :n", Sale.class).list())
                        .hasMessageContaining("n");
            });
        }
    }

    @Test
    void locksAndReadsOnly() throws Exception {
        try (var spread = open("city")) {
            spread.run(session -> {
                spread.heard();
                var locked = session.createSelectionQuery("from Sale s order by s.number", Sale.class)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .list();
                assertThat(locked).hasSize(12)
                        .allSatisfy(sale -> assertThat(session.getCurrentLockMode(sale))
                                .isEqualTo(LockMode.PESSIMISTIC_WRITE));
                assertThat(spread.heard().values().stream().flatMap(List::stream))
                        .anyMatch(sql -> sql.contains("for update"));
            });
            spread.run(session -> {
                var one = session.createSelectionQuery("from Sale s where s.city = 'city 1'", Sale.class)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .list();
                assertThat(one).hasSize(3)
                        .allSatisfy(sale -> assertThat(session.getCurrentLockMode(sale))
                                .isEqualTo(LockMode.PESSIMISTIC_WRITE));
            });
            spread.run(session -> session.createSelectionQuery("from Sale s", Sale.class)
                    .setReadOnly(true)
                    .list()
                    .forEach(sale -> sale.number = 1000));
            spread.run(session -> assertThat(
                    session.createSelectionQuery("select max(s.number) from Sale s", Integer.class).getSingleResult())
                    .isEqualTo(11));
        }
    }

    @Test
    void tellsRowsThatOthersChanged() throws Exception {
        try (var spread = open("city")) {
            assertThatThrownBy(() -> spread.run(session -> {
                var sales = session.createSelectionQuery("from Sale s order by s.number", Sale.class).list();
                spread.run(other -> {
                    var same = other.createSelectionQuery("from Sale s where s.number = 7", Sale.class)
                            .getSingleResult();
                    same.number = 77;
                });
                sales.forEach(sale -> sale.number += 100);
            })).isInstanceOfAny(OptimisticLockException.class, StaleObjectStateException.class);
        }
    }

    @Test
    void changesRowsByQueriesInAllShardsOrInOne() throws Exception {
        try (var spread = open("city")) {
            spread.run(session -> {
                assertThat(session.createMutationQuery("update versioned Sale s set s.number = s.number + 100")
                        .executeUpdate()).isEqualTo(12);
                spread.heard();
                assertThat(session.createMutationQuery("update Sale s set s.number = 0 where s.city in :some")
                        .setParameter("some", Set.of("city 1"))
                        .executeUpdate()).isEqualTo(3);
                assertThat(spread.heard().keySet()).containsExactly(spread.engine.shardOf("city 1"));
                assertThatThrownBy(
                        () -> session.createMutationQuery("update Sale s set s.city = 'city 9'").executeUpdate())
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContaining("remove the rows and persist new ones");
                assertThatThrownBy(() -> session
                        .createMutationQuery("delete from Sale s where s.number = (select max(t.number) from Sale t)")
                        .executeUpdate()).isInstanceOf(UnsupportedOperationException.class);
                assertThat(session.createMutationQuery(
                        "delete from Sale s where s.number = (select max(t.number) from Sale t where t.city = s.city)")
                        .executeUpdate()).isEqualTo(3 + 3);
                assertThat(session.createMutationQuery("delete from Sale").executeUpdate()).isEqualTo(6);
                assertThat(session.createSelectionQuery("select count(*), max(s.number), avg(s.amount) from Sale s",
                        Object[].class).getSingleResult()).containsExactly(0L, null, null);
                assertThat(session.createSelectionQuery("from Sale s order by s.amount", Sale.class).list()).isEmpty();
            });
        }
    }

    @Test
    void refusesKeysOfAnotherType() throws Exception {
        try (var spread = open("region")) {
            spread.run(session -> {
                assertThatThrownBy(() -> session.onKey(7)).isInstanceOf(IllegalArgumentException.class);
                var sale = new Sale();
                assertThatThrownBy(() -> session.persist(sale)).isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("'region' is null");
                assertThat(session.createSelectionQuery("from Sale s where s.region is null", Sale.class).list())
                        .isEmpty();
                assertThat(Objects
                        .requireNonNull(session.createSelectionQuery("select max(s.region) from Sale s", Region.class)
                                .getSingleResult()))
                        .isNotNull();
            });
        }
    }
}
