package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Transactions;
import dev.rowhouse.config.PoolConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines whose transactions commit in two phases, on H2. */
class XaLinesTest {
    @TempDir
    Path folder;

    @AutoClose
    private final Engines engines = new Engines();

    static EngineConfig xa(String url, Map<String, String> more) {
        var some = Configs.engine(url);
        var pool = new PoolConfig(3, 0, some.pool().borrowTimeout(), some.pool().idleTimeout(),
                some.pool().maxLifetime(), more);
        return new EngineConfig(some.name(), some.url(), some.user(), some.password(), some.schema(), pool,
                some.mapping(), some.durability(), some.shared(), some.reflect(), some.properties(), Optional.empty(),
                Transactions.XA, some.origin());
    }

    private Engine open() throws InterruptedException {
        return Configs.open(engines, "a", xa("jdbc:h2:file:" + folder.resolve("a"), Map.of()));
    }

    /** A branch of nobody's. */
    private record Id(String name) implements Xid {
        @Override
        public int getFormatId() {
            return -7;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return name.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[0];
        }
    }

    private static void prepare(Engine engine, String text) throws SQLException, XAException {
        try (var line = engine.openXaLine()) {
            var id = new Id(text);
            line.resource().start(id, XAResource.TMNOFLAGS);
            try (var statement = line.connection().createStatement()) {
                statement.execute("insert into Note (id, text) values (%d, '%s')".formatted(text.length(), text));
            }
            line.resource().end(id, XAResource.TMSUCCESS);
            assertThat(line.resource().prepare(id)).isEqualTo(XAResource.XA_OK);
        }
    }

    private static Xid[] prepared(XaLine line) throws XAException {
        return line.resource().recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
    }

    /** The driver's own resource rolls back the first one alone. */
    @Test
    void rollsBackAllThatWasLeftPrepared() throws Exception {
        try (var engine = open()) {
            prepare(engine, "x");
            prepare(engine, "xx");
            prepare(engine, "xxx");
        }
        try (var engine = open(); var line = engine.openXaLine()) {
            for (var id : prepared(line)) {
                line.resource().rollback(id);
            }
            assertThat(prepared(line)).isEmpty();
            assertThat(Configs.texts(engine)).isEmpty();
        }
    }

    @Test
    void commitsWhatWasLeftPrepared() throws Exception {
        try (var engine = open()) {
            prepare(engine, "x");
            prepare(engine, "xx");
            assertThat(Configs.texts(engine)).isEmpty();
        }
        try (var engine = open(); var line = engine.openXaLine()) {
            var found = prepared(line);
            assertThat(found).hasSize(2).allMatch(id -> id.getFormatId() == -7 && id.getBranchQualifier().length == 0);
            line.resource().commit(new Id("xx"), false);
            line.resource().rollback(new Id("x"));
            assertThat(Configs.texts(engine)).containsExactly("xx");
            assertThatThrownBy(() -> line.resource().commit(new Id("xx"), false)).isInstanceOfSatisfying(
                    XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XAER_NOTA));
        }
    }

    @Test
    void leavesAloneWhatHasANameOfAnotherKind() throws Exception {
        try (var engine = open(); var line = engine.openXaLine()) {
            try (var connection = engine.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                try (var statement = connection.createStatement()) {
                    statement.execute("insert into Note (id, text) values (1, 'by hand')");
                    statement.execute("prepare commit by_hand");
                }
                assertThat(prepared(line)).isEmpty();
                connection.rollback();
            }
        }
    }

    @Test
    void tellsALostConnectionFromARefusal() throws Exception {
        try (var engine = open(); var line = engine.openXaLine()) {
            line.connection().close();
            assertThatThrownBy(() -> prepared(line)).isInstanceOfSatisfying(XAException.class,
                    e -> assertThat(e.errorCode).isEqualTo(XAException.XAER_RMFAIL));
        }
    }

    @Test
    void refusesAUserOfH2WhoMayNotEndThem() throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("users");
        try (var connection = DriverManager.getConnection(url, "owner", "");
                var statement = connection.createStatement()) {
            statement.execute("create user guest password ''");
            var config = xa(url, Map.of());
            XaLines.check(config, connection);
            try (var guest = DriverManager.getConnection(url, "guest", "")) {
                assertThatThrownBy(() -> XaLines.check(config, guest)).isInstanceOf(SQLException.class)
                        .hasMessageStartingWith("only an administrator of an H2 database");
            }
        }
    }

    @Test
    void opensNoLineWithoutBeingToldTo() throws Exception {
        try (var engine = Configs.open(engines, "a", Configs.engine("jdbc:h2:mem:no-lines"));
                var connection = engine.dataSource().getConnection()) {
            assertThatThrownBy(engine::openXaLine).isInstanceOf(IllegalStateException.class);
            assertThat(connection.isWrapperFor(Enlistable.class)).isFalse();
        }
    }

    /** Whatever there is on the class path. */
    @Test
    void letsHibernateFindNoTransactionsThatAllWouldShare() throws Exception {
        try (var engine = open()) {
            assertThat(engine.factory().getServiceRegistry().requireService(JtaPlatform.class))
                    .isInstanceOf(NoJtaPlatform.class);
        }
    }

    @Test
    void checksProductAndDriver() {
        assertThat(EngineCheckTest.mistakes(xa("jdbc:h2:mem:x", Map.of()))).isEmpty();
        assertThat(List.of("jdbc:postgresql:x", "jdbc:mariadb://h/x"))
                .allMatch(url -> EngineCheckTest.mistakes(xa(url, Map.of())).isEmpty());
        assertThat(EngineCheckTest.mistakes(xa("jdbc:sqlite:x.db", Map.of()))).containsExactly(
                "test.conf:1: instances.a.engines.default.url: transactions = xa needs a product that commits in two phases, and "
                        + "'sqlite' is not known as one; use H2, MariaDB, MySQL, Oracle, PostgreSQL or SQL Server, or leave transactions = local");
        assertThat(EngineCheckTest.mistakes(xa("jdbc:h2:mem:x", Map.of("driver-class-name", "org.h2.Driver"))))
                .singleElement()
                .asString()
                .contains("pool.driver-class-name: is not asked with transactions = xa");
        assertThat(EngineCheckTest.mistakes(xa("jdbc:oracle:thin:@host:1521/x", Map.of()))).singleElement()
                .asString()
                .contains("no JDBC driver for 'oracle'");
    }

    @Test
    void refusesAProductThatPreparesNothing() {
        assertThatThrownBy(() -> Configs.open(engines, "a", xa("jdbc:sqlite:" + folder.resolve("x.db"), Map.of())))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'sqlite' is not known as one");
    }
}
