package dev.rowhouse.engine;

import static dev.rowhouse.engine.Carried.asking;
import static dev.rowhouse.engine.Carried.executing;
import static dev.rowhouse.engine.Carried.statements;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.PoolConfig.Reset;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@On(dev.rowhouse.databases.Product.POSTGRESQL)
class CarryOverOnPostgresTest extends CarryOverContract {
    private static final String PID = "select pg_backend_pid()";

    private final String url;

    CarryOverOnPostgresTest(Databases databases) throws SQLException {
        super(databases);
        url = PostgresHouse.create(databases, "carry_over");
    }

    @Override
    String database() {
        return url;
    }

    @Override
    Stream<Carried> everything() {
        return Stream.concat(ofJdbc(), PostgresHouse.everything());
    }

    private static Object pid(Engine engine) throws Exception {
        return ask(engine, PID);
    }

    /** Reset, and not thrown away: the next work has the same connection. */
    @Test
    void keepsAConnectionThatCanBeReset() throws Exception {
        try (var engine = open("a", config(url, pool(Reset.NEEDED, Map.of())))) {
            var before = pid(engine);
            for (var change : new String[]{"set search_path to pg_temp", "create temp table kept (a int)",
                    "select pg_advisory_lock(7)", "listen kept", "prepare kept as select 1"}) {
                execute(engine, change);
                assertThat(pid(engine)).as(change).isEqualTo(before);
            }
        }
    }

    @Test
    void throwsAwayWhatWasUnwrappedToTheDriversClass() throws Exception {
        try (var engine = open("a", config(url, pool(Reset.NEEDED, Map.of())))) {
            var before = pid(engine);
            with(engine.dataSource(), connection -> connection.unwrap(Class.forName("org.postgresql.PGConnection")));
            assertThat(pid(engine)).isNotEqualTo(before);
        }
    }

    /** What leads to the driver's connection by other ways. */
    @Test
    void leadsBackToTheConnectionOfTheWork() throws Exception {
        try (var engine = open("a", config(url, pool(Reset.NEEDED, Map.of())));
                var connection = engine.dataSource().getConnection();
                var statement = connection.createStatement();
                var prepared = connection.prepareStatement("select ?::int[]");
                var call = connection.prepareCall("{call lower(?)}")) {
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(prepared.getConnection()).isSameAs(connection);
            assertThat(call.getConnection()).isSameAs(connection);
            assertThat(call.unwrap(java.sql.CallableStatement.class)).isSameAs(call);
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            prepared.setArray(1, connection.createArrayOf("int4", new Object[]{1, 2}));
            try (var result = prepared.executeQuery(); var types = connection.getMetaData().getTypeInfo()) {
                assertThat(result.getStatement()).isSameAs(prepared);
                assertThat(result.unwrap(java.sql.ResultSet.class)).isSameAs(result);
                assertThat(result.next()).isTrue();
                for (var array : new Object[]{result.getArray(1), result.getObject(1),
                        result.getObject(1, java.sql.Array.class)}) {
                    assertThat(((java.sql.Array) array).getArray()).isEqualTo(new Integer[]{1, 2});
                    assertThat(((java.sql.Array) array).getResultSet().getStatement()).isNull();
                }
                assertThat(types.getStatement()).isNull();
            }
        }
    }

    /** Statements that the driver has prepared on the server are gone after a reset, which it must notice. */
    @Test
    void preparesAgainWhatWasPrepared() throws Exception {
        try (var engine = open("a", config(url, pool(Reset.NEEDED, Map.of())))) {
            for (int turn = 0; turn < 3; turn++) {
                with(engine.dataSource(), connection -> {
                    for (int i = 0; i < 12; i++) {
                        try (var it = connection.prepareStatement("select ?::int + 1")) {
                            it.setInt(1, i);
                            try (var answer = it.executeQuery()) {
                                assertThat(answer.next()).isTrue();
                                assertThat(answer.getInt(1)).isEqualTo(i + 1);
                            }
                        }
                    }
                    assertThat(
                            asking("select count(*) from pg_prepared_statements where name like 'S_%'").at(connection))
                            .isNotEqualTo("0");
                    return true;
                });
            }
        }
    }

    @Test
    void comesBackToWhatTheUrlSays() throws Exception {
        var set = url + "&ApplicationName=row&currentSchema=other&options=-c%20statement_timeout=54321";
        var question = "select concat_ws(' ', current_setting('application_name'), current_setting('search_path'), current_setting('statement_timeout'), current_setting('timezone'))";
        try (var engine = open("a", config(set, pool(Reset.NEEDED, Map.of())))) {
            var before = ask(engine, question);
            assertThat(before).asString().startsWith("row other 54321ms ");
            var pid = pid(engine);
            execute(engine, "set application_name = 'x'", "set search_path to public", "set statement_timeout = 1234",
                    "set timezone to 'Asia/Tokyo'");
            assertThat(ask(engine, question)).isEqualTo(before);
            assertThat(pid(engine)).isEqualTo(pid);
        }
    }

    @Test
    void opensAgainWhatItsPoolSetsUp() throws Exception {
        var setUp = Map.of("connection-init-sql", "set lock_timeout = '3210ms'", "transaction-isolation",
                "TRANSACTION_SERIALIZABLE");
        var question = "select current_setting('lock_timeout') || current_setting('transaction_isolation')";
        try (var engine = open("a", config(url, pool(Reset.NEEDED, setUp)))) {
            execute(engine, "set lock_timeout = 1");
            assertThat(ask(engine, question)).isEqualTo("3210msserializable");
        }
    }

    /** What a function in the database does is not seen, unless the operator says that there are such functions. */
    @Test
    void resetsAfterAllWorkIfTheOperatorWantsIt() throws Exception {
        var change = "insert into watched values (1)";
        var question = "select coalesce(current_setting('house.trigger', true), '')";
        try (var needed = open("a", config(url, pool(Reset.NEEDED, Map.of())));
                var always = open("b", config(url, pool(Reset.ALWAYS, Map.of())))) {
            var carried = statements("trigger", question, change);
            assertThat(found(needed.dataSource(), needed.dataSource(), carried)).isEqualTo("set");
            assertThat(found(always.dataSource(), always.dataSource(), carried)).isEqualTo("");
        }
    }

    @Test
    void throwsAwayWhatCannotBeReset() throws Exception {
        try (var engine = open("a", config(url, pool(Reset.NEEDED, Map.of())));
                var other = databases.connect("carry_over");
                var killer = other.createStatement()) {
            var before = pid(engine);
            with(engine.dataSource(), connection -> {
                executing("set lock_timeout = 1").on(connection);
                return killer.execute("select pg_terminate_backend(" + before + ")");
            });
            assertThat(pid(engine)).isNotEqualTo(before);
        }
    }

    @Test
    void closesStatementsAndResultsThatWereLeftOpen() throws Exception {
        try (var engine = open("a", config(url, pool(Reset.NEEDED, Map.of())))) {
            var left = with(engine.dataSource(), connection -> {
                connection.setAutoCommit(false);
                var statement = connection.createStatement(java.sql.ResultSet.TYPE_FORWARD_ONLY,
                        java.sql.ResultSet.CONCUR_READ_ONLY, java.sql.ResultSet.HOLD_CURSORS_OVER_COMMIT);
                statement.setFetchSize(1);
                var result = statement.executeQuery("select * from generate_series(1, 1000)");
                assertThat(result.next()).isTrue();
                return result;
            });
            assertThat(left.isClosed()).isTrue();
            assertThat(left.getStatement().isClosed()).isTrue();
            assertThat(ask(engine, "select count(*) from pg_cursors where name <> ''")).isEqualTo("0");
        }
    }
}
