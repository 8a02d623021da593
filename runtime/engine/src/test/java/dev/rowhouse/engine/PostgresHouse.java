package dev.rowhouse.engine;

import static dev.rowhouse.engine.Carried.asking;
import static dev.rowhouse.engine.Carried.committed;
import static dev.rowhouse.engine.Carried.executing;
import static dev.rowhouse.engine.Carried.inTransaction;
import static dev.rowhouse.engine.Carried.statements;

import dev.rowhouse.databases.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;

/** All that work can change on a connection to PostgreSQL, and a database where it can. */
final class PostgresHouse {
    private PostgresHouse() {}

    /** Creates a database with what the changes need, for whoever may connect. */
    static String create(Databases databases, String name) throws SQLException {
        var url = databases.create(name);
        try (var connection = databases.connect(name)) {
            executing("create schema other", "create sequence s", "create table rows (id serial, a int)",
                    "create table watched (a int)",
                    "create function change() returns trigger language plpgsql as 'begin perform set_config(''house.trigger'', ''set'', false); return new; end'",
                    "create trigger changes before insert on watched for each row execute function change()",
                    "grant all on schema public, other to public", "grant all on all tables in schema public to public",
                    "grant all on all sequences in schema public to public",
                    "do 'begin create role carried_role; exception when duplicate_object then null; end'",
                    "grant all on schema public, other to carried_role").on(connection);
        }
        return url;
    }

    static Stream<Carried> everything() {
        return Stream.of(settings(), objects(), transactions(), driver()).flatMap(all -> all);
    }

    private static Stream<Carried> settings() {
        return Stream.of(
                statements("isolation by a statement", "show default_transaction_isolation",
                        "set session characteristics as transaction isolation level serializable"),
                new Carried("read-only", false, connection -> connection.setReadOnly(true), Connection::isReadOnly),
                statements("read-only by a statement", "show default_transaction_read_only",
                        "set default_transaction_read_only = on"),
                new Carried("schema", true, connection -> connection.setSchema("other"), Connection::getSchema),
                statements("search path", "show search_path", "set search_path to other"),
                statements("role", "select current_user::text", "set role carried_role"),
                statements("session authorization", "select session_user::text",
                        "set session authorization carried_role"),
                statements("session variable", "show statement_timeout", "SET/**/statement_timeout='54321ms'"),
                statements("session variable by a function", "show lock_timeout",
                        "select set_config('lock_timeout', '4321ms', false)"),
                statements("session variable in a query", "show lock_timeout",
                        "with c as (select pg_catalog.\"set_config\"('lock_timeout', '4321ms', false)) select * from c"),
                statements("session variable by its view", "show lock_timeout",
                        "update pg_settings set setting = 4321 where name = 'lock_timeout'"),
                statements("session variable behind another statement", "show lock_timeout",
                        "select 1; set lock_timeout = 4321"),
                statements("session variable by a block", "show lock_timeout",
                        "do 'begin set lock_timeout = 4321; end'"),
                statements("own variable", "select coalesce(current_setting('house.name', true), '')",
                        "set house.name = 'a'"),
                new Carried("own variable by a prepared statement", true, connection -> {
                    try (var it = connection.prepareStatement("select set_config('house.name', ?, false)")) {
                        it.setString(1, "a");
                        it.execute();
                    }
                }, asking("select coalesce(current_setting('house.name', true), '')")),
                new Carried("own variable in a batch", true, connection -> {
                    try (var it = connection.createStatement()) {
                        it.addBatch("set house.name = 'a'");
                        it.executeBatch();
                    }
                }, asking("select coalesce(current_setting('house.name', true), '')")),
                new Carried("own variable by a call", true, connection -> {
                    try (var it = connection.prepareCall("{? = call set_config('house.name', 'a', false)}")) {
                        it.registerOutParameter(1, java.sql.Types.VARCHAR);
                        it.execute();
                    }
                }, asking("select coalesce(current_setting('house.name', true), '')")),
                new Carried("own variable by a row that changes", true, connection -> {
                    try (var it = connection.createStatement(java.sql.ResultSet.TYPE_SCROLL_SENSITIVE,
                            java.sql.ResultSet.CONCUR_UPDATABLE);
                            var one = it.executeQuery("select set_config('house.name', 'a', false)")) {
                        one.next();
                    }
                }, asking("select coalesce(current_setting('house.name', true), '')")),
                statements("time zone", "show timezone", "set time zone 'Asia/Tokyo'"),
                statements("application name", "show application_name", "set application_name = 'a'"),
                new Carried("client info", true, connection -> connection.setClientInfo("ApplicationName", "a"),
                        connection -> connection.getClientInfo("ApplicationName")));
    }

    private static Stream<Carried> objects() {
        return Stream.of(
                statements("temporary table", "select coalesce(to_regclass('pg_temp.t')::text, '')",
                        "create temp table t (a int)"),
                statements("temporary table by a query", "select coalesce(to_regclass('pg_temp.t')::text, '')",
                        "select 1 as a into temp t"),
                statements("advisory lock",
                        "select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()",
                        "select pg_advisory_lock_shared(42)"),
                statements("prepared statement", "select count(*) from pg_prepared_statements where name = 'p'",
                        "prepare p as select 1"),
                statements("listening", "select count(*) from pg_listening_channels()", "listen c"),
                new Carried("cursor with hold", true, committed(executing("declare c cursor with hold for select 1")),
                        asking("select count(*) from pg_cursors where name = 'c'")),
                statements("currval", "select currval('s')", "select nextval('s')"),
                statements("lastval", "select lastval()", "insert into rows (a) values (1)"),
                statements("lastval by a query", "select lastval()",
                        "with c as (insert into rows (a) values (1) returning a) select * from c"));
    }

    private static Stream<Carried> transactions() {
        return Stream.of(
                new Carried("uncommitted row", false, inTransaction(executing("insert into rows (a) values (-1)")),
                        asking("select count(*) from rows where a = -1")),
                new Carried("row lock", false, inTransaction(executing("select * from rows for update")),
                        connection -> {
                            connection.setAutoCommit(false);
                            return asking(
                                    "select count(*) from pg_locks where pid = pg_backend_pid() and locktype = 'relation' and relation = 'rows'::regclass")
                                    .at(connection);
                        }),
                statements("transaction that a statement has begun", "select count(*) from rows where a = -2", "begin",
                        "insert into rows (a) values (-2)"),
                new Carried("failed transaction", false, inTransaction(connection -> {
                    try {
                        executing("select nowhere").on(connection);
                    } catch (SQLException expected) {
                        // The transaction is as good as rolled back.
                    }
                }), asking("select 1")),
                new Carried("failed transaction that a statement has begun", true, connection -> {
                    executing("begin").on(connection);
                    try {
                        executing("select nowhere").on(connection);
                    } catch (SQLException expected) {
                        // Nothing but its end is possible.
                    }
                }, asking("select 1")));
    }

    private static Stream<Carried> driver() {
        return Stream.of(
                new Carried("type map", true, connection -> connection.setTypeMap(Map.of("x", String.class)),
                        Connection::getTypeMap),
                new Carried("threshold of the driver's class", true,
                        connection -> threshold(connection, "setPrepareThreshold", 77),
                        connection -> threshold(connection, "getPrepareThreshold")),
                new Carried("time-out of a statement", false, connection -> {
                    try (var it = connection.createStatement()) {
                        it.setQueryTimeout(77);
                        it.execute("select 1");
                    }
                }, connection -> {
                    try (var it = connection.createStatement()) {
                        return it.getQueryTimeout();
                    }
                }));
    }

    private static Object threshold(Connection connection, String method, Integer... arguments) throws SQLException {
        try {
            var type = Class.forName("org.postgresql.PGConnection");
            var types = arguments.length == 0 ? new Class<?>[0] : new Class<?>[]{int.class};
            var result = type.getMethod(method, types).invoke(connection.unwrap(type), (Object[]) arguments);
            return result == null ? "set" : result;
        } catch (ReflectiveOperationException e) {
            throw new SQLException(e);
        }
    }
}
