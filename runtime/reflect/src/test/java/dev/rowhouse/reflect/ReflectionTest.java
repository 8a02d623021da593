package dev.rowhouse.reflect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rowhouse.config.ReflectConfig;
import dev.rowhouse.reflect.EntityShape.ManyToMany;
import dev.rowhouse.reflect.EntityShape.ToMany;
import dev.rowhouse.reflect.EntityShape.ToOne;
import dev.rowhouse.spi.ReflectedTable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of tables: names, keys, associations. */
class ReflectionTest {
    private static final Wanted ALL = new Wanted(Optional.of(ReflectConfig.ALL), List.of());

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void execute(String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Reflection read(Wanted wanted, MappedTable... mapped) throws SQLException {
        return Reflection.read(connection, "h2", wanted, List.of(mapped));
    }

    private EntityShape entity(String name) throws SQLException {
        return read(ALL).entities().stream().filter(shape -> shape.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void namesWhatQueriesCanSay() throws SQLException {
        execute("create table PLAIN (ID int primary key, \"Mixed Case\" int, \"2nd\" int, \"a-b\" int, \"a b\" int, \"ä\" int)",
                "create table \"Order Details\" (\"key\" int, \"row\" int, primary key (\"key\", \"row\"))");
        assertThat(entity("plain").columns()).extracting(column -> column.attribute().orElseThrow())
                .containsExactly("id", "Mixed_Case", "_2nd", "a_b", "a_b_2", "ä");
        var details = entity("Order_Details");
        assertThat(details.table().name()).isEqualTo("Order Details");
        assertThat(details.key()).containsExactly("key", "row");
        assertThat(details.keyName()).isEqualTo("whole_key");
    }

    @Test
    void keepsNamesApartThatBecomeAlike() throws SQLException {
        execute("create table \"a b\" (id int primary key)", "create table \"a-b\" (id int primary key)");
        assertThat(read(ALL).entities()).extracting(EntityShape::name).containsExactly("a_b", "a_b_2");
    }

    @Test
    void namesAssociationsAfterTheColumnOrTheTable() throws SQLException {
        execute("create table person (id int primary key, boss int references person, best_friend_id int references person)",
                "create table message (id int primary key, sender_id int not null references person, person int references person, person_id int references person)");
        assertThat(entity("person").toOne()).extracting(ToOne::name).containsExactly("best_friend", "boss");
        assertThat(entity("person").toMany()).extracting(ToMany::name)
                .containsExactly("message_by_person", "message_by_person_id_person", "message_by_sender",
                        "person_by_best_friend", "person_by_boss");
        assertThat(entity("message").toOne()).extracting(ToOne::name)
                .containsExactly("person", "person_id_person", "sender");
        assertThat(entity("message").toOne().getLast().nullable()).isFalse();
    }

    @Test
    void letsColumnsStandWhereAKeyOrAnotherForeignKeyNeedsThem() throws SQLException {
        execute("create table site (id int primary key)",
                "create table page (site_id int references site, no int, primary key (site_id, no))",
                "create table note (id int primary key, site_id int references site, page_no int, foreign key (site_id, page_no) references page (site_id, no))");
        var page = entity("page");
        assertThat(page.toOne()).singleElement().satisfies(site -> {
            assertThat(site.writable()).isFalse();
            assertThat(site.name()).isEqualTo("site");
        });
        assertThat(page.columns()).allMatch(column -> column.attribute().isPresent());
        assertThat(entity("note").toOne()).extracting(ToOne::name, ToOne::writable)
                .containsExactly(tuple("page", false), tuple("site", false));
    }

    @Test
    void followsACompositeForeignKeyInTheOrderOfTheKey() throws SQLException {
        execute("create table shelf (room int, no int, primary key (room, no))",
                "create table book (id int primary key, n int, r int, foreign key (n, r) references shelf (no, room))");
        assertThat(entity("book").toOne()).singleElement()
                .satisfies(shelf -> assertThat(shelf.columns()).containsExactly("R", "N"));
    }

    @Test
    void followsAForeignKeyToAUniqueColumn() throws SQLException {
        execute("create table country (id int primary key, code char(2) not null unique)",
                "create table city (id int primary key, country_code char(2) references country (code))");
        assertThat(entity("city").toOne()).singleElement().satisfies(country -> {
            assertThat(country.name()).isEqualTo("country");
            assertThat(country.targetAttribute()).contains("code");
        });
        assertThat(entity("country").toMany()).singleElement()
                .satisfies(cities -> assertThat(cities.ownAttribute()).contains("code"));
    }

    @Test
    void takesATableOfTwoForeignKeysForAManyToManyAndNoneWithMore() throws SQLException {
        execute("create table person (id int primary key)", "create table tag (id int primary key)",
                "create table friends (person_id int references person, friend_id int references person, primary key (person_id, friend_id))",
                "create table person_tag (person_id int not null references person, tag_id int not null references tag)",
                "create table vote (person_id int references person, tag_id int references tag, stars int, primary key (person_id, tag_id))");
        assertThat(entity("person").manyToMany()).extracting(ManyToMany::name, ManyToMany::writable)
                .containsExactlyInAnyOrder(tuple("person", true), tuple("friend", false), tuple("tag", true));
        assertThat(entity("tag").manyToMany()).extracting(ManyToMany::name).containsExactly("person");
        assertThat(entity("tag").toMany()).extracting(ToMany::name).containsExactly("vote");
    }

    @Test
    void leavesOutTypesThatCantBeMappedAndSaysWhich() throws SQLException {
        execute("create table place (id int primary key, spot row(x int, y int), name varchar(9))",
                "create table \"say \"\"hi\"\"\" (id int primary key)");
        assertThat(read(ALL).leftOut()).containsExactlyInAnyOrder("PLACE.SPOT (ROW(\"X\" INTEGER, \"Y\" INTEGER))",
                "table say \"hi\" (a quote, a bracket or a dot in its name)");
        assertThat(entity("place").columns()).extracting(EntityShape.Column::name).containsExactly("ID", "NAME");
    }

    @Test
    void isEqualForTablesThatAreAlikeHoweverTheirConstraintsAreNamed() throws SQLException {
        String[] tables = {"create table b (id int primary key)",
                "create table a (id int primary key, b_id int, c_id int references b)",
                "alter table a add constraint zz foreign key (b_id) references b"};
        execute(tables);
        var one = read(ALL);
        try (var elsewhere = DriverManager.getConnection("jdbc:h2:mem:"); var statement = elsewhere.createStatement()) {
            statement.execute(tables[0]);
            statement.execute(
                    "create table a (id int constraint k primary key, b_id int constraint x references b, c_id int)");
            statement.execute("alter table a add constraint aa foreign key (c_id) references b");
            assertThat(Reflection.read(elsewhere, "h2", ALL, List.of())).isEqualTo(one);
            statement.execute("alter table a add extra int");
            assertThat(Reflection.read(elsewhere, "h2", ALL, List.of())).isNotEqualTo(one);
        }
    }

    @Test
    void looksIntoTheSchemaThatIsNamed() throws SQLException {
        execute("create schema legacy", "create table legacy.book (id int primary key)", "create table other (id int)");
        var config = new ReflectConfig(List.of(), List.of(), Optional.of("legacy"));
        assertThat(read(new Wanted(Optional.of(config), List.of())).entities()).singleElement()
                .satisfies(book -> assertThat(book.table().toString()).isEqualTo("LEGACY.BOOK"));
        var wrong = new ReflectConfig(List.of(), List.of(), Optional.of("legazy"));
        assertThatThrownBy(() -> read(new Wanted(Optional.of(wrong), List.of())))
                .isInstanceOf(ReflectionException.class)
                .hasMessage("reflect.schema: there is no schema 'legazy' in the database; did you mean 'LEGACY'?");
    }

    @Test
    void namesAllThatLacksTogether() throws SQLException {
        execute("create table book (id int primary key, title varchar(9))");
        var wanted = new Wanted(Optional.empty(), List.of(ReflectedTable.of("bok"), ReflectedTable.of("author")));
        assertThatThrownBy(() -> read(wanted)).isInstanceOf(ReflectionException.class)
                .hasMessage("the app reflects table 'bok', which the database doesn't have; did you mean 'BOOK'?; "
                        + "the app reflects table 'author', which the database doesn't have; write one of BOOK");
        var columns = new Wanted(Optional.empty(),
                List.of(ReflectedTable.of("book").column("titel", "isbn").key("no")));
        assertThatThrownBy(() -> read(columns)).hasMessageContaining("column 'titel' of table 'BOOK'")
                .hasMessageContaining("column 'isbn' of table 'BOOK'")
                .hasMessageContaining("column 'no' of table 'BOOK'");
    }

    @Test
    void leavesTablesOfClassesToThemAndLeadsToThem() throws SQLException {
        execute("create table Author (id int primary key)",
                "create table book (id int primary key, author_id int references author)");
        var mapped = new MappedTable("org.example.Author", "Author", Optional.empty(), Optional.empty(), "author",
                List.of("id"));
        var reflection = read(ALL, mapped);
        assertThat(reflection.entities()).singleElement().satisfies(book -> {
            assertThat(book.name()).isEqualTo("book");
            assertThat(book.toOne()).singleElement().satisfies(author -> {
                assertThat(author.name()).isEqualTo("author");
                assertThat(author.target()).isEqualTo("org.example.Author");
            });
        });
        assertThatThrownBy(() -> read(new Wanted(Optional.empty(), List.of(ReflectedTable.of("author"))), mapped))
                .hasMessageContaining("table 'author' has a class already");
    }

    @Test
    void makesRowsWithoutAKeyReadOnlyUnlessTheAppKnowsOne() throws SQLException {
        execute("create table visit (who varchar(9), at_door int)",
                "create view guest as select distinct who from visit");
        assertThat(entity("visit").readOnly()).isTrue();
        assertThat(entity("visit").keyName()).isEqualTo("row");
        var known = read(new Wanted(Optional.empty(),
                List.of(ReflectedTable.of("visit").key("who", "at_door"), ReflectedTable.of("guest").key("who"))));
        assertThat(known.entities()).extracting(EntityShape::name, EntityShape::readOnly, EntityShape::keyName)
                .containsExactly(tuple("guest", true, "who"), tuple("visit", false, "key"));
    }

    @Test
    void takesNoTableForAJoinWhoseRowsMayLeadNowhere() throws SQLException {
        execute("create table person (id int primary key)",
                "create table worker (id int primary key references person, boss_id int references worker)",
                "create table maybe (person_id int not null references person, worker_id int references worker)");
        assertThat(read(ALL).entities()).allSatisfy(shape -> assertThat(shape.manyToMany()).isEmpty());
        assertThat(entity("worker").toMany()).extracting(ToMany::name).containsExactly("maybe", "worker");
    }

    @Test
    void takesTheSameKeyInAnotherOrderForOne() throws SQLException {
        execute("create table a (x int, y int, primary key (x, y), unique (y, x))",
                "create table b (id int primary key, p int, q int, foreign key (p, q) references a(x, y), foreign key (q, p) references a(y, x))");
        assertThat(entity("b").toOne()).hasSize(1);
    }

    @Test
    void keepsTablesOfAnotherSchemaApartFromClasses() throws SQLException {
        execute("create schema legacy", "create table legacy.author (id int primary key)",
                "create table legacy.book (id int primary key, author_id int references legacy.author)");
        var wanted = new Wanted(Optional.of(new ReflectConfig(List.of(), List.of(), Optional.of("legacy"))), List.of());
        var here = new MappedTable("org.example.Author", "author", Optional.empty(), Optional.empty(), "author",
                List.of("id"));
        assertThat(read(wanted, here).entities()).extracting(EntityShape::name).containsExactly("author_2", "book");
        var there = new MappedTable("org.example.Author", "author", Optional.empty(), Optional.of("legacy"), "author",
                List.of("id"));
        assertThat(read(wanted, there).entities()).extracting(EntityShape::name).containsExactly("book");
    }
}
