package dev.rowhouse.engine;

import static dev.rowhouse.engine.Rows.find;
import static dev.rowhouse.engine.Rows.query;
import static dev.rowhouse.engine.Rows.row;
import static dev.rowhouse.engine.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.EngineConfig.Mapping;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.ReflectConfig;
import dev.rowhouse.databases.Databases;
import dev.rowhouse.spi.Entities;
import dev.rowhouse.spi.ReflectedTable;
import dev.rowhouse.spi.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.Hibernate;
import org.hibernate.LazyInitializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What reflected tables are, on every product. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReflectionContract {
    private static final String[] LIBRARY = {
            "create table author (id identity, \"Full Name\" varchar(80) not null, mentor_id bigint references author(id))",
            "create table shelf (room varchar(10) not null, no integer not null, label varchar(40), primary key (room, no))",
            "create table book (id identity, title varchar(80) not null, author_id bigint references author(id), room varchar(10), shelf_no integer, foreign key (room, shelf_no) references shelf(room, no))",
            "create table lamp (id identity, room varchar(10) not null, no integer not null, foreign key (room, no) references shelf(room, no))",
            "create table tag (name varchar(20) not null primary key)",
            "create table book_tag (book_id bigint not null references book(id), tag varchar(20) not null references tag(name), primary key (book_id, tag))",
            "create table review (book_id bigint not null references book(id), reader varchar(20) not null, stars integer not null, primary key (book_id, reader))",
            "create table \"order\" (\"Order No\" integer not null primary key, \"group\" varchar(10), book_id bigint references book(id))",
            "create table visit (who varchar(10), at_door integer, note varchar(20))",
            "create view book_title as select b.id, b.title, a.\"Full Name\" as author from book b left join author a on a.id = b.author_id",
            "insert into author (\"Full Name\") values ('Ada')",
            "insert into author (\"Full Name\", mentor_id) values ('Grace', 1)",
            "insert into shelf values ('A', 1, 'novels')", "insert into shelf values ('A', 2, null)",
            "insert into book (title, author_id, room, shelf_no) values ('Notes', 1, 'A', 1)",
            "insert into book (title, author_id, room, shelf_no) values ('Compilers', 2, 'A', 1)",
            "insert into tag values ('old')", "insert into tag values ('good')",
            "insert into book_tag values (1, 'old')", "insert into book_tag values (1, 'good')",
            "insert into book_tag values (2, 'good')", "insert into review values (1, 'Eve', 5)",
            "insert into \"order\" values (7, 'x', 1)", "insert into visit values ('Eve', 1, null)",
            "insert into visit values ('Eve', 1, null)", "insert into visit values ('Eve', null, 'late')"};

    private final Legacy legacy;
    private final Engines engines = new Engines();
    private Engine library;
    private String url;

    ReflectionContract(Databases databases) {
        legacy = new Legacy(databases);
    }

    @BeforeAll
    void open() throws Exception {
        url = legacy.create("reflection_library", LIBRARY);
        library = reflect("library", url);
    }

    @AfterAll
    void close() {
        library.close();
        engines.close();
    }

    private Engine reflect(String instance, String at) throws InterruptedException {
        return engines.open(Configs.APP, new InstanceName(instance), Configs.reflecting(at, ReflectConfig.ALL),
                Entities.of());
    }

    @Test
    void knowsEveryTableAndView() {
        assertThat(library.tables().all()).extracting(table -> table.entity())
                .containsExactly("author", "book", "book_tag", "book_title", "lamp", "order", "review", "shelf", "tag",
                        "visit");
        assertThat(library.tables().find("book_title")).hasValueSatisfying(view -> {
            assertThat(view.view()).isTrue();
            assertThat(view.readOnly()).isTrue();
        });
    }

    @Test
    void findsRowsByTheirKeyAndFollowsForeignKeysBothWays() {
        try (var session = library.openSession()) {
            var book = find(session, "book", 1L);
            assertThat(book).containsEntry("title", "Notes").doesNotContainKey("author_id");
            assertThat(row(book, "author")).containsEntry("Full_Name", "Ada");
            assertThat(row(book, "shelf")).containsEntry("label", "novels");
            assertThat(rows(row(book, "author"), "book")).hasSize(1);
            assertThat(rows(row(book, "shelf"), "book")).hasSize(2);
        }
    }

    @Test
    void findsByACompositeKey() {
        try (var session = library.openSession()) {
            assertThat(find(session, "shelf", Map.of("room", "A", "no", integer(1)))).containsEntry("label", "novels")
                    .containsEntry("no", integer(1));
            assertThat(query(session, "from shelf where room = 'A' and no > 1")).singleElement()
                    .extracting(shelf -> shelf.get("label"))
                    .isNull();
            assertThat(query(session, "from shelf s where s.key.no = 2")).hasSize(1);
        }
    }

    @Test
    void followsATreeBothWays() {
        try (var session = library.openSession()) {
            var grace = find(session, "author", 2L);
            assertThat(row(grace, "mentor")).containsEntry("id", 1L);
            assertThat(rows(row(grace, "mentor"), "author")).singleElement().isSameAs(grace);
        }
    }

    @Test
    void joinsManyToManyThroughATableThatIsNothingElse() {
        try (var session = library.openSession()) {
            assertThat(rows(find(session, "book", 1L), "tag")).extracting(tag -> tag.get("name"))
                    .containsExactlyInAnyOrder("old", "good");
            assertThat(rows(find(session, "tag", "good"), "book")).hasSize(2);
            assertThat(query(session, "from book b join b.tag t where t.name = 'old'")).hasSize(1);
            // One with further columns is an entity.
            assertThat(rows(find(session, "book", 1L), "review")).singleElement()
                    .satisfies(review -> assertThat(review).containsEntry("stars", integer(5)));
        }
    }

    @Test
    void speaksOfNamesThatAreReservedQuotedOrHaveSpaces() {
        try (var session = library.openSession()) {
            assertThat(find(session, "order", 7)).containsEntry("group", "x").containsEntry("Order_No", integer(7));
            assertThat(query(session, "from order o where o.Order_No = 7 and o.group = 'x'")).hasSize(1);
        }
    }

    @Test
    void mergesCopiesOfRows() throws Exception {
        var own = legacy.create("reflection_merge", LIBRARY);
        try (var engine = reflect("merge", own); var session = engine.openSession()) {
            session.inTransaction(transaction -> {
                session.merge("book", new HashMap<>(Map.of("id", 1, "title", "Merged")));
                session.merge("shelf", new HashMap<>(Map.of("room", "C", "no", 9, "label", "new")));
            });
            assertThat(find(session, "book", 1L)).containsEntry("title", "Merged");
            session.clear();
            // What the copy didn't name stays as it was.
            var merged = find(session, "book", 1L);
            assertThat(merged).containsEntry("title", "Merged").containsEntry("room", "A");
            assertThat(row(merged, "author")).containsEntry("id", 1L);
            assertThat(rows(merged, "tag")).hasSize(2);
            assertThat(query(session, "from shelf where room = 'C'")).hasSize(1);
        }
    }

    @Test
    void queriesByCriteria() {
        try (var session = library.openSession()) {
            var builder = session.getCriteriaBuilder();
            var query = builder.createQuery(Object.class);
            var book = query.from(session.getMetamodel().entity("book"));
            query.select(book).where(builder.equal(book.get("title"), "Notes"));
            assertThat(session.createQuery(query).getResultList()).hasSize(1);
        }
    }

    @Test
    void knowsARowThatWasPersistedAgain() throws Exception {
        var own = legacy.create("reflection_again", LIBRARY);
        record Shelf(String room, int no, @Nullable String label) {}
        try (var engine = reflect("again", own); var session = engine.openSession()) {
            session.inTransaction(transaction -> {
                Map<String, Object> shelf = new HashMap<>(Map.of("room", "D", "no", 4));
                session.persist("shelf", shelf);
                session.flush();
                assertThat(session.find("shelf", Map.of("room", "D", "no", integer(4)))).isSameAs(shelf);
                assertThat(engine.tables().read(Shelf.class, shelf)).isEqualTo(new Shelf("D", 4, null));
                Map<String, Object> book = new HashMap<>(Map.of("title", "Again"));
                session.persist("book", book);
                session.flush();
                book.put("shelf_no", 4);
                assertThat(session.find("book", book.get("id"))).isSameAs(book);
            });
            session.clear();
            var book = query(session, "from book where title = 'Again'").getFirst();
            assertThat(book).containsEntry("shelf_no", integer(4));
            var transaction = session.beginTransaction();
            book.put("titel", "x");
            assertThatThrownBy(session::flush).hasMessageContaining("entity 'book' has no attribute 'titel'");
            transaction.rollback();
        }
    }

    @Test
    void keepsForeignKeysApartThatLeadToTheSameTable() throws Exception {
        var own = legacy.create("reflection_twice",
                "create table a (x integer not null, y integer not null, code integer not null unique, primary key (x, y))",
                "create table b (id integer not null primary key, p integer not null, q integer not null, r integer not null, t integer not null, c integer, foreign key (p, q) references a(x, y), foreign key (r, t) references a(x, y), foreign key (c) references a(code))",
                "insert into a values (1, 1, 10)", "insert into a values (1, 2, 20)",
                "insert into b values (1, 1, 1, 1, 2, 20)");
        try (var engine = reflect("twice", own); var session = engine.openSession()) {
            var b = find(session, "b", integer(1));
            var table = engine.tables().find("b").orElseThrow();
            assertThat(engine.tables().columns(table, b).values())
                    .extracting(value -> ((Number) Objects.requireNonNull(value)).intValue())
                    .containsExactly(1, 1, 1, 1, 2, 20);
            assertThat(table.links()).hasSize(3);
            assertThat(table.links()).extracting(link -> String.valueOf(row(b, link.attribute()).get("code")))
                    .containsExactlyInAnyOrder("10", "20", "20");
        }
    }

    @Test
    void findsRowsByCharactersThatTheDatabaseFillsUp() throws Exception {
        var own = legacy.create("reflection_padded", "create table p (id char(5) not null primary key)",
                "create table c (id integer not null primary key, p_id char(5) references p(id))",
                "insert into p values ('ab')", "insert into c values (1, 'ab')");
        try (var engine = reflect("padded", own); var session = engine.openSession()) {
            assertThat(rows(find(session, "p", "ab"), "c")).hasSize(1);
        }
    }

    @Test
    void findsRowsByLongNumbers() throws Exception {
        var own = legacy.create("reflection_numbers", "create table n (id decimal(18,0) not null primary key)",
                "insert into n values (9007199254740992)", "insert into n values (9007199254740993)");
        try (var engine = reflect("numbers", own); var session = engine.openSession()) {
            assertThat(find(session, "n", 9007199254740993L).get("id")).hasToString("9007199254740993");
        }
    }

    @Test
    void refusesARecordThatARowLeadsBackTo() throws Exception {
        var own = legacy.create("reflection_circling", LIBRARY);
        legacy.execute("reflection_circling", "update author set mentor_id = 2 where id = 1");
        record Author(long id, @Nullable Author mentor) {}
        try (var engine = reflect("circling", own); var session = engine.openSession()) {
            assertThatThrownBy(() -> engine.tables().read(Author.class, find(session, "author", 1L)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the row leads back to itself");
        }
    }

    @Test
    void showsARowWithoutTheRowsThatItLeadsTo() {
        try (var session = library.openSession()) {
            var ada = find(session, "author", 1L);
            var grace = find(session, "author", 2L);
            assertThat(row(grace, "mentor")).isSameAs(ada);
            assertThat(rows(ada, "author")).containsExactly(grace);
            assertThat(ada).hasToString("author{Full_Name=Ada, author=..., book=..., id=1, mentor=null}");
            assertThat(ada).isNotEqualTo(new HashMap<>(ada)).hasSameHashCodeAs(ada);
        }
    }

    @Test
    void takesAKeyThatARowBringsAlong() throws Exception {
        var own = legacy.create("reflection_moved", LIBRARY);
        try (var engine = reflect("moved", own); var session = engine.openSession()) {
            Map<String, Object> moved = new HashMap<>(Map.of("id", 70, "title", "Moved"));
            session.inTransaction(transaction -> session.persist("book", moved));
            session.clear();
            assertThat(find(session, "book", 70L)).containsEntry("title", "Moved");
        }
    }

    @Test
    void readsRowsThatNoKeyTellsApart() {
        try (var session = library.openSession()) {
            var visits = query(session, "from visit order by note");
            assertThat(visits).hasSize(3);
            assertThat(visits)
                    .extracting(visit -> visit.get("who") + "/" + visit.get("at_door") + "/" + visit.get("note"))
                    .containsExactlyInAnyOrder("Eve/1/null", "Eve/1/null", "Eve/null/late");
            assertThat(query(session, "from book_title where author = 'Ada'")).singleElement()
                    .satisfies(title -> assertThat(title).containsEntry("title", "Notes"));
        }
    }

    @Test
    void refusesToChangeWhatIsReadOnly() {
        try (var session = library.openSession()) {
            var transaction = session.beginTransaction();
            assertThatThrownBy(() -> session.persist("visit", new HashMap<>(Map.of("who", "Mallory"))))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("entity 'visit' is read only: its table has no primary key");
            assertThatThrownBy(() -> session.persist("book_title", new HashMap<>(Map.of("title", "x"))))
                    .hasMessageContaining("it is a view");
            assertThatThrownBy(() -> session.merge("visit", new HashMap<>(Map.of("who", "Mallory"))))
                    .hasMessageContaining("entity 'visit' is read only");
            var visit = query(session, "from visit").getFirst();
            assertThatThrownBy(() -> session.remove(visit)).hasMessageContaining("entity 'visit' is read only");
            assertThatThrownBy(() -> session.createMutationQuery("update visit set note = 'x'").executeUpdate())
                    .hasMessageContaining("visit");
            transaction.rollback();
        }
    }

    @Test
    void refusesAttributesThatThereAreNot() {
        try (var session = library.openSession()) {
            var transaction = session.beginTransaction();
            assertThatThrownBy(() -> session.persist("book", new HashMap<>(Map.of("tilte", "x"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("entity 'book' has no attribute 'tilte'; did you mean 'title'?");
            transaction.rollback();
        }
    }

    @Test
    void writesChangesAndRemovesRows() throws Exception {
        var own = legacy.create("reflection_write", LIBRARY);
        try (var engine = reflect("write", own)) {
            Map<String, Object> book = new HashMap<>(Map.of("title", "New"));
            try (var session = engine.openSession()) {
                session.inTransaction(transaction -> {
                    Map<String, Object> author = new HashMap<>(Map.of("Full_Name", "Alan"));
                    session.persist("author", author);
                    Map<String, Object> shelf = new HashMap<>(Map.of("room", "B", "no", 3));
                    session.persist("shelf", shelf);
                    book.put("author", author);
                    session.persist("lamp", new HashMap<>(Map.of("shelf", shelf)));
                    // Of several columns that may be null, each holds its own.
                    book.put("room", "B");
                    session.persist("book", book);
                    // The key that stands first in the join table is the one that writes it.
                    book.put("tag", new ArrayList<>(List.of(session.getReference("tag", "old"))));
                });
            }
            assertThat(book.get("id")).isEqualTo(3L);
            try (var session = engine.openSession()) {
                session.inTransaction(transaction -> {
                    var found = find(session, "book", 3L);
                    assertThat(row(found, "author")).containsEntry("Full_Name", "Alan");
                    assertThat(found).containsEntry("room", "B");
                    assertThat(found.get("shelf")).isNull();
                    assertThat(row(query(session, "from lamp").getFirst(), "shelf")).containsEntry("room", "B");
                    assertThat(rows(found, "tag")).hasSize(1);
                    found.put("title", "Newer");
                    rows(found, "tag").clear();
                });
                session.inTransaction(transaction -> session.remove(find(session, "book", 3L)));
            }
            try (var session = engine.openSession()) {
                assertThat(session.find("book", 3L)).isNull();
                assertThat(query(session, "from author where Full_Name = 'Alan'")).hasSize(1);
            }
        }
    }

    @Test
    void writesForeignKeysThatPointAtEachOther() throws Exception {
        var own = legacy.create("reflection_circle", "create table team (id identity, captain_id bigint)",
                "create table player (id identity, name varchar(20), team_id bigint references team(id))",
                databasesCanAlter() ? "alter table team add foreign key (captain_id) references player(id)"
                        : "insert into team (captain_id) values (null)");
        try (var engine = reflect("circle", own); var session = engine.openSession()) {
            session.inTransaction(transaction -> {
                Map<String, Object> team = new HashMap<>();
                session.persist("team", team);
                Map<String, Object> player = new HashMap<>(Map.of("name", "Kim", "team", team));
                session.persist("player", player);
                session.flush();
                if (databasesCanAlter()) {
                    team.put("captain", player);
                }
            });
            session.clear();
            var kim = query(session, "from player").getFirst();
            if (databasesCanAlter()) {
                assertThat(row(row(kim, "team"), "captain")).isSameAs(kim);
            } else {
                assertThat(row(kim, "team")).containsKey("captain_id");
            }
        }
    }

    /** SQLite adds no keys to a table that exists. */
    abstract boolean databasesCanAlter();

    @Test
    void keepsDefaultsOfTheDatabaseAndWhatItComputes() throws Exception {
        var own = legacy.create("reflection_defaults",
                "create table price (id integer not null primary key, net integer not null, state varchar(10) default 'new' not null, twice integer generated always as (net * 2) "
                        + stored() + ")");
        try (var engine = reflect("defaults", own); var session = engine.openSession()) {
            Map<String, Object> price = new HashMap<>(Map.of("id", 1, "net", 5));
            session.inTransaction(transaction -> session.persist("price", price));
            assertThat(price).containsEntry("twice", integer(10));
            session.clear();
            assertThat(find(session, "price", 1)).containsEntry("state", "new").containsEntry("twice", integer(10));
        }
    }

    abstract String stored();

    /** What an integer is; SQLite has one kind only, of 64 bits. */
    abstract Number integer(int value);

    @Test
    void loadsLazilyInsideAndSaysSoOutside() {
        Map<String, Object> book;
        try (var session = library.openSession()) {
            book = find(session, "book", 1L);
        }
        assertThatThrownBy(() -> rows(book, "tag").size()).isInstanceOf(LazyInitializationException.class)
                .hasMessageContaining("book.tag");
        assertThatThrownBy(() -> row(book, "author").get("Full_Name")).isInstanceOf(LazyInitializationException.class)
                .hasMessageContaining("author#1");
    }

    @Test
    void readsRowsIntoRecords() {
        record Author(long id, String fullName) {}
        record Word(String name) {}
        record Book(int id, String title, Author author, List<Word> tag) {}
        try (var session = library.openSession()) {
            var books = library.tables().read(Book.class, query(session, "from book order by id"));
            assertThat(books).extracting(Book::title).containsExactly("Notes", "Compilers");
            assertThat(books.getLast().author()).isEqualTo(new Author(2, "Grace"));
            assertThat(books.getLast().tag()).containsExactly(new Word("good"));
            record Wrong(String titel) {}
            assertThatThrownBy(() -> library.tables().read(Wrong.class, find(session, "book", 1L)))
                    .hasMessageContaining("Wrong.titel: the row has no such attribute");
        }
    }

    @Test
    void tellsWhatTheColumnsHoldWithoutReadingMore() {
        try (var session = library.openSession()) {
            var table = library.tables().find("BOOK").orElseThrow();
            var book = find(session, "book", 2L);
            assertThat(library.tables().columns(table, book).values()).containsExactly(2L, "Compilers", 2L, "A",
                    integer(1));
            assertThat(Hibernate.isInitialized(book.get("author"))).isFalse();
        }
    }

    @Test
    void sharesTheMappingOfTablesThatAreAlike() throws Exception {
        var before = engines.mappings();
        var twin = legacy.create("reflection_twin", LIBRARY);
        var other = legacy.create("reflection_other", LIBRARY);
        legacy.execute("reflection_other", "alter table tag add color varchar(10)");
        try (var one = reflect("twin", twin); var two = reflect("other", other)) {
            assertThat(one.mapping()).isSameAs(library.mapping());
            assertThat(two.mapping()).isNotSameAs(library.mapping());
            assertThat(engines.mappings()).isGreaterThan(before);
            try (var session = one.openSession()) {
                session.inTransaction(transaction -> session.remove(find(session, "order", 7)));
            }
            try (var session = library.openSession(); var there = two.openSession()) {
                assertThat(session.find("order", 7)).isNotNull();
                assertThat(find(there, "tag", "old")).containsKey("color");
            }
        }
    }

    @Test
    void readsOnlyWhatIsWanted() throws Exception {
        var some = new ReflectConfig(List.of("book*", "TAG"), List.of("*_title"), Optional.empty());
        try (var engine = engines.open(Configs.APP, new InstanceName("some"), Configs.reflecting(url, some),
                Entities.of())) {
            assertThat(engine.tables().all()).extracting(Table::entity).containsExactly("book", "book_tag", "tag");
            // Where a foreign key leads to nothing that is known, its column stays.
            try (var session = engine.openSession()) {
                assertThat(find(session, "book", 1L)).containsEntry("author_id", 1L).containsEntry("room", "A");
            }
        }
    }

    @Test
    void namesTablesAndColumnsThatAreGone() {
        var config = Configs.reflecting(url, new ReflectConfig(List.of("boook"), List.of(), Optional.empty()));
        var entities = Entities.of().reflecting("authors");
        assertThatThrownBy(() -> engines.open(Configs.APP, new InstanceName("gone"), config, entities))
                .isInstanceOf(EngineException.class)
                .hasMessage(
                        "instance 'gone', engine 'default': reflect names table 'boook', which the database doesn't have; did you mean 'book'?; "
                                .replace("'book'", quoted("book"))
                                + "the app reflects table 'authors', which the database doesn't have; did you mean 'author'?"
                                        .replace("'author'", quoted("author")));
        var columns = Entities.of().reflecting(ReflectedTable.of("book").column("title", "isbn"));
        assertThatThrownBy(() -> engines.open(Configs.APP, new InstanceName("gone"),
                Configs.engine(url, Schema.NONE, Mapping.SHARED), columns))
                .hasMessageContaining("the app needs column 'isbn' of table")
                .hasMessageContaining("which the database doesn't have");
    }

    /** As the database spells a name. */
    private String quoted(String name) {
        var real = library.tables().find(name).orElseThrow().name();
        return "'" + real + "'";
    }

    @Test
    void readsTablesAgainThatHaveChanged() throws Exception {
        var changing = legacy.create("reflection_changing", LIBRARY);
        var config = Configs.reflecting(changing, ReflectConfig.ALL);
        var named = Entities.of().reflecting(ReflectedTable.of("review").column("stars"));
        try (var engine = engines.open(Configs.APP, new InstanceName("changing"), config, named);
                var session = engine.openSession()) {
            assertThat(query(session, "from tag").getFirst()).doesNotContainKey("color");
        }
        legacy.execute("reflection_changing", "alter table tag add color varchar(10)", "drop table visit",
                "alter table review drop column stars");
        assertThatThrownBy(() -> engines.open(Configs.APP, new InstanceName("changing"), config, named))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("instance 'changing', engine 'default': the app needs column 'stars' of table ")
                .hasMessageContaining("which the database doesn't have");
        try (var engine = reflect("changing", changing); var session = engine.openSession()) {
            assertThat(query(session, "from tag").getFirst()).containsKey("color");
            assertThat(engine.tables().find("visit")).isEmpty();
        }
    }

    @Test
    void givesAnEngineAMappingOfItsOwnIfItIsTold() throws Exception {
        int before = engines.mappings();
        try (var own = engines.open(Configs.APP, new InstanceName("own"),
                Configs.reflecting(url, ReflectConfig.ALL, Schema.NONE, Mapping.OWN), Entities.of());
                var session = own.openSession()) {
            assertThat(own.mapping()).isNotSameAs(library.mapping());
            assertThat(find(session, "book", 1L)).containsEntry("title", "Notes");
        }
        assertThat(engines.mappings()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void takesKeysThatTheDatabaseMakes() throws Exception {
        var own = legacy.create("reflection_made", made());
        try (var engine = reflect("made", own); var session = engine.openSession()) {
            for (var table : engine.tables().all()) {
                Map<String, Object> one = new HashMap<>(Map.of("note", "x"));
                Map<String, Object> other = new HashMap<>(Map.of("note", "y"));
                session.inTransaction(transaction -> {
                    session.persist(table.entity(), one);
                    session.persist(table.entity(), other);
                });
                assertThat(one.get(table.keyName())).as(table.name())
                        .isNotNull()
                        .isNotEqualTo(other.get(table.keyName()));
            }
        }
    }

    /** Tables with keys that are made by all means that the product has. */
    abstract String[] made();

    @Test
    void believesTheAppRatherThanTheDatabase() throws Exception {
        enum Room {
            A, B
        }
        var said = Entities.of()
                .reflecting(ReflectedTable.of("book").column("author_id", Long.class).column("room", Room.class))
                .reflecting(ReflectedTable.of("visit").key("who", "at_door", "note"))
                .reflecting(ReflectedTable.of("book_title").key("id"));
        try (var engine = engines.open(Configs.APP, new InstanceName("said"),
                Configs.engine(url, Schema.NONE, Mapping.SHARED), said); var session = engine.openSession()) {
            assertThat(find(session, "book", 1L)).containsEntry("author_id", 1L).containsEntry("room", Room.A);
            assertThat(find(session, "book_title", 2L)).containsEntry("title", "Compilers");
        }
    }

    @Test
    void mixesWithClasses() throws Exception {
        var own = legacy.create("reflection_mixed", LIBRARY);
        try (var engine = engines.open(Configs.APP, new InstanceName("mixed"),
                Configs.reflecting(own, ReflectConfig.ALL, Schema.UPDATE), Entities.of(Note.class, Tag.class));
                var session = engine.openSession()) {
            // The class has its table; the others have none.
            assertThat(engine.tables().all()).extracting(Table::entity)
                    .contains("book", "author")
                    .doesNotContain("tag", "note");
            session.inTransaction(transaction -> session.persist(new Note("beside")));
            assertThat(session.createSelectionQuery("from Tag", Tag.class).getResultList()).hasSize(2);
            assertThat(query(session, "from book_tag").getFirst().get("Tag")).isInstanceOf(Tag.class);
        }
        try (var engine = engines.open(Configs.APP, new InstanceName("mixed"),
                Configs.reflecting(own, ReflectConfig.ALL, Schema.UPDATE), Entities.of(Note.class, Tag.class))) {
            assertThat(engine.tables().all()).extracting(Table::entity).doesNotContain("note");
        }
    }
}
