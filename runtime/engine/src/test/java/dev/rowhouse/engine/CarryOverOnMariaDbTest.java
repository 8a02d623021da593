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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@On(dev.rowhouse.databases.Product.MARIADB)
class CarryOverOnMariaDbTest extends CarryOverContract {
    private final String url;

    CarryOverOnMariaDbTest(Databases databases) throws SQLException {
        super(databases);
        databases.create("carry_over_other");
        url = databases.create("carry_over");
        try (var connection = databases.connect("carry_over")) {
            executing("create sequence s", "create table numbered (id int auto_increment primary key, a int)",
                    "create role if not exists carried_role", "grant carried_role to current_user").on(connection);
        }
    }

    @Override
    String database() {
        return url;
    }

    @Override
    Stream<Carried> everything() {
        return Stream.concat(ofJdbc().filter(carried -> !carried.what().equals("holdability")), Stream.of(
                statements("isolation by a statement", "select @@tx_isolation",
                        "set session transaction isolation level serializable"),
                statements("read-only by a statement", "select @@tx_read_only", "set session transaction read only"),
                new Carried("database", true, connection -> connection.setCatalog("carry_over_other"),
                        asking("select database()")),
                statements("database by a statement", "select database()", "use carry_over_other"),
                statements("role", "select current_role()", "set role carried_role"),
                statements("session variable", "select @@sql_mode", "set sql_mode = 'ANSI_QUOTES'"),
                statements("variable", "select @x", "set @x = 1"),
                statements("variable in a query", "select @x", "select @x := 1"),
                statements("variable by a query", "select @x", "select 1 into @x"),
                statements("variable in a comment that is executed", "select @x", "select 1 /*! , @x := 1 */"),
                statements("time zone", "select @@time_zone", "set time_zone = '-07:00'"),
                statements("character set", "select @@character_set_results", "set names utf8mb3"),
                statements("temporary table", "select count(*) from t", "create temporary table t (a int)"),
                statements("lock", "select coalesce(is_used_lock('carried') = connection_id(), 0)",
                        "select get_lock('carried', 9)"),
                statements("prepared statement", "execute p", "prepare p from 'select 1'"),
                statements("open table", "handler numbered read first", "handler numbered open"),
                statements("lastval", "select lastval(s)", "select nextval(s)"),
                statements("last id", "select last_insert_id()", "insert into numbered (a) values (1)"),
                new Carried("autocommit by a statement", true, executing("set autocommit = 0"),
                        asking("select @@autocommit")),
                new Carried("uncommitted row", false, inTransaction(executing("insert into numbered (a) values (-1)")),
                        asking("select count(*) from numbered where a = -1")),
                statements("transaction that a statement has begun", "select count(*) from numbered where a = -2",
                        "begin", "insert into numbered (a) values (-2)")));
    }

    @Test
    void keepsAConnectionThatHasInserted() throws Exception {
        try (var engine = open("a", config(url, pool(Reset.NEEDED, Map.of())))) {
            var id = "select connection_id()";
            var before = ask(engine, id);
            execute(engine, "insert into numbered (a) values (7)");
            assertThat(ask(engine, id)).isEqualTo(before);
            execute(engine, "set @x = 1");
            assertThat(ask(engine, id)).isNotEqualTo(before);
        }
    }
}
