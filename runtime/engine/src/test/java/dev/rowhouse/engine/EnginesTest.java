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
import dev.rowhouse.spi.Entities;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.h2.api.ErrorCode;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_METHOD)
class EnginesTest {
    /** H2's code for a file or folder that can't be made. */
    private static final int FOLDER_NOT_MADE = ErrorCode.FILE_CREATION_FAILED_1;

    private final Engines engines = new Engines();

    @AfterEach
    void close() {
        engines.close();
    }

    @Test
    void givesAnEngineAMappingOfItsOwnIfAsked() throws Exception {
        var own = engine("jdbc:h2:mem:own-b", Schema.UPDATE, Mapping.OWN);
        try (var a = open(engines, "a", engine("jdbc:h2:mem:own-a")); var b = open(engines, "b", own)) {
            assertThat(a.mapping()).isNotSameAs(b.mapping());
            assertThat(engines.mappings()).isEqualTo(1);
            add(b, "of b");
            assertThat(texts(b)).containsExactly("of b");
        }
    }

    /** Asked by H2, on the thread that connects. */
    public static final class Context {
        private Context() {}

        /** Whether the thread finds an app's classes. */
        public static boolean isOfAnApp() {
            return "shop".equals(Thread.currentThread().getContextClassLoader().getName());
        }
    }

    @Test
    void connectsOutOfTheContextOfAnApp() throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        var url = """
                jdbc:h2:mem:context;INIT=CREATE ALIAS IF NOT EXISTS IN_APP FOR '%s.isOfAnApp'\\;\
                CREATE TABLE IF NOT EXISTS SEEN(IN_APP BOOLEAN)\\;INSERT INTO SEEN VALUES (IN_APP())"""
                .formatted(Context.class.getName());
        try (var app = new URLClassLoader("shop", new URL[0], before)) {
            thread.setContextClassLoader(app);
            try (var a = open(engines, "a", engine(url));
                    var connection = a.dataSource().getConnection();
                    var another = a.dataSource().getConnection();
                    var statement = another.createStatement();
                    var rows = statement.executeQuery("select count(*), count(*) filter (where in_app) from seen")) {
                assertThat(connection).isNotSameAs(another);
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).as("connections").isGreaterThan(1);
                assertThat(rows.getInt(2)).as("in the context of an app").isZero();
                assertThat(thread.getContextClassLoader()).isSameAs(app);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    @Test
    void opensNoSessionWithoutAnEngine() throws Exception {
        try (var a = open(engines, "a", engine("jdbc:h2:mem:factory"));
                var session = a.openSession();
                var factory = session.getSessionFactory()) {
            assertThatThrownBy(factory::openSession).isInstanceOf(HibernateException.class)
                    .hasMessageContaining("no tenant identifier");
        }
    }

    @Test
    void keepsADatabaseInMemoryUntilItsEngineCloses() throws Exception {
        var config = engine("jdbc:h2:mem:keeper");
        try (var a = open(engines, "a", config)) {
            add(a, "kept");
            // All pooled connections go, as they do when they have been idle for long.
            a.connections().pool().pool().getHikariPoolMXBean().softEvictConnections();
            assertThat(texts(a)).containsExactly("kept");
        }
        try (var again = open(engines, "a", config)) {
            assertThat(texts(again)).isEmpty();
        }
    }

    @Test
    void keepsNothingOfAnEngineThatWasClosed() throws Exception {
        try (var a = open(engines, "a", engine("jdbc:h2:mem:forget-a"))) {
            add(a, "one");
            try (var b = open(engines, "b", engine("jdbc:h2:mem:forget-b"))) {
                add(b, "one");
                assertThat(a.mapping().remembered()).isEqualTo(2);
            }
            assertThat(a.mapping().remembered()).isEqualTo(1);
        }
    }

    @Test
    void takesIdsFromTheDatabaseThatIsThereNow(@TempDir Path folder) throws Exception {
        var config = engine("jdbc:h2:file:" + folder.resolve("restored"));
        var file = folder.resolve("restored.mv.db");
        try (var a = open(engines, "a", config)) {
            assertThat(add(a, "before the backup")).isEqualTo(1);
        }
        var backup = Files.readAllBytes(file);
        long lost;
        try (var a = open(engines, "a", config)) {
            lost = add(a, "after the backup");
        }
        Files.write(file, backup);
        try (var a = open(engines, "a", config)) {
            // The restored database doesn't know of that range, so it hands it out again; a stale range would go on.
            assertThat(add(a, "after the restore")).isEqualTo(lost);
            assertThat(texts(a)).containsExactly("before the backup", "after the restore");
        }
    }

    @Test
    void refusesIdsThatAMappingWouldKeepForAll() {
        assertThatThrownBy(() -> engines.open(Configs.APP, new InstanceName("a"), engine("jdbc:h2:mem:counted"),
                Entities.of(Counted.class))).isInstanceOf(EngineException.class)
                .hasMessageContaining("instance 'a', engine 'default': the ids of")
                .hasMessageContaining("IncrementGenerator")
                .hasMessageContaining("mapping = own");
    }

    @Test
    void letsAMappingOfItsOwnCountIds() throws Exception {
        var own = engine("jdbc:h2:mem:counted-own", Schema.CREATE, Mapping.OWN);
        try (var a = engines.open(Configs.APP, new InstanceName("a"), own, Entities.of(Counted.class));
                var session = a.openSession()) {
            assertThat(session.createSelectionQuery("from Counted", Counted.class).getResultList()).isEmpty();
        }
    }

    @Test
    void makesAFolderForManyDatabasesAtOnce(@TempDir Path folder) throws Exception {
        int count = 8;
        var together = new CyclicBarrier(count);
        try (var threads = Executors.newFixedThreadPool(count)) {
            for (int round = 0; round < 10; round++) {
                var fresh = folder.resolve("round" + round).resolve("data");
                var opened = new ArrayList<Future<Engine>>();
                for (int i = 0; i < count; i++) {
                    var name = "a" + i;
                    opened.add(threads.submit(() -> {
                        together.await();
                        return open(engines, name, engine("jdbc:h2:file:" + fresh.resolve(name)));
                    }));
                }
                for (var engine : opened) {
                    engine.get().close();
                }
                try (var files = Files.list(fresh)) {
                    // H2 may have traced another failure there: a pool that is closed interrupts whoever connects.
                    assertThat(files.filter(file -> file.toString().endsWith(".trace.db"))).allSatisfy(
                            trace -> assertThat(trace).content().doesNotContain("[" + FOLDER_NOT_MADE + "-"));
                }
            }
        }
    }

    @Test
    void leavesNothingOpenWhenItCannotOpen(@TempDir Path folder) throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("invalid");
        assertThatThrownBy(() -> open(engines, "a", engine(url, Schema.VALIDATE, Mapping.SHARED)))
                .isInstanceOf(EngineException.class);
        // An open database would hold its file.
        Files.delete(folder.resolve("invalid.mv.db"));
        try (var a = open(engines, "a", engine(url))) {
            assertThat(texts(a)).isEmpty();
        }
    }
}
