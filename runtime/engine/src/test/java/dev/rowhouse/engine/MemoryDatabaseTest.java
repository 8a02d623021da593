package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.h2.api.ErrorCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryDatabaseTest {
    @AutoClose
    private final Engines engines = new Engines();

    /** Where its engines' tables have been made once. */
    @BeforeEach
    void makeOne() throws Exception {
        open("before").close();
    }

    private static String url(String name) {
        return "jdbc:h2:mem:memory_" + name;
    }

    private Engine open(String name) throws InterruptedException {
        return Configs.open(engines, "a", Configs.engine(url(name)));
    }

    private static boolean exists(String name) throws SQLException {
        try (var _ = DriverManager.getConnection(url(name) + ";IFEXISTS=TRUE")) {
            return true;
        } catch (SQLException e) {
            assertThat(e.getErrorCode()).isEqualTo(ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1);
            return false;
        }
    }

    @Test
    void isMadeWithItsFirstUseAndForgottenWithItsEngine() throws Exception {
        try (var engine = open("later")) {
            assertThat(exists("later")).isFalse();
            Configs.add(engine, "first");
            engine.connections().pool().pool().getHikariPoolMXBean().softEvictConnections();
            assertThat(Configs.texts(engine)).containsExactly("first");
            assertThat(exists("later")).isTrue();
        }
        assertThat(exists("later")).isFalse();
    }

    @Test
    void isNeverMadeForAnEngineThatIsClosed() throws Exception {
        var engine = open("closed");
        engine.close();
        assertThatThrownBy(() -> engine.dataSource().getConnection()).isInstanceOf(SQLException.class);
        assertThat(exists("closed")).isFalse();
    }

    /** What is wrong with tables or settings must be found while an instance starts. */
    @ParameterizedTest
    @CsvSource({";MODE=Oracle, UPDATE, SHARED", "'', NONE, SHARED", "'', UPDATE, OWN",
            ";DB_CLOSE_DELAY=5, UPDATE, SHARED"})
    void isMadeAtOnceWhereNoneLikeItWasMade(String settings, Schema schema, Mapping mapping) throws Exception {
        var config = Configs.engine(url("other") + settings, schema, mapping);
        try (var _ = Configs.open(engines, "a", config)) {
            assertThat(exists("other")).isTrue();
        }
    }

    /** An instance is restarted beside its old start, and others share it: it is there as long as one of them. */
    @Test
    void isKeptAsLongAsOneOfThoseThatHaveIt() throws Exception {
        var one = open("several");
        assertThat(exists("several")).isFalse();
        try (var other = open("several")) {
            assertThat(exists("several")).isTrue();
            Configs.add(other, "first");
        }
        assertThat(Configs.texts(one)).containsExactly("first");
        try (var another = open("several")) {
            one.close();
            assertThat(Configs.texts(another)).containsExactly("first");
        }
        assertThat(exists("several")).isFalse();
    }

    @Test
    void isMadeOnceByManyThreads() throws Exception {
        try (var engine = open("crowd"); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> visits = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                visits.add(() -> Configs.add(engine, "one"));
            }
            List<Long> ids = new ArrayList<>();
            for (var visit : threads.invokeAll(visits)) {
                ids.add(visit.get());
            }
            assertThat(ids).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
        }
    }

    @Test
    void triesAgainWhereItCouldNotBeMade() throws Exception {
        try (var engine = open("refused")) {
            try (var intruder = DriverManager.getConnection(url("refused"), "somebody", "else")) {
                assertThatThrownBy(() -> engine.dataSource().getConnection()).isInstanceOf(SQLException.class)
                        .hasMessageContaining("Wrong user name or password");
                assertThat(intruder.isValid(1)).isTrue();
            }
            Configs.add(engine, "first");
            assertThat(Configs.texts(engine)).containsExactly("first");
        }
    }
}
