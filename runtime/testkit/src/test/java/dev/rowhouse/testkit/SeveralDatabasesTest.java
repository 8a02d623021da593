package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.engine.EngineException;
import dev.rowhouse.instance.Phase;
import dev.rowhouse.spi.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A composite whose instances have several databases, as a file declares them. */
class SeveralDatabasesTest {
    @TempDir
    Path folder;

    private TestComposite start(String flock, String more) {
        return TestComposite.start("""
                apps.aviary.class = dev.rowhouse.testkit.AviaryApp
                instances.a {
                  app = aviary, mount = "/a", folder = "%1$s"
                  engines.default { url = "jdbc:h2:file:%1$s/default", schema = update }
                  engines.flock { %2$s, schema = update }
                  engine-families.cage { url = "jdbc:h2:file:%1$s/cage-{key}", schema = update }
                  %3$s
                }
                """.formatted(folder, flock, more));
    }

    private String url(String name) {
        return "url = \"jdbc:h2:file:%s/%s\"".formatted(folder, name);
    }

    /** Canaries below 100 are in the one, others in the other. */
    private String shards(String low, String high) {
        return "shard-by = id, strategy = range, shards { low { %s }, high { %s, from = 100 } }".formatted(url(low),
                url(high));
    }

    private static void add(TestComposite composite, int id) {
        composite.object("a", Session.class).persist(new Canary(id, "canary " + id));
    }

    private static List<Integer> ids(TestComposite composite, Work where) {
        return where.call(() -> composite.object("a", Session.class)
                .createSelectionQuery("select id from Canary order by id", Integer.class)
                .getResultList());
    }

    @Test
    void commitsInTwoPhasesAndStartsAgain() {
        for (int start = 1; start <= 2; start++) {
            int id = start;
            try (var composite = start(url("flock"), "transactions = xa")) {
                assertThat(composite.phase("a")).isEqualTo(Phase.SERVING);
                var work = composite.work("a");
                var all = List.of(work.on("default"), work.on("flock"), work.on("cage", "one"));
                work.runInTransaction(() -> all.forEach(one -> one.run(() -> add(composite, id))));
                assertThatThrownBy(() -> work.runInTransaction(() -> {
                    all.forEach(one -> one.run(() -> add(composite, 10 + id)));
                    // A transaction is refused as a whole.
                    work.on("cage", "two").run(() -> {
                        add(composite, 1);
                        composite.object("a", Session.class).flush();
                        composite.object("a", Session.class).clear();
                        add(composite, 1);
                    });
                })).isInstanceOf(ConstraintViolationException.class);
                assertThat(all).allSatisfy(
                        one -> assertThat(ids(composite, one)).isEqualTo(id == 1 ? List.of(1) : List.of(1, 2)));
                assertThat(ids(composite, work.on("cage", "two"))).isEmpty();
                assertThat(work.keys("cage")).containsExactly("one", "two");
            }
            assertThat(folder.resolve("transactions")).isDirectory();
        }
    }

    @Test
    void servesWithoutAShardThatIsDownAndUsesItWhenItIsBack() throws IOException {
        var inTheWay = Files.createFile(folder.resolve("down"));
        try (var composite = start(shards("low", "down/high"), "")) {
            assertThat(composite.phase("a")).isEqualTo(Phase.SERVING);
            var work = composite.work("a");
            work.on("flock").runInTransaction(() -> add(composite, 1));
            work.runInTransaction(() -> add(composite, 100));
            assertThat(ids(composite, work.on("flock", 1))).containsExactly(1);
            assertThat(ids(composite, work)).containsExactly(100);
            assertThatThrownBy(() -> work.on("flock").runInTransaction(() -> add(composite, 100)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("engine 'flock/high'");
            assertThatThrownBy(() -> ids(composite, work.on("flock"))).isInstanceOf(EngineException.class)
                    .hasMessageContaining("engine 'flock/high'");
            Files.delete(inTheWay);
            work.on("flock").runInTransaction(() -> add(composite, 100));
            assertThat(ids(composite, work.on("flock"))).containsExactly(1, 100);
        }
    }

    @Test
    void doesNotStartWithRowsThatLieElsewhere() {
        try (var composite = start(shards("one", "two"), "")) {
            var work = composite.work("a");
            work.on("flock").runInTransaction(() -> {
                add(composite, 1);
                add(composite, 100);
            });
        }
        var other = shards("one", "two").replace("from = 100", "from = 50");
        try (var composite = start(other, "")) {
            assertThat(FailedStart.reason(composite, "a")).contains("engine 'flock/",
                    "rowhouse shards CONF a flock move");
        }
        try (var composite = start(shards("one", "two"), "")) {
            assertThat(ids(composite, composite.work("a").on("flock"))).containsExactly(1, 100);
        }
    }
}
