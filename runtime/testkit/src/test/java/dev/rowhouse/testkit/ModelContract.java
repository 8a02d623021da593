package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.instance.Phase;
import dev.rowhouse.spi.OutOfScopeException;
import dev.rowhouse.spi.Tables;
import dev.rowhouse.spi.Work;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.hibernate.LazyInitializationException;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Relations as people write them, in an instance, however they are mapped: on every product. */
abstract class ModelContract {
    private final Databases databases;
    private TestComposite composite;
    private Session session;
    private Work work;

    ModelContract(Databases databases) {
        this.databases = databases;
    }

    @BeforeEach
    void start(TestInfo test) throws Exception {
        var name = "model_" + test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        var desk = "create table desk (no integer not null primary key, lamp varchar(10))";
        for (var instance : new String[]{"north", "south"}) {
            databases.create(name + "_" + instance);
            try (var connection = databases.connect(name + "_" + instance);
                    var statement = connection.createStatement()) {
                statement.execute(desk);
                statement.execute("insert into desk values (1, '%s')".formatted(instance));
            }
        }
        composite = TestComposite.start("""
                apps.reading.class = dev.rowhouse.testkit.ReadingRoomApp
                defaults { app = reading, engines.default { url = "%s", schema = update } }
                instances { north.mount = "/north", south.mount = "/south" }
                """.formatted(databases.url(name + "_{instance}")));
        assertThat(composite.phase("north")).isEqualTo(Phase.SERVING);
        session = composite.object("north", Session.class);
        work = composite.work("north");
    }

    @AfterEach
    void stop() {
        composite.close();
    }

    private Subject subject(String name) {
        return session.createSelectionQuery("from Subject where name = :name", Subject.class)
                .setParameter("name", name)
                .getSingleResult();
    }

    private void plantTree() {
        work.runInTransaction(() -> {
            var sea = new Subject("Sea").add(new Subject("Ships").add(new Subject("Sails"))).add(new Subject("Fish"));
            session.persist(sea);
            var ada = new Reader("Ada");
            ada.interests.add(sea);
            ada.interests.add(sea.narrower().getLast());
            ada.note("come back");
            session.persist(ada);
        });
    }

    @Test
    void savesATreeByItsRootAndWalksItBothWays() {
        plantTree();
        work.run(() -> {
            var sails = subject("Sails");
            var ships = Objects.requireNonNull(sails.broader());
            assertThat(ships.name()).isEqualTo("Ships");
            assertThat(Objects.requireNonNull(ships.broader()).narrower()).extracting(Subject::name)
                    .containsExactly("Fish", "Ships");
        });
        work.runInTransaction(() -> session.remove(subject("Ships")));
        work.run(() -> assertThat(
                session.createSelectionQuery("select name from Subject order by name", String.class).getResultList())
                .containsExactly("Fish", "Sea"));
    }

    @Test
    void joinsManyToManyThroughASecondaryTable() {
        plantTree();
        work.runInTransaction(() -> subject("Fish").relate(subject("Ships")));
        work.run(() -> {
            assertThat(subject("Fish").related()).extracting(Subject::name).containsExactly("Ships");
            assertThat(
                    session.createSelectionQuery("select r.name from Reader r join r.interests s where s.name = 'Sea'",
                            String.class).getResultList())
                    .containsExactly("Ada");
        });
    }

    @Test
    void carriesChangesOnToWhatBelongsToAnEntity() {
        plantTree();
        work.runInTransaction(() -> {
            var ada = session.createSelectionQuery("from Reader", Reader.class).getSingleResult();
            ada.notes.clear();
            ada.note("once");
            ada.note("twice");
        });
        work.run(() -> assertThat(
                session.createSelectionQuery("select text from ReaderNote order by text", String.class).getResultList())
                .containsExactly("once", "twice"));
        work.runInTransaction(
                () -> session.remove(session.createSelectionQuery("from Reader", Reader.class).getSingleResult()));
        work.run(() -> {
            assertThat(session.createSelectionQuery("from ReaderNote", Reader.Note.class).getResultList()).isEmpty();
            assertThat(session.createSelectionQuery("from Subject", Subject.class).getResultList()).hasSize(4);
        });
    }

    @Test
    void loadsLazilyInTheScopeAndSaysSoOutsideOfIt() {
        plantTree();
        var sea = work.call(() -> {
            var found = subject("Sea");
            assertThat(found.narrower()).hasSize(2);
            return found;
        });
        assertThatThrownBy(() -> sea.related().size()).isInstanceOf(LazyInitializationException.class)
                .hasMessageContaining("Subject.related");
        assertThatThrownBy(() -> session.find(Subject.class, sea.id())).isInstanceOf(OutOfScopeException.class);
        // In another piece of work it is as strange as outside of all.
        work.run(() -> assertThatThrownBy(() -> sea.related().size()).isInstanceOf(LazyInitializationException.class));
    }

    @Test
    void keepsReflectedRowsInTheirInstance() {
        work.runInTransaction(() -> {
            session.persist("desk", new HashMap<>(Map.of("no", 2, "lamp", "green")));
            session.persist(new Reader("Ada"));
        });
        work.run(() -> assertThat(
                session.createSelectionQuery("select lamp from desk order by no", String.class).getResultList())
                .containsExactly("north", "green"));
        var there = composite.object("south", Session.class);
        composite.work("south")
                .run(() -> assertThat(there.createSelectionQuery("select lamp from desk", String.class).getResultList())
                        .containsExactly("south"));
        // The tables are alike, so both use the same mapping.
        assertThat(composite.object("north", Tables.class)).isSameAs(composite.object("south", Tables.class));
        assertThatThrownBy(() -> session.find("desk", 1)).isInstanceOf(OutOfScopeException.class);
    }
}
