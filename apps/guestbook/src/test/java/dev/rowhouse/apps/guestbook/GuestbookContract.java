package dev.rowhouse.apps.guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.testkit.TestComposite;
import jakarta.persistence.LockModeType;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What every guestbook promises to those who use it over HTTP, whatever its database.
 *
 * <p>One composite for all; each test takes guestbooks of its own, which start when they are asked first.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class GuestbookContract {
    private static final List<String> ENGINES = List.of("default", "log");
    private static final int BOOKS = 60;
    private static final int MAX_BODY = 100 * 1024;
    private static final String ADA = """
            {"name":"Ada","email":"ada@example.org","addresses":[{"street":"1 Row","city":"London"}]}""";
    private static final String ADA_AS_FIRST = "{\"id\":1," + ADA.substring(1);

    private final Databases databases;
    private final AtomicInteger taken = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private TestComposite composite;

    GuestbookContract(Databases databases) {
        this.databases = databases;
    }

    @BeforeAll
    void startComposite() {
        composite = TestComposite.start("""
                apps.guestbook.class = dev.rowhouse.apps.guestbook.GuestbookApp
                http.max-body = %d
                defaults {
                  app = guestbook, start = lazy
                  engines.default { url = "%s", schema = create, pool.borrow-timeout = 30s }
                  engines.log { url = "%s", schema = create, pool.borrow-timeout = 30s }
                }
                instances {
                  east { mount = ["/east", "east.localhost/"] }
                  deep { mount = "/a/b" }
                }
                fleets.books { count = %d, name = "book{n}", instance { mount = "/{instance}" } }
                """.formatted(MAX_BODY, databases.url("{instance}_default"), databases.url("{instance}_log"), BOOKS));
    }

    @AfterAll
    void stopComposite() {
        composite.close();
    }

    private void createDatabases(String instance) {
        ENGINES.forEach(engine -> databases.create(instance + "_" + engine));
    }

    private Visitor guestbook() {
        var name = "book" + taken.incrementAndGet();
        createDatabases(name);
        return new Visitor(composite, "/" + name);
    }

    private static String field(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String... parts) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(field(response, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.body()).startsWith("{\"type\":\"about:blank\",\"title\":\"")
                .contains("\"status\":" + status);
        assertThat(List.of(parts)).allSatisfy(part -> assertThat(response.body()).contains(part));
    }

    @Test
    void addsAPersonAndTellsWhereTheyAre() throws Exception {
        var book = guestbook();

        var added = book.post("/people", ADA);
        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(field(added, "Content-Type")).isEqualTo("application/json");
        assertThat(added.body()).isEqualTo(ADA_AS_FIRST);
        assertThat(field(added, "Location")).isEqualTo(book.mount() + "/people/1");

        var followed = composite.get(field(added, "Location"));
        assertThat(followed.statusCode()).isEqualTo(200);
        assertThat(field(followed, "Content-Type")).isEqualTo("application/json");
        assertThat(followed.body()).isEqualTo(ADA_AS_FIRST);
    }

    @Test
    void takesWhatMayBeMissingForNone() throws Exception {
        var book = guestbook();

        assertThat(book.post("/people", "{\"name\":\"Bob\",\"email\":\"b@c\"}").body())
                .isEqualTo("{\"id\":1,\"name\":\"Bob\",\"email\":\"b@c\",\"addresses\":[]}");
        assertThat(book.post("/people", "{\"name\":\"Bob\",\"email\":\"b@c\",\"addresses\":null,\"age\":3}").body())
                .isEqualTo("{\"id\":2,\"name\":\"Bob\",\"email\":\"b@c\",\"addresses\":[]}");
    }

    @Test
    void keepsTextOfAllScriptsAndTheOrderOfAddresses() throws Exception {
        var book = guestbook();
        var nikos = """
                "name":"Νίκος 🏠 O'Hara \\"<b>\\" -- ;","email":"νίκος@παράδειγμα.gr",\
                "addresses":[{"street":"Ω 9","city":"Zürich"},{"street":"1 Row","city":"London"},\
                {"street":"Ω 9","city":"Zürich"}]}""";

        var added = book.send("POST", "/people", "application/vnd.person+json; charset=utf-8",
                BodyPublishers.ofString("{" + nikos));
        assertThat(added.body()).isEqualTo("{\"id\":1," + nikos);
        assertThat(book.get("/people/1").body()).isEqualTo("{\"id\":1," + nikos);
    }

    @Test
    void listsPeopleNewestFirstPageByPage() throws Exception {
        var book = guestbook();
        assertThat(book.get("/people").body()).isEqualTo("{\"people\":[],\"page\":1,\"size\":20,\"total\":0}");
        book.post("/people", ADA);
        IntStream.rangeClosed(2, 5).forEach(i -> book.add("Guest " + i));

        assertThat(book.get("/people?page=1&size=2").body()).contains("\"id\":5,", "\"id\":4,")
                .endsWith("],\"page\":1,\"size\":2,\"total\":5}");
        assertThat(book.get("/people?page=3&size=2").body())
                .isEqualTo("{\"people\":[" + ADA_AS_FIRST + "],\"page\":3,\"size\":2,\"total\":5}");
        assertThat(book.get("/people?page=4&size=2").body())
                .isEqualTo("{\"people\":[],\"page\":4,\"size\":2,\"total\":5}");
        assertThat(book.names()).containsExactly("Guest 5", "Guest 4", "Guest 3", "Guest 2", "Ada");
    }

    @Test
    void changesAPerson() throws Exception {
        var book = guestbook();
        book.post("/people", ADA);
        var countess = "\"name\":\"Ada King\",\"email\":\"king@example.org\",\"addresses\":[{\"street\":\"2 Row\",\"city\":\"Ockham\"}]}";

        var changed = book.put("/people/1", "{" + countess);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo("{\"id\":1," + countess);
        assertThat(book.get("/people/1").body()).isEqualTo("{\"id\":1," + countess);

        book.put("/people/1", "{\"name\":\"Ada\",\"email\":\"ada@example.org\"}");
        assertThat(book.get("/people/1").body())
                .isEqualTo("{\"id\":1,\"name\":\"Ada\",\"email\":\"ada@example.org\",\"addresses\":[]}");
    }

    @Test
    void removesAPersonAndLeavesNeighboursWhereTheyLive() throws Exception {
        var book = guestbook();
        book.post("/people", ADA);
        book.post("/people", ADA);

        var removed = book.send("DELETE", "/people/2");
        assertThat(removed.statusCode()).isEqualTo(204);
        assertThat(removed.body()).isEmpty();
        assertProblem(book.get("/people/2"), 404, "There is no person with this id.");
        assertProblem(book.put("/people/2", ADA), 404);
        assertProblem(book.send("DELETE", "/people/2"), 404);
        assertThat(book.get("/people/1").body()).isEqualTo(ADA_AS_FIRST);
    }

    @Test
    void removesAPersonOnceHoweverManyTry() throws Exception {
        var book = guestbook();
        var path = book.add("Ada");

        var statuses = atOnce(6, thread -> book.send("DELETE", path).statusCode());
        assertThat(statuses).containsOnlyOnce(204).containsOnly(204, 404);
        assertThat(book.changes()).containsExactly("removed Ada, person 1", "added Ada, person 1");
    }

    @Test
    void tellsWhoWaitsTooLongForAnotherToTryAgain() throws Exception {
        var book = guestbook();
        var path = book.add("Ada");
        var name = book.mount().substring(1);
        var session = composite.object(name, Session.class);

        composite.work(name).runInTransaction(() -> {
            session.find(Person.class, 1L, LockModeType.PESSIMISTIC_WRITE);
            var answers = atOnce(2, thread -> thread == 0 ? book.put(path, ADA) : book.send("DELETE", path));
            assertThat(answers).allSatisfy(
                    response -> assertProblem(response, 409, "Somebody else is changing the same; try again."));
        });
        assertThat(book.changes()).containsExactly("added Ada, person 1");
    }

    @Test
    void logsEveryChangeAndNothingElse() throws Exception {
        var book = guestbook();
        assertThat(book.get("/log").body()).isEqualTo("{\"entries\":[],\"page\":1,\"size\":20,\"total\":0}");
        book.post("/people", ADA);
        book.put("/people/1", ADA.replace("Ada", "Ada King"));
        book.post("/people", "{\"name\":\"\"}");
        book.put("/people/7", ADA);
        book.get("/people/1");
        book.send("DELETE", "/people/1");

        assertThat(book.changes()).containsExactly("removed Ada King, person 1", "changed Ada King, person 1",
                "added Ada, person 1");
        assertThat(book.get("/log?page=3&size=1").body())
                .matches("\\{\"entries\":\\[\\{\"what\":\"added Ada, person 1\","
                        + "\"at\":\"20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z\"\\}\\],"
                        + "\"page\":3,\"size\":1,\"total\":3\\}");
    }

    @Test
    void answersHeadLikeGetWithoutABody() throws Exception {
        var book = guestbook();
        book.post("/people", ADA);

        for (var path : List.of("/", "/people", "/people/1", "/log", "/style.css")) {
            var head = book.send("HEAD", path);
            var get = book.get(path);
            assertThat(head.statusCode()).as(path).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(field(head, "Content-Type")).isEqualTo(field(get, "Content-Type"));
            assertThat(field(head, "Content-Length")).isEqualTo(field(get, "Content-Length"));
        }
        assertThat(book.send("HEAD", "/people/2").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesBodiesThatAreNotTheJsonExpectedHere() throws Exception {
        var book = guestbook();
        book.post("/people", ADA);

        var malformed = List.of("", " ", "{", "null", "[]", "\"Ada\"", "12", "{\"name\":}", ADA + "}", ADA + ADA,
                "{\"name\":\"a\",\"name\":\"b\",\"email\":\"a@b\"}", "{'name':'Ada'}", "\ufeff" + ADA.substring(1),
                "{\"name\":12,\"email\":\"a@b\"}", "{\"name\":1.5,\"email\":\"a@b\"}",
                "{\"name\":true,\"email\":\"a@b\"}", "{\"name\":{},\"email\":\"a@b\"}",
                "{\"name\":[],\"email\":\"a@b\"}", "{\"name\":[\"Ada\"],\"email\":\"a@b\"}",
                "{\"name\":\"Ada\",\"email\":\"a@b\",\"addresses\":{}}",
                "{\"name\":\"Ada\",\"email\":\"a@b\",\"addresses\":\"\"}",
                "{\"name\":\"Ada\",\"email\":\"a@b\",\"addresses\":[1]}",
                "{\"name\":\"Ada\",\"email\":\"a@b\",\"addresses\":[\"1 Row\"]}",
                "{\"name\":\"Ada\",\"email\":\"a@b\",\"addresses\":[{\"street\":1,\"city\":\"x\"}]}",
                "{\"name\":\"\\ud8\",\"email\":\"a@b\"}", "{\"name\":\"a\nb\",\"email\":\"a@b\"}");
        assertThat(malformed).allSatisfy(body -> {
            assertProblem(book.post("/people", body), 400, "\"title\":\"Bad Request\"", "\"detail\":\"The body ");
            assertProblem(book.put("/people/1", body), 400);
        });
        assertThat(book.names()).containsExactly("Ada");
        assertThat(book.changes()).hasSize(1);
    }

    @Test
    void namesEveryFieldThatIsNotAcceptable() throws Exception {
        var book = guestbook();
        book.post("/people", ADA);

        var expected = "{\"type\":\"about:blank\",\"title\":\"Unprocessable Entity\",\"status\":422,\"errors\":{"
                + "\"name\":\"must not be blank\",\"email\":\"must look like ada@example.org\","
                + "\"addresses[1].city\":\"must not be blank\"}}";
        var wrong = "{\"name\":\" \",\"email\":\"ada\",\"addresses\":[{\"street\":\"1\",\"city\":\"2\"},{\"street\":\"1 Row\"}]}";
        for (var response : List.of(book.post("/people", wrong), book.put("/people/1", wrong))) {
            assertProblem(response, 422);
            assertThat(response.body()).isEqualTo(expected);
        }
        assertProblem(book.post("/people", "{}"), 422, "\"name\":\"must not be blank\"",
                "\"email\":\"must not be blank\"");
        assertThat(book.names()).containsExactly("Ada");
    }

    @Test
    void acceptsTheLongestTextAndNoLonger() throws Exception {
        var book = guestbook();
        var longest = person("🏠".repeat(50), "é".repeat(250) + "@b.c", "s".repeat(200), "ß".repeat(100));

        assertThat(book.post("/people", longest).statusCode()).isEqualTo(201);
        assertThat(book.get("/people/1").body()).contains("🏠".repeat(50), "ß".repeat(100));
        assertProblem(
                book.post("/people", person("n".repeat(101), "a@" + "e".repeat(253), "s".repeat(201), "c".repeat(101))),
                422, "\"name\":\"must have at most 100 characters\"", "\"email\":\"must have at most 254 characters\"",
                "\"addresses[0].street\":\"must have at most 200", "\"addresses[0].city\":\"must have at most 100");
    }

    private static String person(String name, String email, String street, String city) {
        return "{\"name\":\"%s\",\"email\":\"%s\",\"addresses\":[{\"street\":\"%s\",\"city\":\"%s\"}]}".formatted(name,
                email, street, city);
    }

    @Test
    void knowsNobodyByAnIdThatIsNone() throws Exception {
        var book = guestbook();
        book.post("/people", ADA);

        assertThat(List.of("2", "0", "-1", "01", "+1", "1.0", "1e0", "abc", "999999999999999999", "9223372036854775808",
                "99999999999999999999", "%31%20", "%F0%9F%8F%A0", "1'--", "null")).allSatisfy(id -> {
                    assertProblem(book.get("/people/" + id), 404, "There is no person with this id.");
                    assertProblem(book.send("DELETE", "/people/" + id), 404);
                    assertProblem(book.put("/people/" + id, ADA), 404);
                });
        assertThat(List.of("/people/", "/people/1/2", "/log/1", "/Log", "/nothing"))
                .allSatisfy(path -> assertProblem(book.get(path), 404));
        assertThat(book.names()).containsExactly("Ada");
    }

    @Test
    void tellsWhichMethodsAreAllowed() throws Exception {
        var book = guestbook();
        Map.of("/people", "GET, HEAD, POST", "/people/1", "DELETE, GET, HEAD, PUT", "/people/1/delete", "POST", "/log",
                "GET, HEAD", "/", "GET, HEAD").forEach((path, allowed) -> {
                    var refused = book.send("PATCH", path);
                    assertProblem(refused, 405, "\"title\":\"Method Not Allowed\"");
                    assertThat(field(refused, "Allow")).as(path).isEqualTo(allowed);
                    assertThat(field(book.send("OPTIONS", path), "Allow")).isEqualTo(allowed);
                });
        assertProblem(book.send("DELETE", "/people"), 405);
        assertProblem(book.post("/log", "{}"), 405);
    }

    @Test
    void refusesBodiesThatAreTooLarge() throws Exception {
        var book = guestbook();
        var large = person("x".repeat(MAX_BODY), "a@b", "1 Row", "London");

        assertProblem(book.post("/people", large), 413);
        // Of unknown length: sent in chunks.
        assertProblem(composite.send(book.request("/people")
                .version(Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers
                        .ofInputStream(() -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))),
                413);
        assertProblem(book.submit("/people", "email=a%40b&name=" + "x".repeat(MAX_BODY)), 413);
        assertProblem(book.post("/people", person("x".repeat(MAX_BODY - 200), "a@b", "1 Row", "London")), 422);
        assertThat(book.names()).isEmpty();
    }

    @Test
    void refusesBodiesOfOtherTypes() throws Exception {
        var book = guestbook();
        book.post("/people", ADA);

        assertThat(
                List.of("text/plain", "text/json", "application/xml", "multipart/form-data; boundary=x", "json", ";"))
                .allSatisfy(type -> {
                    assertProblem(book.send("POST", "/people", type, BodyPublishers.ofString(ADA)), 415);
                    assertProblem(book.send("PUT", "/people/1", type, BodyPublishers.ofString(ADA)), 415);
                });
        assertProblem(composite.send(book.request("/people").POST(BodyPublishers.ofString(ADA))), 415,
                "Content-Type: application/json");
        assertProblem(book.send("PUT", "/people/1", "application/x-www-form-urlencoded",
                BodyPublishers.ofString("name=Ada&email=a%40b")), 415);
    }

    @Test
    void refusesPagesThatAreNone() throws Exception {
        var book = guestbook();
        assertThat(List.of("page=0", "page=-1", "page=1000001", "page=99999999999999999999", "page=x", "page=", "page",
                "page=1&page=2", "page=%00", "page=%ff", "page=1%20", "page=%D9%A1")).allSatisfy(query -> {
                    assertProblem(book.get("/people?" + query), 400, "The parameter page must be one whole number");
                    assertProblem(book.get("/log?" + query), 400, "\"errors\":{\"page\":");
                    assertProblem(book.get("/?" + query), 400);
                });
        assertProblem(book.get("/people?size=101"), 400, "The parameter size must be one whole number from 1 to 100.");
        assertThat(book.get("/people?page=1000000&size=100").statusCode()).isEqualTo(200);
    }

    @Test
    void signsThroughTheFormOfThePage() throws Exception {
        var book = guestbook();

        var signed = book.submit("/people", "name=Ada+L%C3%B6w&email=ada%40example.org&street=1+Row&city=London",
                "Sec-Fetch-Site", "same-origin");
        assertThat(signed.statusCode()).isEqualTo(303);
        assertThat(field(signed, "Location")).isEqualTo(book.mount() + "/#person-1");

        var page = book.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(field(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.body()).contains("1 person has signed.", "id=\"person-1\"", "Ada Löw", "ada@example.org",
                "1 Row", "added Ada Löw, person 1");

        var removed = book.submit("/people/1/delete?page=2", "");
        assertThat(removed.statusCode()).isEqualTo(303);
        assertThat(field(removed, "Location")).isEqualTo(book.mount() + "/?page=2");
        assertThat(composite.get(field(removed, "Location")).body()).contains("Nobody has signed yet.");
    }

    @Test
    void showsTheFormAgainWithWhatIsToBeCorrected() throws Exception {
        var book = guestbook();

        var refused = book.submit("/people", "name=%3Cb%3E&email=ada&street=1+Row&city=");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(field(refused, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(refused.body()).contains("value=\"&lt;b&gt;\"", "value=\"ada\"", "value=\"1 Row\"",
                "Email must look like ada@example.org.", "City must not be blank.", "Nobody has signed yet.");
        assertProblem(book.submit("/people", "name=%zz"), 400);
        assertThat(book.changes()).isEmpty();
    }

    @Test
    void refusesChangesThatAPageOfAnotherSiteSends() throws Exception {
        var book = guestbook();
        book.post("/people", ADA);
        var form = "name=Mallory&email=m%40example.com";

        assertProblem(book.submit("/people", form, "Sec-Fetch-Site", "cross-site"), 403);
        assertProblem(book.submit("/people", form, "Sec-Fetch-Site", "same-site"), 403);
        assertProblem(book.submit("/people", form, "Origin", "https://evil.example"), 403);
        assertProblem(book.submit("/people", form, "Origin", "null"), 403);
        assertProblem(book.submit("/people/1/delete", "", "Origin", "http://127.0.0.1:1"), 403);
        assertThat(book.submit("/people", form, "Origin", "http://" + composite.uri("/").getAuthority()).statusCode())
                .isEqualTo(303);
        assertThat(book.names()).containsExactly("Mallory", "Ada");
    }

    @Test
    void refusesHostileValuesAndKeepsWorking() throws Exception {
        var book = guestbook();
        var acceptable = new ArrayList<String>();
        for (var text : List.of("\\u0000", "A\\u0000", "\\ud800", "\\udc00x", "\\ud83d", "\\u2028", "x\\ny", "\\u200b",
                "n".repeat(MAX_BODY - 1024))) {
            for (var body : List.of(person(text, "a@b", "s", "c"), person("n", text + "@b", "s", "c"),
                    person("n", "a@b", text, "c"), person("n", "a@b", "s", text))) {
                var response = book.post("/people", body);
                if (response.statusCode() == 201) {
                    acceptable.add(body);
                } else {
                    assertProblem(response, 422, "\"errors\":{\"");
                }
            }
        }
        // Only a mailbox may hold what can't be seen.
        assertThat(acceptable).containsExactly(person("n", "\\u200b@b", "s", "c"));

        var deep = 40_000;
        assertThat(List.of("[".repeat(deep), "{\"a\":".repeat(deep / 4),
                "{\"name\":" + "[".repeat(deep) + "]".repeat(deep) + "}",
                "{\"unknown\":" + "[".repeat(deep) + "]".repeat(deep) + ",\"name\":\"n\",\"email\":\"a@b\"}",
                "{\"" + "k".repeat(MAX_BODY - 1024) + "\":1}", "{\"x\":" + "9".repeat(MAX_BODY - 1024) + "}",
                "{\"id\":1e999999999,\"name\":1e999999999}"))
                .allSatisfy(body -> assertThat(book.post("/people", body).statusCode()).isBetween(400, 422));
        var many = "{\"street\":\"s\",\"city\":\"c\"},".repeat(3_000);
        assertProblem(book.post("/people",
                "{\"name\":\"n\",\"email\":\"a@b\",\"addresses\":[" + many.substring(0, many.length() - 1) + "]}"), 422,
                "\"addresses\":\"must be at most 20\"");
        for (var bytes : List.of(new byte[]{(byte) 0xff, (byte) 0xfe}, new byte[]{'{', 0, '}'},
                "{\"name\":\"\u00e9\",\"email\":\"a@b\"}".getBytes(StandardCharsets.ISO_8859_1),
                "{\"name\":\"n\",\"email\":\"a@b\"}".getBytes(StandardCharsets.UTF_16))) {
            var status = book.send("POST", "/people", "application/json", BodyPublishers.ofByteArray(bytes))
                    .statusCode();
            assertThat(status).isLessThan(500);
        }
        for (var form : List.of("name=%00&email=a%40b", "name=n&email=%00%40b",
                "name=n&email=a%40b&city=%00&street=s")) {
            assertThat(book.submit("/people", form).statusCode()).isEqualTo(422);
        }
        assertThat(book.submit("/people", "name=%ED%A0%80&email=a%40b").statusCode()).isEqualTo(303);
        assertThat(book.get("/").statusCode()).isEqualTo(200);
        assertThat(book.get("/people").statusCode()).isEqualTo(200);
        assertThat(book.get("/log").statusCode()).isEqualTo(200);
    }

    @Test
    void linksWithThePrefixUnderWhichItWasReached() throws Exception {
        createDatabases("east");
        createDatabases("deep");
        var deep = new Visitor(composite, "/a/b");
        assertThat(field(deep.post("/people", ADA), "Location")).isEqualTo("/a/b/people/1");
        assertThat(field(deep.submit("/people", "name=Bob&email=b%40c"), "Location")).isEqualTo("/a/b/#person-2");

        var east = new Visitor(composite, "/east");
        assertThat(field(east.post("/people", ADA), "Location")).isEqualTo("/east/people/1");
        assertThat(field(east.get(""), "Location")).endsWith("/east/");
        assertThat(Wire.ask(composite.uri("/"), "east.localhost", "POST /people", ADA)).startsWith("HTTP/1.1 201 ")
                .containsIgnoringCase("\r\nLocation: /people/2\r\n")
                .endsWith(ADA_AS_FIRST.replace("\"id\":1,", "\"id\":2,"));
        assertThat(Wire.ask(composite.uri("/"), "EAST.localhost:81", "GET /people/2", "")).startsWith("HTTP/1.1 200 ");
        assertThat(Wire.ask(composite.uri("/"), "west.localhost", "GET /people/2", "")).startsWith("HTTP/1.1 404 ");
        assertThat(east.names()).containsExactly("Ada", "Ada");
    }

    @Test
    void neverShowsWhatAnotherHas() throws Exception {
        int threads = 8;
        int rounds = 24;
        var books = List.of(guestbook(), guestbook(), guestbook(), guestbook());

        atOnce(threads, thread -> {
            for (int round = 0; round < rounds; round++) {
                var book = books.get((thread + round) % books.size());
                var path = book.add("%s %d %d".formatted(book.mount(), thread, round));
                assertThat(book.get(path).body())
                        .contains("\"name\":\"%s %d %d\"".formatted(book.mount(), thread, round));
                assertThat(book.get("/people").body()).doesNotContain(mountsOfOthers(books, book));
                assertThat(book.get("/log").body()).doesNotContain(mountsOfOthers(books, book));
            }
            return thread;
        });
        assertThat(books).allSatisfy(book -> {
            assertThat(book.names()).hasSize(threads * rounds / books.size())
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.startsWith(book.mount() + " "));
            assertThat(book.changes()).hasSize(threads * rounds / books.size())
                    .allMatch(change -> change.startsWith("added " + book.mount() + " "));
        });
    }

    private static String[] mountsOfOthers(List<Visitor> books, Visitor book) {
        return books.stream()
                .filter(other -> !other.equals(book))
                .map(other -> other.mount() + " ")
                .toArray(String[]::new);
    }

    /** What several threads get who do the same at the same time. */
    private static <T> List<T> atOnce(int threads, Task<T> task) throws Exception {
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                futures.add(pool.submit(() -> task.run(thread)));
            }
            List<T> results = new ArrayList<>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    /** What one of several threads does. */
    private interface Task<T> {
        T run(int thread) throws Exception;
    }
}
