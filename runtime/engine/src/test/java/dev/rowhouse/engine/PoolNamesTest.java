package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.pool.HikariPool;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.JdbcUrl;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.PoolConfig;
import dev.rowhouse.config.ServerConfig;
import java.lang.management.ManagementFactory;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** A pool is called {@code instance/engine}, and of several databases {@code instance/engine/part}, wherever one meets it. */
public class PoolNamesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** For H2, which runs it on the thread that connects. */
    public static String thread() {
        return Thread.currentThread().getName();
    }

    private static EngineConfig shard(Duration patience, Map<String, String> more) {
        var engine = Configs.engine("jdbc:h2:mem:any");
        var pool = new PoolConfig(1, 0, patience, Duration.ofMinutes(1), Duration.ZERO, more);
        return new EngineConfig(engine.name(), engine.url(), engine.user(), engine.password(), engine.schema(), pool,
                engine.mapping(), engine.durability(), engine.shared(), engine.reflect(), engine.properties(),
                engine.part(), engine.transactions(), engine.origin()).part("b", new JdbcUrl("jdbc:h2:mem:names"));
    }

    @Test
    void namesThePoolInThreadsBeansAndFailures() throws Exception {
        var config = shard(PATIENCE, Map.of("register-mbeans", "true", "connection-init-sql", """
                create alias if not exists who for "dev.rowhouse.engine.PoolNamesTest.thread";
                create table if not exists names(name varchar);
                insert into names select who()"""));
        try (var engines = new Engines(); var engine = Configs.open(engines, "north", config)) {
            assertThat(engine.connections().pool().pool().getPoolName()).isEqualTo("north/default/b");
            assertThat(engine.toString()).startsWith("north/default/b#");
            assertThat(ManagementFactory.getPlatformMBeanServer()
                    .isRegistered(new ObjectName("com.zaxxer.hikari:type=Pool (north/default/b)"))).isTrue();
            var names = new ArrayList<String>();
            try (var connection = engine.dataSource().getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select name from names")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                // As who borrows does, but not for as long as it takes to open the pool on a machine that is busy.
                var full = (HikariPool) engine.connections().pool().pool().getHikariPoolMXBean();
                assertThatThrownBy(() -> full.getConnection(250)).isInstanceOf(SQLTransientConnectionException.class)
                        .hasMessageStartingWith("north/default/b - Connection is not available");
            }
            assertThat(names).isNotEmpty().allMatch(name -> name.startsWith("north/default/b:"));
        }
    }

    @Test
    void namesThePoolWhereAServerLendsItNothing() throws Exception {
        var server = new ServerConfig("main", "jdbc:h2:mem:names", 1, new Origin("test.conf", 1));
        try (var engines = new Engines(List.of(server));
                var engine = Configs.open(engines, "south", shard(PATIENCE, Map.of()))) {
            try (var _ = engine.dataSource().getConnection()) {
                assertThatThrownBy(() -> Configs.open(engines, "north", shard(Duration.ofSeconds(3), Map.of())))
                        .hasMessageStartingWith("instance 'north', engine 'default/b': ")
                        .hasMessageContaining("north/default/b: no connection within 3000 ms: server 'main'");
            }
        }
    }
}
