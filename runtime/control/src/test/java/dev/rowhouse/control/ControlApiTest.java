package dev.rowhouse.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.ConfigException;
import dev.rowhouse.config.ControlConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.Mistake;
import dev.rowhouse.config.Origin;
import dev.rowhouse.instance.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API answers, asked over a real socket. */
class ControlApiTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Row row = new Row();
    private final List<String> reloads = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private ControlServer server;

    private final Reload reload = new Reload() {
        @Override
        public Changes plan() {
            return Changes.of(List.of(
                    new Changes.Change(new InstanceName("a"), Changes.Kind.IN_PLACE, "limits.concurrent: 10, was 5")));
        }

        @Override
        public Changes apply() {
            throw new ConfigException(
                    List.of(new Mistake(new Origin("row.conf", 3), "instances.a.app", "no such app", "write blog")));
        }

        @Override
        public Changes undo() {
            reloads.add("undo");
            throw RefusedException.conflict("nothing was applied");
        }
    };

    @BeforeEach
    void open() {
        server = ControlServer.open(folder.resolve("f"), ControlConfig.DEFAULT, new ControlApi(row, reload),
                Limits.PATIENT, folder, Limits.PAUSE);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Answer ask(String method, String target) throws InterruptedException {
        return new ControlClient(new ControlAddress.Folder(folder.resolve("f"))).ask(method, target, Limits.LONG);
    }

    private JsonNode get(String target) throws InterruptedException {
        var answer = ask("GET", target);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private void refuses(String method, String target, int status, String... detail) throws InterruptedException {
        var answer = ask(method, target);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        var problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString("")).isNotEmpty();
        for (var part : detail) {
            assertThat(problem.path("detail").asString("")).contains(part);
        }
    }

    private static List<String> names(JsonNode page) {
        return page.path("instances").valueStream().map(one -> one.path("name").asString("")).toList();
    }

    @Test
    void showsAnInstance() throws Exception {
        row.add("a", "blog", Phase.FAILED);
        var one = get("/v1/instances/a");
        assertThat(one).isEqualTo(JsonMapper.shared().readTree("""
                {"name":"a","app":"blog","phase":"FAILED","since":"2026-11-23T10:00:00Z","reason":"no database",
                 "mounts":["/a"],"engines":["default","posts/a","blog/*"],"running":2,"counts":{"set-aside":3}}
                """));
        row.houses.getFirst().phase = Phase.COLD;
        assertThat(get("/v1/instances/a").has("reason")).isFalse();
    }

    @Test
    void showsTheComposite() throws Exception {
        row.add("a", "blog", Phase.COLD);
        row.add("b", "blog", Phase.COLD);
        var composite = get("/v1/composite");
        assertThat(composite.path("version").asString()).isEqualTo("1.2");
        assertThat(composite.path("file").asString()).isEqualTo("/etc/row.conf");
        assertThat(composite.path("instances").asInt()).isEqualTo(2);
        assertThat(composite.path("phases").path("COLD").asInt()).isEqualTo(2);
        assertThat(composite.path("phases").path("SERVING").asInt()).isZero();
        assertThat(composite.path("addresses").path(0).asString()).isEqualTo("http://127.0.0.1:8080/");
    }

    @Test
    void listsPageByPageAndLooksAtNoMoreThanItShows() throws Exception {
        for (int i = 0; i < 25; i++) {
            row.add("i-%02d".formatted((i * 7) % 25), i % 2 == 0 ? "blog" : "shop", i < 5 ? Phase.FAILED : Phase.COLD);
        }
        List<String> all = new ArrayList<>();
        var next = "/v1/instances?limit=10";
        int pages = 0;
        for (; !next.isEmpty(); pages++) {
            var page = get(next);
            assertThat(page.path("total").asInt()).isEqualTo(25);
            all.addAll(names(page));
            next = page.path("next").asString("");
        }
        assertThat(pages).isEqualTo(3);
        assertThat(all).hasSize(25).isSorted();
        assertThat(row.houses).allSatisfy(one -> assertThat(one.heard).containsExactly("view"));

        assertThat(names(get("/v1/instances?after=i-2&limit=2"))).containsExactly("i-20", "i-21");
        assertThat(names(get("/v1/instances?phase=failed"))).hasSize(5);
        var few = get("/v1/instances?phase=COLD&app=shop&limit=3");
        assertThat(names(few)).hasSize(3);
        assertThat(few.path("total").asInt()).isEqualTo(10);
        assertThat(few.path("next").asString()).endsWith("&limit=3&phase=COLD&app=shop");
        assertThat(names(get("/v1/instances?after=zzz"))).isEmpty();
    }

    @Test
    void refusesQueriesThatItDoesNotKnow() throws Exception {
        refuses("GET", "/v1/instances?pahse=FAILED", 422, "'pahse'", "phase");
        refuses("GET", "/v1/instances?phase=AWAKE", 422, "phase=AWAKE", "SERVING");
        refuses("GET", "/v1/instances?limit=0", 422, "limit=0", "1 to 1000");
        refuses("GET", "/v1/instances?limit=1001", 422, "limit=1001");
        refuses("GET", "/v1/instances?limit=1&limit=2", 422, "2 times");
        row.add("a", "blog", Phase.SERVING);
        refuses("POST", "/v1/instances/a/stop?drain=10", 422, "drain=10", "30s");
        refuses("POST", "/v1/instances/a/stop?drain=99999999h", 422, "drain");
        refuses("POST", "/v1/instances/a/start?drain=10s", 422, "'drain'", "leave it out");
        refuses("PUT", "/v1/instances/a/mounts", 422, "mount is missing");
        refuses("PUT", "/v1/instances/a/mounts?mount=/..", 422, "dot segment");
        assertThat(row.houses.getFirst().heard).isEmpty();
    }

    @Test
    void startsStopsRestartsAndPassivates() throws Exception {
        var a = row.add("a", "blog", Phase.COLD);
        assertThat(ask("POST", "/v1/instances/a/start").body()).contains("\"phase\":\"SERVING\"");
        assertThat(ask("POST", "/v1/instances/a/passivate?drain=5m").status()).isEqualTo(200);
        assertThat(a.phase).isEqualTo(Phase.COLD);
        assertThat(ask("POST", "/v1/instances/a/passivate").status()).isEqualTo(200);
        assertThat(ask("POST", "/v1/instances/a/restart?drain=500ms").status()).isEqualTo(200);
        assertThat(ask("POST", "/v1/instances/a/stop").body()).contains("\"phase\":\"CLOSED\"");
        assertThat(ask("POST", "/v1/instances/a/stop").status()).isEqualTo(200);
        a.heard.removeIf("view"::equals);
        assertThat(a.heard).containsExactly("start", "passivate PT5M", "passivate PT30S", "restart PT0.5S", "start",
                "stop PT30S", "stop PT30S");
        refuses("POST", "/v1/instances/a/passivate", 409, "'a' is CLOSED", "only one that is SERVING");
    }

    @Test
    void tellsWhatAnActionCameToWhenItIsNotWhatWasWanted() throws Exception {
        var a = row.add("a", "blog", Phase.COLD);
        a.next = Phase.FAILED;
        refuses("POST", "/v1/instances/a/start", 409, "'a' is FAILED: no database");
        a.next = Phase.STARTING;
        assertThat(ask("POST", "/v1/instances/a/start").status()).isEqualTo(202);
        a.phase = Phase.SERVING;
        a.busy = true;
        refuses("POST", "/v1/instances/a/passivate", 409, "requests, tasks or open connections");
    }

    @Test
    void mountsAndUnmountsAndSaysThatTheFileSaysOtherwise() throws Exception {
        row.add("a", "blog", Phase.SERVING);
        assertThat(ask("PUT", "/v1/instances/a/mounts?mount=a.example.com/new").body())
                .contains("\"mounts\":[\"/a\",\"a.example.com/new\"]", "/etc/row.conf says otherwise");
        assertThat(get("/v1/instances/a/mounts").path("mounts").path(1).asString()).isEqualTo("a.example.com/new");
        assertThat(ask("DELETE", "/v1/instances/a/mounts?mount=a.example.com%2Fnew").body())
                .isEqualTo("{\"name\":\"a\",\"mounts\":[\"/a\"]}");
        refuses("PUT", "/v1/instances/a/mounts?mount=/taken", 409, "'a'", "'b'");
        refuses("DELETE", "/v1/instances/a/mounts?mount=/nowhere", 404, "not mounted at /nowhere");
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        refuses("GET", "/v1/instances/nobody", 404, "no instance 'nobody'", "/v1/instances");
        for (var name : List.of("A%20B", "%C3%A4", "%27%3Cscript%3E", "x".repeat(5000))) {
            refuses("POST", "/v1/instances/" + name + "/stop", 404, "no instance '");
        }
        for (var name : List.of("..", "%2e%2e", "a%2fb", "a;b", "%00", "%252f")) {
            refuses("POST", "/v1/instances/" + name + "/stop", 400);
        }
        refuses("GET", "/v2/instances", 404, "/v1/composite");
        refuses("POST", "/v1/composite", 405, "GET");
        refuses("DELETE", "/v1/instances", 405, "GET");
    }

    @Test
    void tellsWhatTheFileWouldChangeAndAllItsMistakes() throws Exception {
        assertThat(ask("GET", "/v1/plan").body()).isEqualTo(
                "{\"changes\":[{\"instance\":\"a\",\"kind\":\"in-place\",\"why\":\"limits.concurrent: 10, was 5\"}],\"composite\":[],\"process\":[],\"failed\":false}");
        refuses("POST", "/v1/apply", 422, "1 mistake; nothing was changed");
        assertThat(ask("POST", "/v1/apply").body())
                .contains("\"mistakes\":[\"row.conf:3: instances.a.app: no such app; write blog\"]");
        refuses("POST", "/v1/undo", 409, "nothing was applied");
        refuses("GET", "/v1/undo", 405, "POST");
        assertThat(reloads).containsExactly("undo");
    }

    @Test
    void showsNothingOfAFailureOfItsOwn() throws Exception {
        server.close();
        server = ControlServer.open(folder.resolve("f"), ControlConfig.DEFAULT, new ControlApi(new Operations() {
            @Override
            public About about() {
                throw new IllegalStateException("hush");
            }

            @Override
            public List<ControlledInstance> instances() {
                return List.of();
            }

            @Override
            public Optional<ControlledInstance> find(String name) {
                return Optional.empty();
            }

            @Override
            public Duration drain() {
                return Duration.ZERO;
            }
        }), Limits.PATIENT, folder, Limits.PAUSE);
        var answer = ask("GET", "/v1/composite");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("log").doesNotContain("hush");
        refuses("GET", "/v1/plan", 404, "Nothing is at this path");
    }
}
