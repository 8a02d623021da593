package dev.rowhouse.engine;

import static dev.rowhouse.engine.Rows.find;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.ReflectConfig;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.ReflectedTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Columns of every type that a product has: a value that goes in comes out again, through Java and as the database says it. */
class ReflectedTypesTest {
    private static final UUID ID = UUID.fromString("0f1e2d3c-4b5a-4968-8776-655443322110");

    private static final OffsetDateTime MOMENT = OffsetDateTime.parse("2026-02-03T04:05:06.789+00:00");

    @AutoClose
    private final Engines engines = new Engines();

    /** A column: how it is declared, and a value for it. */
    private record Sample(String declared, Object value) {}

    private static Map<String, Sample> samples(Object... parts) {
        Map<String, Sample> samples = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i += 2) {
            samples.put("c" + i / 2, new Sample((String) parts[i], parts[i + 1]));
        }
        return samples;
    }

    private Engine open(Databases databases, String name, Map<String, Sample> samples, String... before)
            throws SQLException, InterruptedException {
        var url = databases.create(name);
        var columns = new StringBuilder("create table sample (id integer not null primary key");
        samples.forEach((column, sample) -> columns.append(", ").append(column).append(' ').append(sample.declared()));
        try (var connection = databases.connect(name); var statement = connection.createStatement()) {
            for (var sql : before) {
                statement.execute(sql);
            }
            statement.execute(columns.append(")").toString());
        }
        return engines.open(Configs.APP, new InstanceName(name.replace('_', '-')),
                Configs.reflecting(url, ReflectConfig.ALL), Entities.of());
    }

    private static void keepsValues(Engine engine, Map<String, Sample> samples) {
        Map<String, Object> row = new HashMap<>(Map.of("id", 1));
        samples.forEach((column, sample) -> row.put(column, sample.value()));
        try (var session = engine.openSession()) {
            session.inTransaction(transaction -> session.persist("sample", row));
            session.inTransaction(transaction -> session.persist("sample", new HashMap<>(Map.of("id", 2))));
            session.clear();
            var found = find(session, "sample", 1);
            var empty = find(session, "sample", 2);
            samples.forEach((column, sample) -> {
                assertThat(found.get(column)).as("%s %s", column, sample.declared()).isEqualTo(sample.value());
                assertThat(empty.get(column)).as("%s %s, null", column, sample.declared()).isNull();
                assertThat(session.createSelectionQuery(
                        "select count(*) from sample where %s is not null".formatted(column), Long.class)
                        .getSingleResult()).as("%s %s, queried", column, sample.declared()).isEqualTo(1);
            });
        }
    }

    @Test
    @On(Product.H2)
    void keepsTheValuesOfH2(Databases databases) throws Exception {
        var samples = samples("varchar(20)", "é ☃", "char(3)", "abc", "clob", "long", "varchar_ignorecase(9)", "X",
                "boolean", true, "tinyint", -5, "smallint", 300, "bigint", 1L << 40, "real", 1.5f, "double precision",
                Math.PI, "decimal(12,3)", new BigDecimal("12345.678"), "decfloat(10)", new BigDecimal("1.25"), "date",
                LocalDate.of(1815, 12, 10), "time(3)", LocalTime.of(23, 59, 59), "timestamp",
                LocalDateTime.of(1999, 12, 31, 23, 59, 59, 123_000_000), "timestamp with time zone", MOMENT,
                "time with time zone", OffsetTime.parse("04:05:06+02:00"), "binary(3)", new byte[]{1, 2, 3},
                "varbinary(9)", new byte[]{0, -1}, "blob", new byte[]{7, 8}, "uuid", ID, "json", "{\"a\":[1,null]}",
                "enum('low', 'high')", "high", "interval day to second(3)", "INTERVAL '1 02:03:04.5' DAY TO SECOND",
                "integer array", new Integer[]{1, 2}, "varchar(9) array", new String[]{"a", "b"}, "bigint array",
                new Long[]{5L}, "double precision array", new Double[]{0.5}, "boolean array", new Boolean[]{true});
        try (var engine = open(databases, "types_h2", samples)) {
            keepsValues(engine, samples);
        }
    }

    @Test
    @On(Product.POSTGRESQL)
    void keepsTheValuesOfPostgres(Databases databases) throws Exception {
        var samples = samples("varchar(20)", "é ☃", "char(3)", "abc", "text", "long", "boolean", true, "smallint", 300,
                "bigint", 1L << 40, "real", 1.5f, "double precision", Math.PI, "numeric(12,3)",
                new BigDecimal("12345.678"), "numeric", new BigDecimal("1.25"), "date", LocalDate.of(1815, 12, 10),
                "time", LocalTime.of(23, 59, 59), "timestamp", LocalDateTime.of(1999, 12, 31, 23, 59, 59, 123_000_000),
                "timestamptz", MOMENT, "bytea", new byte[]{0, -1}, "uuid", ID, "json", "{\"a\":[1,null]}", "jsonb",
                "{\"a\": [1, null]}", "mood", "glad", "inet", "10.0.0.0/8", "macaddr", "08:00:2b:01:02:03", "interval",
                "1 day 02:03:04", "int4range", "[1,5)", "xml", "<a/>", "bit(4)", "1010", "varbit(9)", "101", "point",
                "(1,2)", "tsvector", "'a' 'b'", "posint", 5, "integer[]", new Integer[]{1, 2}, "text[]",
                new String[]{"a", "b"}, "bigint[]", new Long[]{5L}, "numeric[]",
                new BigDecimal[]{new BigDecimal("1.5")}, "mood[]", "{glad,sad}", "uuid[]", "{" + ID + "}", "timetz",
                OffsetTime.parse("04:05:06Z"));
        try (var engine = open(databases, "types_postgres", samples, "create type mood as enum ('sad', 'glad')",
                "create domain posint as integer check (value > 0)")) {
            keepsValues(engine, samples);
        }
    }

    @Test
    @On(Product.MARIADB)
    void keepsTheValuesOfMariaDb(Databases databases) throws Exception {
        var samples = samples("varchar(20)", "é ☃", "char(3)", "abc", "text", "long", "mediumtext", "x", "tinyint(1)",
                true, "tinyint", -5, "smallint", 300, "mediumint", 70_000, "int unsigned", 4_000_000_000L, "bigint",
                1L << 40, "bigint unsigned", new BigInteger("18446744073709551615"), "float", 1.5f, "double", Math.PI,
                "decimal(12,3)", new BigDecimal("12345.678"), "date", LocalDate.of(1815, 12, 10), "time",
                LocalTime.of(23, 59, 59), "datetime(3)", LocalDateTime.of(1999, 12, 31, 23, 59, 59, 123_000_000),
                "timestamp(3) null", LocalDateTime.of(1999, 12, 31, 23, 59, 59, 123_000_000), "year", 1999, "binary(3)",
                new byte[]{1, 2, 3}, "varbinary(9)", new byte[]{0, -1}, "blob", new byte[]{7, 8}, "longblob",
                new byte[]{7, 8}, "bit(1)", true, "bit(12)", new byte[]{1, 2}, "enum('low', 'high')", "high",
                "set('a', 'b')", "a,b", "json", "{\"a\":[1,null]}", "uuid", ID.toString(), "inet6", "::1");
        try (var engine = open(databases, "types_mariadb", samples)) {
            keepsValues(engine, samples);
        }
    }

    @Test
    @On(Product.SQLITE)
    void keepsTheValuesOfSqlite(Databases databases) throws Exception {
        var samples = samples("nvarchar(20)", "é ☃", "text", "long", "boolean", true, "int", 5L, "bigint", 1L << 40,
                "real", 0.5, "double", Math.PI, "numeric(10,2)", new BigDecimal("12345.75"), "decimal(12,3)",
                new BigDecimal("0.125"), "date", "1815-12-10", "datetime", "1999-12-31 23:59:59", "blob",
                new byte[]{0, -1}, "json", "{\"a\":1}", "", "anything");
        try (var engine = open(databases, "types_sqlite", samples)) {
            keepsValues(engine, samples);
        }
    }

    @Test
    @On(Product.H2)
    void leavesOutWhatCantBeMapped(Databases databases) throws Exception {
        var samples = samples("row(a integer, b integer)", "", "java_object", "", "varchar(5)", "x");
        try (var engine = open(databases, "types_left_out", samples); var session = engine.openSession()) {
            var table = engine.tables().find("sample").orElseThrow();
            assertThat(table.columns()).extracting(column -> column.name()).containsExactly("ID", "C2");
            session.inTransaction(transaction -> session.persist("sample", new HashMap<>(Map.of("id", 1, "c2", "x"))));
        }
    }

    @Test
    @On(Product.SQLITE)
    void readsDatesThatTheAppKnowsOfInSqlite(Databases databases) throws Exception {
        var url = databases.create("types_sqlite_dates");
        try (var connection = databases.connect("types_sqlite_dates"); var statement = connection.createStatement()) {
            statement.execute("create table invoice (id integer primary key, due date, paid datetime)");
            statement.execute("insert into invoice values (1, '2009-01-02', '2009-01-01 00:00:00')");
        }
        var said = ReflectedTable.of("invoice").column("due", LocalDate.class).column("paid", LocalDateTime.class);
        try (var engine = engines.open(Configs.APP, new InstanceName("dates"),
                Configs.reflecting(url, ReflectConfig.ALL), Entities.of().reflecting(said));
                var session = engine.openSession()) {
            assertThat(find(session, "invoice", 1)).containsEntry("due", LocalDate.of(2009, 1, 2))
                    .containsEntry("paid", LocalDateTime.of(2009, 1, 1, 0, 0));
            session.inTransaction(
                    transaction -> session.persist("invoice", new HashMap<>(Map.of("due", LocalDate.of(2026, 1, 1),
                            "paid", LocalDateTime.of(2026, 1, 1, 8, 0).truncatedTo(ChronoUnit.DAYS)))));
            session.clear();
            assertThat(find(session, "invoice", 2)).containsEntry("due", LocalDate.of(2026, 1, 1));
        }
    }

    @Test
    @On(Product.SQLITE)
    void showsWhatSqliteHoldsWhateverTheColumnIsDeclaredAs(Databases databases) throws Exception {
        var url = databases.create("types_sqlite_loose");
        try (var connection = databases.connect("types_sqlite_loose"); var statement = connection.createStatement()) {
            statement.execute(
                    "create table loose (id integer primary key, whole int, broken real, price numeric, flag boolean)");
            statement.execute("insert into loose values (1, 'many', 'half', 'free', 'yes'), (2, 1.5, 2, 2, 1)");
        }
        try (var engine = engines.open(Configs.APP, new InstanceName("loose"),
                Configs.reflecting(url, ReflectConfig.ALL), Entities.of()); var session = engine.openSession()) {
            assertThat(find(session, "loose", 1)).containsEntry("whole", "many")
                    .containsEntry("broken", "half")
                    .containsEntry("price", "free")
                    .containsEntry("flag", "yes");
            assertThat(find(session, "loose", 2)).containsEntry("whole", 1.5)
                    .containsEntry("broken", 2.0)
                    .containsEntry("price", new BigDecimal(2))
                    .containsEntry("flag", true);
        }
    }

    @Test
    @On(Product.POSTGRESQL)
    void takesAPartitionedTableForOne(Databases databases) throws Exception {
        var url = databases.create("types_partitions");
        try (var connection = databases.connect("types_partitions"); var statement = connection.createStatement()) {
            statement.execute("create table guest (id int primary key) partition by range (id)");
            statement.execute("create table guest_1 partition of guest for values from (0) to (10)");
            statement.execute("create table guest_2 partition of guest for values from (10) to (20)");
            statement.execute("create table visit (id int primary key, guest_id int references guest)");
            statement.execute("insert into guest values (1), (11)");
            statement.execute("insert into visit values (1, 11)");
        }
        try (var engine = engines.open(Configs.APP, new InstanceName("partitions"),
                Configs.reflecting(url, ReflectConfig.ALL), Entities.of()); var session = engine.openSession()) {
            assertThat(engine.tables().all()).extracting(table -> table.entity()).containsExactly("guest", "visit");
            assertThat(Rows.row(find(session, "visit", 1), "guest")).containsEntry("id", 11);
            assertThat(Rows.rows(find(session, "guest", 11), "visit")).hasSize(1);
        }
    }

    @Test
    @On(Product.MARIADB)
    void showsTimesOfMoreThanADayAsTheyAre(Databases databases) throws Exception {
        var url = databases.create("types_times");
        try (var connection = databases.connect("types_times"); var statement = connection.createStatement()) {
            statement.execute("create table work (id int primary key, took time)");
            statement.execute("insert into work values (1, '100:00:00'), (2, '08:30:00')");
            // A foreign key to a column that is not unique leads to no row.
            statement.execute("create table a (x int, y int, primary key (x, y), key (y))");
            statement.execute("create table b (id int primary key, q int references a(y))");
            statement.execute("insert into a values (1, 5), (2, 5)");
            statement.execute("insert into b values (1, 5)");
        }
        try (var engine = engines.open(Configs.APP, new InstanceName("times"),
                Configs.reflecting(url, ReflectConfig.ALL), Entities.of()); var session = engine.openSession()) {
            assertThat(find(session, "work", 1)).containsEntry("took", "100:00:00");
            assertThat(find(session, "work", 2)).containsEntry("took", LocalTime.of(8, 30));
            assertThat(find(session, "b", 1)).containsEntry("q", 5);
        }
    }

    @Test
    @On(Product.SQLITE)
    void readsWhatElseThereIsWhereAViewIsBroken(Databases databases) throws Exception {
        var url = databases.create("types_broken");
        try (var connection = databases.connect("types_broken"); var statement = connection.createStatement()) {
            statement.execute("create table Author (id integer(10) primary key, name text)");
            statement.execute("create table book (id integer primary key, author_id int references AUTHOR(ID))");
            statement.execute("create table gone (id int)");
            statement.execute("create view broken as select * from gone");
            statement.execute("create virtual table words using fts5(text)");
            statement.execute("drop table gone");
        }
        try (var engine = engines.open(Configs.APP, new InstanceName("broken"),
                Configs.reflecting(url, ReflectConfig.ALL), Entities.of()); var session = engine.openSession()) {
            assertThat(engine.tables().all()).extracting(table -> table.entity())
                    .containsExactly("Author", "book", "words");
            // SQLite counts up no key but an INTEGER.
            assertThatThrownBy(() -> session.persist("Author", new HashMap<>(Map.of("name", "x"))))
                    .hasMessageContaining("Author");
            session.inTransaction(transaction -> {
                Map<String, Object> author = new HashMap<>(Map.of("id", 7, "name", "x"));
                session.persist("Author", author);
                session.persist("book", new HashMap<>(Map.of("author", author)));
            });
        }
        assertThatThrownBy(() -> engines.open(Configs.APP, new InstanceName("broken"),
                Configs.engine(url, Schema.NONE, EngineConfig.Mapping.SHARED), Entities.of().reflecting("broken")))
                .hasMessageContaining("table 'broken' can't be read: ");
    }
}
