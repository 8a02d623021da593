package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.spi.Work;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The promise: nothing of one instance is ever visible in another. */
@Timeout(3600)
class CrossReadsTest {
    private static final int INSTANCES = 8;

    /** How many reads are compared; ten million with {@code -Psoak}. */
    private static final long CHECKS = Long.getLong("rowhouse.checks", 120_000);

    @Test
    void findsTheLeakOfTheClassicRecipe() throws Exception {
        try (var recipe = new ClassicRecipe(2)) {
            var report = CrossReads.search(recipe.members(), 2, 1_000);
            LoggerFactory.getLogger(CrossReadsTest.class).info("classic recipe: {}", report);
            assertThat(report.checks()).isGreaterThan(900);
            assertThat(report.wrong()).isPositive();
            assertThat(report.unscoped()).isPositive();
        }
    }

    @Test
    void findsNoneInRowhouse() throws Exception {
        try (var composite = TestComposite
                .start("""
                        apps.canary.class = dev.rowhouse.testkit.CanaryApp
                        fleets.f { count = %d, name = "i{n}", instance {
                          app = canary, mount = "/{instance}", start = eager, engines.default { url = "jdbc:h2:mem:{instance}-cross", schema = create }
                        } }
                        """
                        .formatted(INSTANCES))) {
            var subjects = IntStream.rangeClosed(1, INSTANCES).mapToObj(i -> new Member(composite, "i" + i)).toList();
            var report = CrossReads.search(subjects, INSTANCES, CHECKS);
            LoggerFactory.getLogger(CrossReadsTest.class).info("Rowhouse: {}", report);
            assertThat(report.checks()).isGreaterThanOrEqualTo(100_000);
            assertThat(report.wrong()).isZero();
            assertThat(report.unscoped()).isZero();
        }
    }

    /** An instance of a composite; reads with the session that its app was given at the start. */
    private static final class Member implements CrossReads.Subject {
        private final String name;
        private final Work work;
        private final Session session;

        Member(TestComposite composite, String name) {
            this.name = name;
            work = composite.work(name);
            session = composite.object(name, Session.class);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void request(CrossReads.Body body) throws Exception {
            work.run(body::run);
        }

        @Override
        public String read() {
            return session.find(Canary.class, 1).name;
        }
    }

    @Test
    void comparesEveryReadOfEverySubject() throws Exception {
        var honest = List.of(new Liar("a", "a"), new Liar("b", "b"));
        var liar = List.of(new Liar("a", "a"), new Liar("b", "a"));
        assertThat(CrossReads.search(honest, 2, 12).wrong()).isZero();
        assertThat(CrossReads.search(liar, 2, 12)).satisfies(report -> {
            assertThat(report.checks()).isEqualTo(12);
            assertThat(report.wrong()).isEqualTo(6);
            assertThat(report.unscoped()).isEqualTo(6);
        });
    }

    private record Liar(String name, String answer) implements CrossReads.Subject {
        @Override
        public void request(CrossReads.Body body) throws Exception {
            body.run();
        }

        @Override
        public String read() {
            return answer;
        }
    }
}
