package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.add;
import static dev.rowhouse.engine.Configs.engine;
import static dev.rowhouse.engine.Configs.open;
import static dev.rowhouse.engine.Configs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.spi.Entities;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hibernate.HibernateException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What engines promise, whatever the product. */
abstract class EnginesContract {
    final Databases databases;

    @AutoClose
    final Engines engines = new Engines();

    EnginesContract(Databases databases) {
        this.databases = databases;
    }

    private void execute(String database, String statement) throws SQLException {
        try (var connection = databases.connect(database); var it = connection.createStatement()) {
            it.execute(statement);
        }
    }

    @Test
    void sharesAMappingButNoData() throws Exception {
        try (var a = open(engines, "a", engine(databases.create("shared_a")));
                var b = open(engines, "b", engine(databases.create("shared_b")))) {
            assertThat(add(a, "of a")).isEqualTo(1);
            assertThat(add(b, "of b")).isEqualTo(1);
            assertThat(a.mapping()).isSameAs(b.mapping());
            assertThat(texts(a)).containsExactly("of a");
            assertThat(texts(b)).containsExactly("of b");
        }
    }

    @Test
    void handsOutEveryIdOnce() throws Exception {
        var url = databases.create("ids");
        try (var a = open(engines, "a", engine(url))) {
            for (int i = 1; i <= 120; i++) {
                assertThat(add(a, "note " + i)).isEqualTo(i);
            }
        }
        try (var again = open(engines, "a", engine(url))) {
            assertThat(add(again, "with a range of its own")).isGreaterThan(120);
        }
    }

    @Test
    void handsOutEveryIdOnceThoughTwoEnginesShareMappingAndDatabase() throws Exception {
        var url = databases.create("ids_of_two");
        List<Long> ids = Collections.synchronizedList(new ArrayList<>());
        try (var a = open(engines, "a", engine(url, 8));
                var b = open(engines, "b", engine(url, 8));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(a.mapping()).isSameAs(b.mapping());
            var tasks = IntStream.range(0, 4).mapToObj(task -> (Callable<Boolean>) () -> {
                for (int i = 0; i < 30; i++) {
                    ids.add(add(task % 2 == 0 ? a : b, "note"));
                }
                return true;
            }).toList();
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isTrue();
            }
            assertThat(ids).hasSize(120).doesNotHaveDuplicates();
            assertThat(texts(a)).hasSize(120);
        }
    }

    @Test
    void handsOutNoIdTwiceAfterARollback() throws Exception {
        try (var a = open(engines, "a", engine(databases.create("ids_after_rollback")))) {
            try (var session = a.openSession()) {
                add(a, "before");
                var transaction = session.beginTransaction();
                for (int i = 0; i < 10; i++) {
                    session.persist(new Note("rolled back"));
                }
                session.flush();
                transaction.rollback();
            }
            var ids = LongStream.range(0, 120).map(i -> add(a, "note")).boxed().toList();
            assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id > 1);
            assertThat(texts(a)).hasSize(121);
        }
    }

    @Test
    void carriesOutTheSchemaOnTheDatabaseOfEach() throws Exception {
        var url = databases.create("schema_work");
        assertThatThrownBy(() -> open(engines, "a", engine(url, Schema.VALIDATE, Mapping.SHARED)))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("instance 'a', engine 'default': ")
                .hasMessageContaining("missing table");
        try (var a = open(engines, "a", engine(url, Schema.CREATE, Mapping.SHARED))) {
            add(a, "first");
        }
        for (var schema : new Schema[]{Schema.CREATE, Schema.UPDATE, Schema.VALIDATE, Schema.NONE}) {
            try (var a = open(engines, "a", engine(url, schema, Mapping.SHARED))) {
                assertThat(texts(a)).as(schema.name()).containsExactly("first");
            }
        }
        try (var a = open(engines, "a", engine(url, Schema.DROP_AND_CREATE, Mapping.SHARED))) {
            assertThat(texts(a)).isEmpty();
        }
    }

    @Test
    void createsNoColumnsWhereTablesExist() throws Exception {
        var url = databases.create("older");
        execute("older", "create table Note (id bigint primary key)");
        try (var a = open(engines, "a", engine(url, Schema.CREATE, Mapping.SHARED))) {
            assertThatThrownBy(() -> texts(a)).isInstanceOf(HibernateException.class)
                    .hasMessageMatching("(?is).*text.*");
        }
        try (var a = open(engines, "a", engine(url, Schema.UPDATE, Mapping.SHARED))) {
            assertThat(texts(a)).isEmpty();
        }
    }

    /** A neighbour's tables and sequences in another database must not pass for one's own. */
    @Test
    void looksAtItsOwnDatabaseAlone() throws Exception {
        try (var neighbour = open(engines, "b", engine(databases.create("walls_b")))) {
            add(neighbour, "of the neighbour");
            for (var schema : new Schema[]{Schema.UPDATE, Schema.CREATE, Schema.DROP_AND_CREATE}) {
                var url = databases.create("walls_" + schema.name().toLowerCase(Locale.ROOT));
                assertThatThrownBy(() -> open(engines, "a", engine(url, Schema.VALIDATE, Mapping.SHARED)))
                        .hasMessageContaining("missing table");
                try (var a = open(engines, "a", engine(url, schema, Mapping.SHARED))) {
                    assertThat(texts(a)).isEmpty();
                    assertThat(add(a, "of a")).isEqualTo(1);
                }
                try (var a = open(engines, "a", engine(url, Schema.VALIDATE, Mapping.SHARED))) {
                    assertThat(texts(a)).containsExactly("of a");
                }
            }
            assertThat(texts(neighbour)).containsExactly("of the neighbour");
        }
    }

    /** Hibernate collects what it inserts in a temporary table, which must be one of this database and this session. */
    @Test
    void insertsManyByOneStatement() throws Exception {
        try (var a = open(engines, "a", engine(databases.create("many_a")));
                var b = open(engines, "b", engine(databases.create("many_b")))) {
            add(a, "one");
            for (var engine : List.of(a, b)) {
                try (var session = engine.openSession()) {
                    session.inTransaction(transaction -> session
                            .createMutationQuery("insert into Note (text) select n.text || '!' from Note n")
                            .executeUpdate());
                }
            }
            assertThat(texts(a)).containsExactly("one", "one!");
            assertThat(texts(b)).isEmpty();
        }
    }

    @Test
    void createsTheKeysThatAMappingHas() throws Exception {
        for (var schema : new Schema[]{Schema.CREATE, Schema.UPDATE, Schema.DROP_AND_CREATE}) {
            var database = "keys_" + schema.name().toLowerCase(Locale.ROOT);
            var config = engine(databases.create(database), schema, Mapping.SHARED);
            for (int opening = 0; opening < 2; opening++) {
                try (var a = engines.open(Configs.APP, new InstanceName("a"), config,
                        Entities.of(Shelf.class, Volume.class)); var session = a.openSession()) {
                    var name = "shelf " + opening;
                    session.inTransaction(transaction -> session.persist(new Volume(new Shelf(name), 1)));
                    assertThat(refused(a,
                            "insert into Volume (id, shelf_name, place) values (99, '%s', 1)".formatted(name)))
                            .isEqualTo(ConstraintKind.UNIQUE);
                    assertThat(refused(a, "insert into Volume (id, shelf_name, place) values (98, 'nowhere', 1)"))
                            .isEqualTo(ConstraintKind.FOREIGN_KEY);
                    assertThat(refused(a, "delete from Shelf where name = '%s'".formatted(name)))
                            .isEqualTo(ConstraintKind.FOREIGN_KEY);
                    assertThat(refused(a, "insert into Shelf (name) values ('%s')".formatted(name)))
                            .isEqualTo(ConstraintKind.UNIQUE);
                }
            }
        }
    }

    private static ConstraintKind refused(Engine engine, String statement) {
        try (var session = engine.openSession()) {
            session.inTransaction(transaction -> session.createNativeMutationQuery(statement).executeUpdate());
            throw new AssertionError("not refused: " + statement);
        } catch (ConstraintViolationException refusal) {
            return refusal.getKind();
        }
    }
}
