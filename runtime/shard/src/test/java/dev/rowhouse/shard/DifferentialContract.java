package dev.rowhouse.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.ShardedConfig;
import dev.rowhouse.config.ShardedConfig.Strategy;
import dev.rowhouse.engine.Engine;
import dev.rowhouse.engine.Engines;
import dev.rowhouse.shard.Post.Mood;
import dev.rowhouse.shard.Questions.Question;
import dev.rowhouse.spi.Entities;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Asks one database and three shards with the same rows the same: they answer the same, or the shards refuse. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DifferentialContract {
    private final Engines engines = new Engines();
    private Engine whole;
    private Spread spread;

    /** How many queries are compared. */
    int questions() {
        return 700;
    }

    /** The URL of a database that is new. */
    abstract String url(String name);

    @BeforeAll
    void fill() throws Exception {
        whole = engines.open(Spread.APP, new InstanceName("whole"), Configs.engine(url("whole"), Optional.empty()),
                Entities.of(Post.class, Comment.class, Vote.class));
        spread = Spread.open(
                Configs.by(Strategy.HASH, Map.of(ShardedConfig.ALL, "blogId", "Vote", "id.blogId"),
                        Configs.shard("a", url("a")), Configs.shard("b", url("b")), Configs.shard("c", url("c"))),
                Post.class, Comment.class, Vote.class);
        try (var session = whole.openSession()) {
            session.inTransaction(transaction -> persist(session));
        }
        spread.run(DifferentialContract::persist);
    }

    private static void persist(Session session) {
        var random = new Random(42);
        var moods = List.of(Mood.SOUR, Mood.HAPPY, Mood.NEUTRAL);
        var titles = List.of("Berlin", "bonn", "Bremen", "ärger", "Zug", "zebra", "", " blank", "a-b", "ab", "a b", "A",
                "a", "\uE000 private", "\uD83D\uDE00 laughs", "éclair", "ECLAIR", "10", "9", "b_1");
        for (int i = 0; i < 120; i++) {
            var post = new Post((long) random.nextInt(9), i, titles.get(random.nextInt(titles.size())));
            post.stars = random.nextInt(5) == 0 ? null : random.nextInt(6);
            post.price = random.nextInt(5) == 0 ? null
                    : new BigDecimal(random.nextInt(8)).movePointLeft(random.nextInt(3));
            post.rating = random.nextInt(5) == 0 ? null : random.nextInt(16) / 4.0;
            post.published = random.nextInt(5) == 0 ? null
                    : LocalDate.of(2020, 1, 1).plusDays(random.nextInt(9) * 300L);
            post.mood = random.nextInt(4) == 0 ? null : moods.get(random.nextInt(3));
            post.grade = random.nextInt(4) == 0 ? null : moods.get(random.nextInt(3));
            post.token = random.nextInt(4) == 0 ? null : new UUID(random.nextInt(3) - 1, random.nextInt(3) - 1);
            post.hits = random.nextInt(40);
            session.persist(post);
            for (int j = 0; j < random.nextInt(4); j++) {
                var comment = new Comment(post, i * 10 + j, "comment");
                comment.likes = random.nextInt(6);
                session.persist(comment);
            }
        }
        for (long blog = 0; blog < 6; blog++) {
            session.persist(new Vote(blog, "anna", (int) blog % 3));
        }
    }

    @AfterAll
    void close() {
        if (spread != null) {
            spread.close();
        }
        if (whole != null) {
            whole.close();
        }
        engines.close();
    }

    @Test
    void answersAsOneDatabaseDoesOrRefuses() {
        int refused = 0;
        int merged = 0;
        var reasons = new TreeMap<String, Integer>();
        for (int number = 0; number < questions(); number++) {
            var question = Questions.question(number);
            List<String> expected;
            try (var session = whole.openSession()) {
                expected = answer(session, question);
            }
            spread.heard();
            List<String> found;
            try {
                found = spread.call(session -> answer(session, question));
            } catch (UnsupportedOperationException e) {
                refused++;
                reasons.merge(String.valueOf(java.util.Objects.requireNonNull(e.getCause()).getMessage()), 1,
                        Integer::sum);
                continue;
            }
            if (spread.heard().size() > 1) {
                merged++;
            }
            assertThat(found).as("%d: %s", number, question).isEqualTo(expected);
        }
        assertThat(refused).as("%s", reasons).isLessThan(questions() / 5);
        assertThat(merged).isGreaterThan(questions() / 2);
    }

    /** Who tells which of two texts is first. */
    final TextOrder.Kind texts() {
        try (var session = spread.shard("a").openSession()) {
            return spread.engine.textOrder("a", shard -> session).kind();
        }
    }

    private static List<String> answer(Session session, Question question) {
        var query = session.createSelectionQuery(question.hql(), Object.class);
        if (question.first() > 0) {
            query.setFirstResult(question.first());
        }
        if (question.most() >= 0) {
            query.setMaxResults(question.most());
        }
        var rows = new ArrayList<>(query.getResultList().stream().map(DifferentialContract::told).toList());
        if (!question.ordered()) {
            rows.sort(null);
        }
        rows.add("count " + session.createSelectionQuery(question.hql(), Object.class).getResultCount());
        return rows;
    }

    /** As text, in the same way whatever adds up the fractions of numbers. */
    private static String told(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case Object[] several -> Arrays.stream(several).map(DifferentialContract::told).toList().toString();
            case Post post -> "post " + post.number;
            case Stat stat -> told(new Object[]{stat.first(), stat.second()});
            case Double number -> told(BigDecimal.valueOf(number).round(new MathContext(10)));
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            default -> value.toString();
        };
    }
}
