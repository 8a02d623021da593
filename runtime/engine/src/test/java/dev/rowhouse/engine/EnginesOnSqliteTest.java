package dev.rowhouse.engine;

import static dev.rowhouse.engine.Configs.add;
import static dev.rowhouse.engine.Configs.engine;
import static dev.rowhouse.engine.Configs.open;
import static dev.rowhouse.engine.Configs.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hibernate.exception.LockAcquisitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@On(dev.rowhouse.databases.Product.SQLITE)
class EnginesOnSqliteTest extends EnginesContract {
    EnginesOnSqliteTest(Databases databases) {
        super(databases);
    }

    private static int pragma(Engine engine, String name) throws SQLException {
        try (var connection = engine.dataSource().getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery("pragma " + name)) {
            assertThat(answer.next()).isTrue();
            return answer.getInt(1);
        }
    }

    @Test
    void completesTheUrl(@TempDir Path folder) throws Exception {
        var file = folder.resolve("not").resolve("yet").resolve("there.db");
        try (var a = open(engines, "a", engine("jdbc:sqlite:" + file))) {
            assertThat(pragma(a, "foreign_keys")).isEqualTo(1);
            assertThat(pragma(a, "busy_timeout")).isEqualTo(4000);
            assertThat(pragma(a, "synchronous")).as("FULL: commits are on the disk").isEqualTo(2);
        }
        assertThat(file).isNotEmptyFile();
        try (var a = open(engines, "a", engine("jdbc:sqlite:" + file + "?foreign_keys=false&busy_timeout=7"))) {
            assertThat(pragma(a, "foreign_keys")).isZero();
            assertThat(pragma(a, "busy_timeout")).isEqualTo(7);
        }
    }

    /** Both have read before they write; SQLite itself would refuse one of them at once. */
    @Test
    void letsTransactionsComeOneAfterTheOther() throws Exception {
        try (var a = open(engines, "a", engine(databases.create("queue"), 8));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            add(a, "0");
            var tasks = Collections.nCopies(8, Executors.callable(() -> {
                try (var session = a.openSession()) {
                    session.inTransaction(transaction -> {
                        var note = session.createSelectionQuery("from Note", Note.class).getSingleResult();
                        note.text = String.valueOf(Integer.parseInt(note.text) + 1);
                    });
                }
            }));
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
            assertThat(texts(a)).containsExactly("8");
        }
    }

    @Test
    void letsOthersReadOutsideOfTransactionsMeanwhile() throws Exception {
        try (var a = open(engines, "a", engine(databases.create("readers"))); var session = a.openSession()) {
            add(a, "before");
            session.inTransaction(transaction -> {
                session.persist(new Note("meanwhile"));
                session.flush();
                assertThat(texts(a)).containsExactly("before");
            });
            assertThat(texts(a)).containsExactly("before", "meanwhile");
        }
    }

    @Test
    void waitsForTheLockAsLongAsTheUrlSays() throws Exception {
        var url = databases.create("impatient") + "&busy_timeout=50";
        try (var a = open(engines, "a", engine(url)); var holder = a.openSession(); var waiting = a.openSession()) {
            holder.beginTransaction();
            assertThatThrownBy(waiting::beginTransaction).isInstanceOf(LockAcquisitionException.class);
            holder.getTransaction().commit();
            waiting.inTransaction(transaction -> waiting.persist(new Note("in the end")));
            assertThat(texts(a)).containsExactly("in the end");
        }
    }

    /** The driver's own immediate transactions would wait for the lock again, as a part of the commit. */
    @Test
    void commitsWithoutWaitingForTheNextLock() throws Exception {
        var url = databases.create("committed") + "&busy_timeout=50";
        var locked = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        try (var a = open(engines, "a", engine(url));
                var connection = a.dataSource().getConnection();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            connection.setAutoCommit(false);
            new SqliteLock(connection).take();
            connection.commit();
            var other = threads.submit(() -> {
                try (var session = a.openSession()) {
                    session.beginTransaction();
                    locked.countDown();
                    assertThat(free.await(20, TimeUnit.SECONDS)).isTrue();
                    session.getTransaction().commit();
                }
                return true;
            });
            assertThat(locked.await(20, TimeUnit.SECONDS)).isTrue();
            connection.commit();
            connection.setAutoCommit(true);
            free.countDown();
            assertThat(other.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Native code that waits would keep the carrier of its virtual thread, and there is one for each processor. */
    @Test
    void stopsNobodyElseWhileTheLockIsWaitedFor() throws Exception {
        int waiting = 2 * Runtime.getRuntime().availableProcessors();
        var url = databases.create("wanted") + "&busy_timeout=60000";
        var entering = new CountDownLatch(waiting);
        try (var a = open(engines, "a", engine(url, waiting + 1));
                var holder = a.openSession();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.beginTransaction();
            var tasks = Stream.generate(() -> threads.submit(() -> {
                try (var session = a.openSession()) {
                    entering.countDown();
                    session.inTransaction(transaction -> session.persist(new Note("waited")));
                }
            })).limit(waiting).toList();
            assertThat(entering.await(20, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 100; i++) {
                assertThat(threads.submit(() -> "a neighbour").get(20, TimeUnit.SECONDS)).isEqualTo("a neighbour");
            }
            holder.getTransaction().commit();
            for (var task : tasks) {
                task.get(60, TimeUnit.SECONDS);
            }
            assertThat(texts(a)).hasSize(waiting);
        }
    }
}
