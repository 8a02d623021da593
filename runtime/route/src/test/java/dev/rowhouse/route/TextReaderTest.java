package dev.rowhouse.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TextReaderTest {
    /** A text, the entities that it names, and after a bar those that it may name. */
    private static final List<String> TEXTS = List.of("from Note => Note", "FROM Note => Note",
            "select n from Note n => Note", "select n.text from Note as n where n.id = 1 => Note",
            "from dev.app.Note => dev.app.Note",
            "from dev.app.Outer$Note n where n.country.name = 'from Entry' => dev.app.Outer$Note",
            "from Note n where n.text = 'it''s from Entry e' => Note",
            "from Note n where n.text = \"from Entry\" => Note", "from Note /* from Entry */ n => Note",
            "from Note n join n.country c => Note", "from Note n left join fetch n.country.cities => Note",
            "from Note n, Entry e => Note, Entry", "from Note n, Entry e, in(n.tags) t => Note, Entry",
            "from Note n cross join Entry e => Note, Entry",
            "from Note n join Country c on c.code = n.code => Note | Country",
            "from Note n left join dev.app.Country c with c.code = n.code => Note | dev.app.Country",
            "from Note n where exists (from Entry e where e.id = n.id) => Note, Entry",
            "from Note n where n.id in (select e.id from Entry e) => Note, Entry",
            "from Note n where exists (select 1 from n.tags t where t = 'a') => Note",
            "from Note n where (select count(*) from n.country.cities) > 1 => Note",
            "select (select max(e.id) from Entry e) from Note => Entry, Note",
            "select s.a from (select n.id as a from Note n) s => Note",
            "select s.a from Country c join lateral (select n.id as a from Note n where n.c = c) s => Country, Note",
            "with recent as (select n.id as id from Note n) select r.id from recent r => Note",
            "with r as (select e.id as id from Entry e union all select e.id from Entry e join r p on "
                    + "p.id = e.cause.id) select r.id from r r => Entry",
            "select n.id from Note n union select e.id from Entry e => Note, Entry",
            "select n.id from Note n intersect (select e.id from Entry e except select c.id from City c) => "
                    + "Note, Entry, City",
            "insert into Note (id, text) select e.id, e.line from Entry e => Note, Entry",
            "insert into Note (id, text) values (1, 'from Entry') => Note",
            "insert into Note n (id, text) values (1, 'a') on conflict (id) do update set text = 'b' => Note",
            "update Note set text = 'a' => Note",
            "update versioned Note n set n.text = (select max(e.line) from Entry e) => Note, Entry",
            "delete Note => Note", "delete from Note n where n.id in (select e.id from Entry e) => Note, Entry",
            "from Entry e where treat(e as Alarm).loud = true => Entry | Alarm",
            "select a from Entry e join treat(e.effects as Alarm) a => Entry | Alarm",
            "from Entry e where type(e) = Alarm => Entry | Alarm",
            "from Entry e where type(e) in (Alarm, dev.app.Warning) => Entry | Alarm, dev.app.Warning",
            "from Entry e where type(e) = :type => Entry", "from java.lang.Object => java.lang.Object",
            "from `Note` n => Note", "select new dev.app.Line(n.id, n.text) from Note n => Note",
            "select new map(n.id as id) from Note n => Note", "from Note n where n.kind = dev.app.Kind.LONG => Note",
            "from Note n where n.day > current date - 1 day => Note",
            "from Note n order by n.text desc nulls last limit 3 offset 1 => Note",
            "select count(*) from Note group by text having count(*) > 1 => Note",
            "from Note Note where Note.id = 1 => Note", "from Order o join o.from f where o.select = 1 => Order",
            "select x from Note x where x.text like '%\\' escape '\\' => Note");

    @TestFactory
    Stream<DynamicTest> findsTheEntitiesOf() {
        return TEXTS.stream().map(line -> line.split(" => ", -1)).map(line -> dynamicTest(line[0], () -> {
            var names = (line[1] + " ").split("\\|", -1);
            var text = TextReader.read(line[0]);
            assertThat(text.readable()).isTrue();
            assertThat(text.hasNoFrom()).isFalse();
            assertThat(text.entities()).isEqualTo(names(names[0]));
            assertThat(text.perhaps()).isEqualTo(names.length > 1 ? names(names[1]) : List.of());
        }));
    }

    private static List<String> names(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    @Test
    void seesThatAQueryIsAboutItsResults() {
        assertThat(TextReader.read("where text = 'a'")).isEqualTo(new Text(List.of(), List.of(), true, true));
        assertThat(TextReader.read("where exists (select 1 from Entry e)"))
                .isEqualTo(new Text(List.of("Entry"), List.of(), true, true));
    }

    @Test
    void seesWhatIsNoQuery() {
        for (var text : List.of("", "from", "hello", "from Note n where", "from Note n where n.id = 'a",
                "from Note; drop table Note")) {
            assertThat(TextReader.read(text)).as(text).isEqualTo(Text.UNREADABLE);
        }
    }
}
