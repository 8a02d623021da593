package dev.rowhouse.apps.conduit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** How often a list asks the database: as often for many items as for one. */
@TestInstance(Lifecycle.PER_CLASS)
class QueryCountTest {
    private static final int AUTHORS = 5;
    private static final int ITEMS = 30;

    private final Row row = Row.onH2("queries", List.of("few", "many"));

    @SuppressWarnings("NullAway.Init")
    private Reader few;

    @SuppressWarnings("NullAway.Init")
    private Reader many;

    /** Who follows all authors and likes all articles; one of the authors, who wrote most; the article with all comments. */
    private record Reader(Member member, Member author, String article, String tag) {
        Client client() {
            return member.client();
        }
    }

    @BeforeAll
    void fillInstances() {
        few = fill(row.clients().getFirst(), 1, 1);
        many = fill(row.clients().getLast(), AUTHORS, ITEMS);
    }

    private static Reader fill(Client client, int authors, int items) {
        var reader = client.register();
        var members = IntStream.range(0, authors).mapToObj(i -> client.register()).toList();
        members.forEach(reader::follow);
        var first = members.getFirst();
        var tag = client.name("shared");
        var commented = first.write(tag);
        reader.post(commented + "/favorite").is(200);
        first.comment(commented, client.name("comment"));
        for (int i = 1; i < items; i++) {
            // Most by one author, for the list of that author; the rest by all others.
            var author = i < items - authors ? first : members.get(i % authors);
            reader.post(author.write(tag, client.name("tag")) + "/favorite").is(200);
            members.get(i % authors).comment(commented, client.name("comment"));
        }
        return new Reader(reader, first, commented, tag);
    }

    @AfterAll
    void closeRow() {
        row.close();
    }

    @Test
    void asksTheDatabaseAsOftenForManyItemsAsForOne() {
        for (var path : List.of("/articles?limit=30", "/articles?limit=30&author={author}",
                "/articles?limit=30&tag={tag}", "/articles?limit=30&favorited={reader}", "{article}/comments",
                "/tags")) {
            compare(path, Reader::client);
            compare(path, Reader::member);
        }
        compare("/articles/feed?limit=30", Reader::member);
    }

    private void compare(String path, Function<Reader, Caller> caller) {
        assertThat(statements(many, path, caller)).as(path).isNotEmpty().hasSameSizeAs(statements(few, path, caller));
    }

    private List<String> statements(Reader reader, String template, Function<Reader, Caller> caller) {
        var path = template.replace("{author}", reader.author().username())
                .replace("{tag}", reader.tag())
                .replace("{reader}", reader.member().username())
                .replace("{article}", reader.article());
        return row.composite().statements(reader.client().instance(), () -> caller.apply(reader).get(path).is(200));
    }
}
