package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MistakesTest {
    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @Test
    void reportsAllMistakesOfAFileTogether() {
        assertThat(desk.mistakes(
                """
                        listn = "127.0.0.1:8080"
                        listen = [":1", "a:b", "a:1", "a:1"]
                        drain = 30
                        http { max-body = 3 parsecs, max-header = 10, max-fields = many, idle-timeout = -1s, trusted-proxies = [x] }
                        apps { bare { class = example.Bare }, broken { class = example.Nowhere }, old { path = [] }, none {}, BIG {class = x} }
                        instances {
                          a { app = bar, mount = "/a" }
                          b { app = broken, mount = "/../b", settings.x = 1, engines.y { url = "jdbc:h2:mem:y" } }
                          c { mount = 3.5 }
                          d { app = bare, start = later, limits { body = 1 GiB, concurrent = 0, more = 1, tasks { running = 0, wait = 1 }, connections { message = 0, idle = 1ms } }, mount = [] }
                          e = 3
                          "F g" { app = bare, mount = "/f" }
                        }
                        """))
                .containsExactly("composite.conf:1: listn: unknown key; did you mean 'listen'?",
                        "composite.conf:2: listen[0]: ':1' is not an address; write host:port, IPv6 as [::1]:8080",
                        "composite.conf:2: listen[1]: 'a:b' has no port number; write host:port with a port from 0 to 65535",
                        "composite.conf:2: listen[3]: a:1 is in the list twice; write each address once",
                        "composite.conf:3: drain: '30' has no unit; write a duration with a unit, like 500ms, 30s, 5m or 12h",
                        "composite.conf:4: http.idle-timeout: the duration is too short; write at least 1ms",
                        "composite.conf:4: http.max-body: '3 parsecs' is not a size; write a number and a unit, like 512 KiB or 2 MiB",
                        "composite.conf:4: http.max-fields: 'many' is not a whole number; write a whole number of at least 1",
                        "composite.conf:4: http.max-header: 10 is too small; write a whole number of at least 512",
                        "composite.conf:4: http.trusted-proxies[0]: 'x' is no range of addresses; write an address like 10.0.0.0/8 or ::1",
                        "composite.conf:5: apps.BIG: 'BIG' is not a name; " + Names.RULE,
                        "composite.conf:5: apps.broken.class: there is no class example.Nowhere; write the name of a class",
                        "composite.conf:5: apps.none.class: is missing; write class = com.example.TheApp, or path = \"the-app.jar\" if it is not on the class path",
                        "composite.conf:5: apps.old.path: the list is empty; name a jar, a folder of jars or a folder of classes",
                        "composite.conf:7: instances.a.app: there is no app 'bar'; did you mean 'bare'? (the apps are: BIG, bare, broken, none, old)",
                        "composite.conf:8: instances.b.mount: '/../b' has a dot segment; write the path that it leads to",
                        "composite.conf:9: instances.c.app: is missing; write the name of the app that it is a copy of",
                        "composite.conf:9: instances.c.mount: '3.5' is not a host name; write a host like example.com, *.example.com or [::1]",
                        "composite.conf:10: instances.d.limits.body: 1073741824 bytes is more than http.max-body, which is 2097152; write at most that, or a larger http.max-body",
                        "composite.conf:10: instances.d.limits.concurrent: 0 is too small; write a whole number of at least 1",
                        "composite.conf:10: instances.d.limits.connections.idle: the duration is too short; write at least 100ms",
                        "composite.conf:10: instances.d.limits.connections.message: 0 is too small; write a whole number from 1 to 1073741824",
                        "composite.conf:10: instances.d.limits.more: unknown key; write one of body, concurrent, connections, queue, queue-timeout, rate, request-timeout, tasks, weight",
                        "composite.conf:10: instances.d.limits.tasks.running: 0 is too small; write a whole number of at least 1",
                        "composite.conf:10: instances.d.limits.tasks.wait: unknown key; write one of running, waiting",
                        "composite.conf:10: instances.d.mount: the list is empty; write at least one mount, like \"/north\"",
                        "composite.conf:10: instances.d.start: 'later' is not known; write one of eager, lazy",
                        "composite.conf:11: instances.e: is a number where an object in braces should be; write an object in braces",
                        "composite.conf:12: instances.\"F g\": 'F g' is not a name; " + Names.RULE);
    }

    @Test
    void reportsMistakesOfEngines() {
        assertThat(desk.engineMistakes("""
                url = "jdbc:h2:mem:a"
                scheme = update
                schema = updat
                mapping = mine
                durability = never
                shared = perhaps
                password = { a = xy }
                properties = [1]
                pool { max = 0, min-idle = 9, borrow-timeout = 0s, idle-timeout = soon, max-lifetime = [] }
                """)).containsExactly(
                "composite.conf:5: instances.a.engines.default.scheme: unknown key; did you mean 'schema'?",
                "composite.conf:6: instances.a.engines.default.schema: 'updat' is not known; did you mean 'update'?",
                "composite.conf:7: instances.a.engines.default.mapping: 'mine' is not known; write one of own, shared",
                "composite.conf:8: instances.a.engines.default.durability: 'never' is not known; write one of commit, delayed",
                "composite.conf:9: instances.a.engines.default.shared: 'perhaps' is neither true nor false; write true or false",
                "composite.conf:10: instances.a.engines.default.password: is an object where a text should be; write a text",
                "composite.conf:11: instances.a.engines.default.properties: is a list where an object in braces should be; write an object in braces",
                "composite.conf:12: instances.a.engines.default.pool.borrow-timeout: the duration is too short; write at least 1ms",
                "composite.conf:12: instances.a.engines.default.pool.idle-timeout: 'soon' is not a duration; write a number and a unit, like 500ms, 30s, 5m or 12h",
                "composite.conf:12: instances.a.engines.default.pool.max: 0 is too small; write a whole number of at least 1",
                "composite.conf:12: instances.a.engines.default.pool.max-lifetime: is a list where a duration should be; write a duration",
                "composite.conf:12: instances.a.engines.default.pool.min-idle: 9 is more than pool.max, which is 8; write a number from 0 to 8, or a larger pool.max");
    }

    @Test
    void reportsUrlsThatCanNotBe() {
        assertThat(desk.engineMistakes("url = \"h2:mem:a\"")).containsExactly(
                "composite.conf:4: instances.a.engines.default.url: is not a JDBC URL; write jdbc:<product>:..., like jdbc:h2:file:./data/{instance}/default");
        assertThat(desk.engineMistakes("user = a")).containsExactly(
                "composite.conf:4: instances.a.engines.default.url: is missing; write url = \"jdbc:h2:file:./data/{instance}/default\"");
        assertThat(desk.engineMistakes("url = \"jdbc:h2:mem:;MODE=PostgreSQL\"")).containsExactly(
                "composite.conf:4: instances.a.engines.default.url: an H2 database in memory without a name is another one for each connection; name it: jdbc:h2:mem:{instance}");
        assertThat(desk.engineMistakes("url = \"jdbc:h2:data/x\"")).containsExactly(
                "composite.conf:4: instances.a.engines.default.url: 'data/x' does not say in which folder the H2 database is; write jdbc:h2:./name for the current folder, ~/name or an absolute path");
        for (var memory : List.of("jdbc:sqlite:", "jdbc:sqlite::memory:",
                "jdbc:sqlite:file:a?mode=memory&cache=shared")) {
            assertThat(desk.engineMistakes("url = \"%s\"".formatted(memory))).containsExactly(
                    "composite.conf:4: instances.a.engines.default.url: an SQLite database in memory is another one for each connection; name a file: jdbc:sqlite:./data/{instance}.db, or one in memory of H2: jdbc:h2:mem:{instance}");
        }
        assertThat(desk.engineMistakes("url = \"jdbc:sqlite:a.db?transaction_mode=DEFERRED\"")).containsExactly(
                "composite.conf:4: instances.a.engines.default.url: transactions on SQLite take the lock for writing when they begin; remove transaction_mode=... from the url");
        assertThat(desk.engineMistakes("url = \"jdbc:h2:./x;write_delay=500\", durability = commit")).containsExactly(
                "composite.conf:4: instances.a.engines.default.durability: durability and WRITE_DELAY in the url say the same thing twice; remove ;WRITE_DELAY=... from the url");
    }

    @Test
    void namesBothInstancesThatHaveOneMount() {
        assertThat(desk.mistakesWithApps("""
                instances.a { app = bare, mount = ["/x", "/a"] }
                instances.b { app = bare, mount = "/x/" }
                instances.c { app = bare, mount = "/c" }
                instances.d = ${instances.c}
                instances.e { app = bare, mount = ["/e", "/e"] }
                """)).containsExactly(
                "composite.conf:3: instances.b.mount: instances 'b' and 'a' both answer at /x, the other is declared at composite.conf:2; give one of them another mount",
                "composite.conf:5: instances.d.mount: instances 'd' and 'c' both answer at /c, the other is declared at composite.conf:4; give one of them another mount",
                "composite.conf:6: instances.e.mount[1]: /e is in the list twice; write each mount once");
    }

    @Test
    void namesBothInstancesThatHaveOneDatabase() {
        assertThat(desk.mistakes(
                """
                        apps.guestbook { class = example.Guestbook }
                        defaults { app = guestbook, settings.title = T, engines.log { url = "jdbc:h2:mem:log", shared = true } }
                        instances.a { mount = "/a", engines.default.url = "jdbc:h2:./x;PASSWORD=hunter22" }
                        instances.b { mount = "/b", engines.default { url = "jdbc:h2:file:./y/../x.mv.db", shared = true } }
                        instances.c { mount = "/c", engines.default.url = "jdbc:h2:mem:c", engines.log.url = "jdbc:h2:mem:c" }
                        instances.d { mount = "/d", engines.default.url = "jdbc:h2:mem:d", engines.log { url = "jdbc:h2:mem:log", shared = false } }
                        """))
                .containsExactly(
                        "composite.conf:4: instances.b.engines.default.url: instance 'b' (engine 'default') and instance 'a' (engine 'default', composite.conf:3) have the same database, jdbc:h2:file:./y/../x.mv.db; give each its own, for example with {instance} in the url, or write shared = true in both",
                        "composite.conf:6: instances.d.engines.log.url: instance 'd' (engine 'log') and instance 'a' (engine 'log', composite.conf:2) have the same database, jdbc:h2:mem:log; give each its own, for example with {instance} in the url, or write shared = true in both");
    }

    @Test
    void comparesEnginesWithTheNeedsOfTheApp() {
        assertThat(desk.mistakes(
                """
                        apps.guestbook { class = example.Guestbook }
                        instances.a { app = guestbook, mount = "/a", settings.title = A, engines.lgo.url = "jdbc:h2:mem:l", engines.default.url = 1 }
                        instances.b { app = guestbook, mount = "/b", settings.title = A, engines = [] }
                        """))
                .containsExactly(
                        "composite.conf:2: instances.a.engines.default.url: is not a JDBC URL; write jdbc:<product>:..., like jdbc:h2:file:./data/{instance}/default",
                        "composite.conf:2: instances.a.engines.lgo: app 'guestbook' has no engine of that name; did you mean 'log'?",
                        "composite.conf:2: instances.a.engines.log: is missing, app 'guestbook' needs it; write engines.log { url = \"jdbc:...\" }",
                        "composite.conf:3: instances.b.engines: is a list where an object in braces should be; write an object in braces");
    }

    @Test
    void letsDefaultsSpeakToSeveralApps() {
        var composite = desk.readWithApps(
                """
                        defaults { settings.title = T, engines { log.url = "jdbc:h2:mem:l-{instance}", default.url = "jdbc:h2:mem:{instance}" } }
                        instances.a { app = guestbook, mount = "/a" }
                        instances.b { app = bare, mount = "/b" }
                        """);
        assertThat(desk.instance("a", composite).engines()).hasSize(2);
        assertThat(desk.instance("b", composite).engines()).isEmpty();
        assertThat(desk.mistakesWithApps("instances.b { app = bare, mount = \"/b\", settings.title = T }"))
                .containsExactly("composite.conf:2: instances.b.settings.title: unknown key; remove it");
    }

    @Test
    void saysAMistakeInDefaultsOnceAndWhereItIs() {
        assertThat(desk.mistakesWithApps("""
                defaults { strat = lazy
                  limits.concurrent = none }
                instances.a { app = bare, mount = "/a" }
                instances.b { app = bare, mount = "/b" }
                """)).containsExactly("composite.conf:2: defaults.strat: unknown key; did you mean 'start'?",
                "composite.conf:3: defaults.limits.concurrent: 'none' is not a whole number; write a whole number of at least 1");
    }

    @Test
    void refusesANumberOutsideOfAFleet() {
        assertThat(desk.mistakesWithApps("""
                listen = "{instance}:80"
                instances.a { app = bare, mount = "/{n}" }
                """)).contains(
                "composite.conf:2: listen: {instance} stands for nothing here; use it in an instance, or remove it",
                "composite.conf:3: instances.a.mount: {n} stands for nothing here; use it in the instance of a fleet, or remove it");
    }

    @Test
    void keepsTheFileAsTheOperatorNamedIt() {
        var reader = new CompositeReader(desk.inspector);
        assertThatThrownBy(() -> reader.read(Path.of("no/such/composite.conf"))).isInstanceOf(ConfigException.class)
                .hasMessage(
                        "no/such/composite.conf: there is no such file; write the path of a file in HOCON that can be read");
        assertThatThrownBy(() -> reader.read(Path.of("composite.conf")))
                .hasMessageStartingWith("composite.conf: there is");
        assertThatThrownBy(() -> reader.read(Path.of("target"))).hasMessageStartingWith("target: this is a directory");
        assertThatThrownBy(() -> reader.read(Path.of("pom.xml"))).hasMessageStartingWith("pom.xml:1: ");
    }

    @Test
    void splitsARefusalIntoProblemAndRemedy() {
        var mistakes = new Mistakes();
        mistakes.add(new Origin("f", 1), "k", new IllegalArgumentException("wrong; write right; or left"));
        mistakes.add(new Origin("f", 1), "k", new IllegalArgumentException("wrong; write right; or left"));
        mistakes.add(new Origin("f", 0), "", new IllegalArgumentException("odd"));
        assertThat(mistakes.all()).hasToString("[f: odd; write another value, f:1: k: wrong; write right; or left]");
        assertThat(mistakes.isEmpty()).isFalse();
        assertThatThrownBy(mistakes::throwIfAny).isInstanceOf(ConfigException.class);
    }
}
