package dev.rowhouse.apps.library.tables;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.Product;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** A database with all that makes one difficult to show. */
final class DifficultTables {
    /** Rooms of shelves, which are the first part of their keys. */
    static final List<String> ROOMS = List.of("A", "a,b", "c/d", "50%", "%2F", "~", "é x", "e;f\\g", "..", "?#&+",
            "<i>");

    private static final List<String> TABLES = List.of("create table author (id identity, name varchar(40) not null)",
            "create table shelf (room varchar(10) not null, no integer not null, label varchar(40), primary key (room, no))",
            "create table book (id identity, title varchar(80) not null, author_id bigint references author(id), room varchar(10), shelf_no integer, foreign key (room, shelf_no) references shelf(room, no))",
            "create table tag (name varchar(20) not null primary key)",
            "create table book_tag (book_id bigint not null references book(id), tag varchar(20) not null references tag(name), primary key (book_id, tag))",
            "create table country (id integer not null primary key, code varchar(2) not null unique)",
            "create table city (id integer not null primary key, country_code varchar(2) references country(code))",
            "create table node (id integer not null primary key, parent integer references node(id))",
            "create table \"order\" (\"Order No\" integer not null primary key, \"group\" varchar(10), book_id bigint references book(id))",
            "create table \"Mixed Case\" (\"The Key\" integer not null primary key)",
            "create table visit (who varchar(10), at_door integer)",
            "create table \"day\" (at date not null primary key, note varchar(10))",
            "create table token (id uuid not null primary key)",
            "create table amount (id decimal(5, 2) not null primary key, note varchar(10))",
            "create table kinds (id integer not null primary key, price decimal(10, 2), big bigint, picture bytes, born date, missing integer, long_text longtext)",
            "create table \"<b>bold</b> & 'co'\" (id integer not null primary key, \"<img src=x onerror=alert(1)>\" varchar(80))",
            "create view book_title as select b.id, b.title, a.name as author from book b left join author a on a.id = b.author_id");

    private DifficultTables() {}

    static void create(Databases databases, String name) throws SQLException {
        var product = databases.product();
        try (var connection = databases.connect(name); var statement = connection.createStatement()) {
            for (var table : TABLES) {
                statement.execute(spoken(product, table));
            }
            for (var author : List.of("Ada", "Grace")) {
                statement.execute("insert into author (name) values ('%s')".formatted(author));
            }
            try (var insert = connection.prepareStatement("insert into shelf values (?, 1, 'x')")) {
                for (var room : ROOMS) {
                    insert.setString(1, room);
                    insert.execute();
                }
            }
            for (int i = 0; i < 30; i++) {
                statement.execute("insert into book (title, author_id, room, shelf_no) values ('Book %d', %s, %s)"
                        .formatted(i, i % 2 + 1, i == 0 ? "'A', 1" : "null, null"));
            }
            for (var sql : List.of("insert into tag values ('good')", "insert into tag values ('<b>')",
                    "insert into book_tag values (1, 'good')", "insert into book_tag values (1, '<b>')",
                    "insert into country values (71, 'pt')", "insert into country values (72, 'fi')",
                    "insert into city values (1, 'pt')", "insert into city values (2, 'fi')",
                    "insert into city values (3, 'pt')", "insert into city values (4, null)",
                    "insert into node values (1, null)", "insert into node values (2, 1)",
                    "insert into node values (3, 2)", "insert into node values (4, 2)",
                    "insert into \"order\" values (7, 'x', 1)", "insert into \"Mixed Case\" values (1)",
                    "insert into visit values ('Eve', 1)", "insert into visit values ('Eve', 1)",
                    "insert into visit values (null, null)", "insert into \"day\" values ('1999-12-31', 'last')",
                    "insert into token values ('123e4567-e89b-12d3-a456-426614174000')",
                    "insert into amount values (1.50, 'half')",
                    "insert into kinds values (1, 12345678.90, 9007199254740993, octets, '1999-12-31', null, '%s')"
                            .formatted("long ".repeat(1_000)),
                    "insert into \"<b>bold</b> & 'co'\" values (1, '<script>alert(1)</script>')")) {
                statement.execute(spoken(product, sql));
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    /** Double quotes stand around names, and some words for what each product has a type or a literal of its own for. */
    private static String spoken(Product product, String sql) {
        return switch (product) {
            case H2 -> sql.replace("identity", "bigint generated by default as identity primary key")
                    .replace("bytes", "blob")
                    .replace("longtext", "clob")
                    .replace("octets", "x'010203'");
            case POSTGRESQL -> sql.replace("identity", "bigserial primary key")
                    .replace("bytes", "bytea")
                    .replace("longtext", "text")
                    .replace("octets", "'\\x010203'");
            case MARIADB -> sql.replace('"', '`')
                    .replace("identity", "bigint auto_increment primary key")
                    .replace("bytes", "blob")
                    .replace("octets", "x'010203'");
            case SQLITE -> sql.replace("identity", "integer primary key")
                    .replace("bytes", "blob")
                    .replace("longtext", "text")
                    .replace("uuid", "text")
                    .replace("octets", "x'010203'");
        };
    }

    /** How a product spells a name that nobody quoted. */
    static String unquoted(Product product, String name) {
        return product == Product.H2 ? name.toUpperCase(Locale.ROOT) : name;
    }
}
