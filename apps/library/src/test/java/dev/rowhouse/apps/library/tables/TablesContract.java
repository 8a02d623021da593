package dev.rowhouse.apps.library.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.Product;
import dev.rowhouse.testkit.TestComposite;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the browser of tables shows of a database that was made to be difficult, on every product. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TablesContract {
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

    private final Databases databases;

    @SuppressWarnings("NullAway.Init")
    private TestComposite composite;

    TablesContract(Databases databases) {
        this.databases = databases;
    }

    @BeforeAll
    void start() throws SQLException {
        var url = databases.create("tables_difficult");
        DifficultTables.create(databases, "tables_difficult");
        composite = TestComposite
                .start("""
                        apps.tables.class = dev.rowhouse.apps.library.tables.TablesApp
                        instances.one { app = tables, mount = "/one", engines.default { url = "%s", reflect = true, pool.borrow-timeout = 30s } }
                        """
                        .formatted(url));
    }

    @AfterAll
    void stop() {
        composite.close();
    }

    private JsonNode json(String path) {
        var answer = composite.get("/one" + path);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> page(String path) {
        return composite.send(HttpRequest.newBuilder(composite.uri(path)).header("Accept", "text/html,*/*"));
    }

    private int status(String path) {
        return composite.get("/one" + path).statusCode();
    }

    private static List<String> values(JsonNode rows, String column) {
        List<String> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.path("columns").path(column).asString()));
        return values;
    }

    @Test
    void listsTablesAndViewsWithWhatIsKnownOfThem() {
        var tables = json("/tables").path("tables");
        List<String> entities = new ArrayList<>();
        tables.forEach(table -> entities.add(table.path("entity").asString()));
        assertThat(entities).contains("author", "book", "book_tag", "book_title", "city", "country", "node", "order",
                "shelf", "tag", "visit", "_b_bold__b_____co_");
        tables.forEach(table -> {
            switch (table.path("entity").asString()) {
                case "book_title" -> assertThat(table.path("kind").asString()).isEqualTo("view");
                case "visit" -> assertThat(table.path("key").isEmpty()).isTrue();
                case "shelf" -> assertThat(table.path("key").size()).isEqualTo(2);
                default -> assertThat(table.path("columns").isEmpty()).isFalse();
            }
        });
    }

    @Test
    void listsRowsInTheOrderOfTheirKeyPageByPage() {
        var page = json("/tables/book?page=2&size=10");
        assertThat(page.path("total").asInt()).isEqualTo(30);
        assertThat(values(page.path("rows"), column("id"))).containsExactly("11", "12", "13", "14", "15", "16", "17",
                "18", "19", "20");
        assertThat(json("/tables/book?page=9").path("rows").isEmpty()).isTrue();
        assertThat(page("/one/tables/book?page=9").body()).contains("Page 9 of 2", "?page=2&amp;size=20");
        assertThat(status("/tables/book?page=0")).isEqualTo(400);
        assertThat(status("/tables/book?size=101")).isEqualTo(400);
        assertThat(status("/tables/book?size=x")).isEqualTo(400);
    }

    /** As the database spells a name that nobody quoted. */
    private String column(String name) {
        return DifficultTables.unquoted(databases.product(), name);
    }

    @Test
    void findsTablesByBothTheirNames() {
        assertThat(json("/tables/order").path("total").asInt()).isEqualTo(1);
        assertThat(json("/tables/Mixed%20Case")).isEqualTo(json("/tables/Mixed_Case"));
        assertThat(status("/tables/nothing")).isEqualTo(404);
        assertThat(status("/tables/nothing/1")).isEqualTo(404);
    }

    @Test
    void showsARowByItsKeyWhateverStandsInIt() {
        for (var room : DifficultTables.ROOMS) {
            var path = "/tables/shelf/" + PathText.encode(room) + ",1";
            var row = json(path);
            assertThat(row.path("columns").path(column("room")).asString()).isEqualTo(room);
            assertThat(row.path("href").asString()).isEqualTo("/one" + path);
        }
        // Programs may encode a comma as usual, too.
        assertThat(json("/tables/shelf/a%2Cb,1").path("columns").path(column("room")).asString()).isEqualTo("a,b");
    }

    @Test
    void showsRowsByDatesAndIdentifiers() {
        assertThat(json("/tables/day/1999-12-31").path("columns").path(column("note")).asString()).isEqualTo("last");
        assertThat(status("/tables/day/1999-12-30")).isEqualTo(404);
        var token = "123e4567-e89b-12d3-a456-426614174000";
        assertThat(json("/tables/token/" + token).path("href").asString()).endsWith(token);
        assertThat(json("/tables/amount/1.50").path("columns").path(column("note")).asString()).isEqualTo("half");
    }

    @Test
    void refusesKeysThatAreMalformedAndMissesThoseThatAreNone() {
        assertThat(status("/tables/book/x")).isEqualTo(400);
        assertThat(status("/tables/book/99999999999999999999")).isEqualTo(400);
        assertThat(status("/tables/book/1,1")).isEqualTo(400);
        assertThat(status("/tables/shelf/A")).isEqualTo(400);
        assertThat(status("/tables/shelf/A,1~")).isEqualTo(400);
        assertThat(status("/tables/book/4711")).isEqualTo(404);
        assertThat(status("/tables/shelf/Z,1")).isEqualTo(404);
        assertThat(status("/tables/tag/a~00b")).isIn(400, 404);
        assertThat(status("/tables/visit/1")).isEqualTo(404);
        assertThat(status("/tables/book_title/1")).isEqualTo(404);
        assertThat(status("/tables/book/1/nothing")).isEqualTo(404);
        assertThat(status("/tables/book/4711/author")).isEqualTo(404);
    }

    @Test
    void leadsAlongForeignKeysInBothDirections() {
        var book = json("/tables/book/1");
        assertThat(book.path("links").path("author").asString()).isEqualTo("/one/tables/author/1");
        assertThat(book.path("links").path("shelf").asString()).isEqualTo("/one/tables/shelf/A,1");
        var author = json("/tables/author/1");
        assertThat(author.path("links").path("book").asString()).isEqualTo("/one/tables/author/1/book");
        assertThat(json("/tables/author/1/book?size=3&page=2").path("total").asInt()).isEqualTo(15);
        assertThat(values(json("/tables/shelf/A,1/book").path("rows"), column("id"))).containsExactly("1");
        assertThat(values(json("/tables/book/1/author").path("rows"), column("id"))).containsExactly("1");
        assertThat(values(json("/tables/book/1/tag").path("rows"), column("name"))).containsExactly("<b>", "good");
        assertThat(values(json("/tables/node/2/node").path("rows"), column("id"))).containsExactly("3", "4");
        assertThat(json("/tables/node/2").path("links").path("parent").asString()).isEqualTo("/one/tables/node/1");
        // A foreign key that leads to what is unique, and not the key.
        assertThat(json("/tables/city/1").path("links").path("country").asString()).isEqualTo("/one/tables/country/71");
        assertThat(values(json("/tables/country/71/city").path("rows"), column("id"))).containsExactly("1", "3");
    }

    @Test
    void showsAListInTwoQueriesAndARowInOne() {
        for (var table : List.of("book", "shelf", "city", "node", "visit", "book_title", "book_tag")) {
            assertThat(composite.statements("one", () -> json("/tables/" + table + "?size=2"))).as(table).hasSize(2);
            assertThat(composite.statements("one", () -> json("/tables/" + table + "?size=100"))).as(table).hasSize(2);
            assertThat(composite.statements("one", () -> page("/one/tables/" + table))).as(table).hasSize(2);
        }
        for (var row : List.of("book/1", "shelf/A,1", "city/1", "node/2", "author/1")) {
            assertThat(composite.statements("one", () -> page("/one/tables/" + row))).as(row).hasSize(1);
        }
        assertThat(composite.statements("one", () -> json("/tables/author/1/book?size=100"))).hasSize(3);
        assertThat(composite.statements("one", () -> json("/tables"))).isEmpty();
    }

    @Test
    void showsEveryKindOfValue() {
        var columns = json("/tables/kinds/1").path("columns");
        // SQLite has no decimals: what looks like one is a number in binary, without zeros at its end.
        assertThat(composite.get("/one/tables/kinds/1").body())
                .contains(databases.product() == Product.SQLITE ? ":12345678.9," : ":12345678.90,");
        assertThat(columns.path(column("big")).longValue()).isEqualTo(9_007_199_254_740_993L);
        assertThat(columns.path(column("picture")).path("base64").asString()).isEqualTo("AQID");
        assertThat(columns.path(column("picture")).path("bytes").asInt()).isEqualTo(3);
        assertThat(columns.path(column("born")).asString()).isEqualTo("1999-12-31");
        assertThat(columns.path(column("missing")).isNull()).isTrue();
        assertThat(columns.path(column("long_text")).asString()).hasSize(5_000);
        var listed = json("/tables/kinds").path("rows").path(0).path("columns");
        assertThat(listed.path(column("long_text")).path("characters").asInt()).isEqualTo(5_000);
        assertThat(page("/one/tables/kinds").body()).hasSizeLessThan(5_000);
    }

    @Test
    void showsRowsThatNothingTellsApart() {
        assertThat(json("/tables/visit").path("rows").size()).isEqualTo(3);
        assertThat(json("/tables/visit").path("rows").path(0).has("href")).isFalse();
        assertThat(json("/tables/book_title?size=100").path("rows").size()).isEqualTo(30);
    }

    @Test
    void escapesNamesAndValues() {
        for (var path : crawl("/one/tables", new HashSet<>())) {
            assertThat(page(path).body()).as(path).doesNotContain("<script", "<b>", "<img", "onerror=\"");
        }
        assertThat(page("/one/tables").body()).contains("&lt;b&gt;bold&lt;/b&gt; &amp; &#39;co&#39;");
        assertThat(page("/one/tables/_b_bold__b_____co_").body()).contains("&lt;script&gt;alert(1)&lt;/script&gt;",
                "&lt;img src=x onerror=alert(1)&gt;");
        assertThat(page("/one/tables/tag").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'; style-src 'self';"));
    }

    /** Follows every link of every page; none leads nowhere. */
    private Set<String> crawl(String path, Set<String> seen) {
        if (seen.add(path)) {
            var page = page(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            var links = LINK.matcher(page.body());
            while (links.find()) {
                crawl(links.group(1).replace("&amp;", "&"), seen);
            }
        }
        return seen;
    }

    @Test
    void changesNothing() {
        for (var method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            for (var path : List.of("/one/tables", "/one/tables/book", "/one/tables/book/1",
                    "/one/tables/book/1/tag")) {
                var answer = composite.send(HttpRequest.newBuilder(composite.uri(path))
                        .method(method, HttpRequest.BodyPublishers.noBody()));
                assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(405);
            }
        }
        assertThat(composite.send(HttpRequest.newBuilder(composite.uri("/one/tables/book")).HEAD()).statusCode())
                .isEqualTo(200);
        assertThat(composite.get("/one/").headers().firstValue("Location")).hasValue("/one/tables");
    }
}
