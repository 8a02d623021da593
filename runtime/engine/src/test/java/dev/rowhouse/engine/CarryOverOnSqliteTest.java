package dev.rowhouse.engine;

import static dev.rowhouse.engine.Carried.asking;
import static dev.rowhouse.engine.Carried.executing;
import static dev.rowhouse.engine.Carried.inTransaction;
import static dev.rowhouse.engine.Carried.statements;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.PoolConfig.Reset;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@On(dev.rowhouse.databases.Product.SQLITE)
class CarryOverOnSqliteTest extends CarryOverContract {
    private final AtomicInteger count = new AtomicInteger();

    CarryOverOnSqliteTest(Databases databases) {
        super(databases);
    }

    @Override
    String database() {
        var name = "carry_over_" + count.incrementAndGet();
        var url = databases.create(name);
        try (var connection = databases.connect(name)) {
            executing("create table numbered (id integer primary key, a int)").on(connection);
            return url;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    Stream<Carried> everything() {
        return Stream.concat(
                ofJdbc().filter(
                        carried -> !carried.what().equals("holdability") && !carried.what().equals("network time-out")),
                Stream.of(
                        statements("isolation by a statement", "pragma read_uncommitted",
                                "pragma read_uncommitted = true"),
                        statements("read-only by a statement", "pragma query_only", "pragma query_only = true"),
                        statements("setting", "pragma foreign_keys", "pragma foreign_keys = false"),
                        statements("other database", "select count(*) from pragma_database_list",
                                "attach ':memory:' as other"),
                        statements("temporary table", "select count(*) from sqlite_temp_master",
                                "create temp table t (a int)"),
                        new Carried("time-out of a statement", false, connection -> {
                            try (var it = connection.createStatement()) {
                                it.setQueryTimeout(77);
                                it.execute("select 1");
                            }
                        }, asking("pragma busy_timeout")),
                        new Carried("uncommitted row", false,
                                inTransaction(executing("insert into numbered (a) values (-1)")),
                                asking("select count(*) from numbered where a = -1")),
                        statements("transaction that a statement has begun",
                                "select count(*) from numbered where a = -2", "begin",
                                "insert into numbered (a) values (-2)")));
    }

    /** With sessions, each transaction takes the lock by statements; that is no reason to throw a connection away. */
    @Test
    void keepsAConnectionThroughTransactionsOfSessions() throws Exception {
        try (var engine = open("a", config(database(), pool(Reset.NEEDED, Map.of())))) {
            execute(engine, "pragma user_version = 1");
            // Found again as long as the file is not opened anew.
            execute(engine, "insert into numbered (a) values (41), (42)");
            for (int turn = 0; turn < 3; turn++) {
                try (var session = engine.openSession()) {
                    session.inTransaction(
                            transaction -> session.createNativeMutationQuery("update numbered set a = a + 1")
                                    .executeUpdate());
                }
            }
            assertThat(ask(engine, "select last_insert_rowid()")).isEqualTo("2");
        }
    }
}
