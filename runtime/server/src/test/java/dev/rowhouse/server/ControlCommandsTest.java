package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.ConfigException;
import dev.rowhouse.config.ControlConfig;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.ListenAddress;
import dev.rowhouse.config.Mistake;
import dev.rowhouse.config.Origin;
import dev.rowhouse.control.About;
import dev.rowhouse.control.Changes;
import dev.rowhouse.control.ControlApi;
import dev.rowhouse.control.ControlServer;
import dev.rowhouse.control.ControlledInstance;
import dev.rowhouse.control.Operations;
import dev.rowhouse.control.RefusedException;
import dev.rowhouse.control.Reload;
import dev.rowhouse.instance.Phase;
import dev.rowhouse.instance.Tally;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The commands that talk to a composite that runs. */
class ControlCommandsTest {
    private static final String CONF = """
            control { listen = "127.0.0.1:0", token = hush-hush-hush-hush-hush }
            apps.greeting.class = dev.rowhouse.server.GreetingApp
            defaults.engines.default { url = "jdbc:h2:mem:PLACE-{instance}", password = hush-hush }
            instances.north { app = greeting, mount = "/north", start = lazy }
            instances.south { app = greeting, mount = "/south", engines.default { url = "jdbc:h2:tcp://127.0.0.1:1/none", pool.borrow-timeout = 250ms } }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @BeforeEach
    void write() {
        desk = new Desk(folder).write(conf());
    }

    /** With databases that no other test has. */
    private String conf() {
        return CONF.replace("PLACE", folder.getFileName().toString());
    }

    private Composite open() {
        return Composite.open(desk.file(), List.of(new ListenAddress("127.0.0.1", 0)));
    }

    private Desk.Ran on(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--conf", desk.file().toString()));
        return desk.run(all.toArray(String[]::new));
    }

    /** Lists what runs when an instance has failed: it is tried again now and then, and has not failed meanwhile. */
    private Desk.Ran listFailed(String... options) {
        var all = new ArrayList<>(List.of("ls", desk.file().toString()));
        all.addAll(List.of(options));
        var ran = desk.run(all.toArray(String[]::new));
        while (ran.status() == 0 && !ran.out().contains("FAILED")) {
            ran = desk.run(all.toArray(String[]::new));
        }
        return ran;
    }

    private static HttpResponse<String> get(Composite composite, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest
                    .newBuilder(URI.create(
                            "http://127.0.0.1:%d%s".formatted(composite.addresses().getFirst().getPort(), path)))
                    .build(), BodyHandlers.ofString());
        }
    }

    @Test
    void showsWhatRuns() throws Exception {
        try (var composite = open(); var _ = composite.openControl()) {
            composite.start();
            var ran = listFailed();
            assertThat(ran.status()).as(ran.err()).isZero();
            assertThat(ran.err()).isEmpty();
            var lines = ran.out().lines().toList();
            assertThat(lines.getFirst()).matches("INSTANCE +APP +MOUNTS +ENGINES +PHASE +SINCE +RUNNING +REQUESTS");
            assertThat(lines.get(1)).matches("north +greeting +/north +default +COLD +[0-9]+[sm] +0 +0");
            assertThat(lines.get(2)).matches("south +greeting +/south +default +FAILED +[0-9]+[sm] +0 +0");
            assertThat(lines.get(3)).startsWith("south: FAILED: instance 'south', engine 'default': ");
            assertThat(ran.out()).doesNotContain("hush");

            assertThat(listFailed("--phase", "failed").out()).contains("south").doesNotContain("north");
            var json = JsonMapper.shared().readTree(desk.run("ls", desk.file().toString(), "--json").out());
            assertThat(json.path("instances").size()).isEqualTo(2);
            var counts = json.path("instances").path(1).path("counts");
            assertThat(counts.path("failed-starts").asInt()).isPositive();
            assertThat(counts.size()).isEqualTo(Tally.Count.values().length);
            assertThat(json.toString()).doesNotContain("hush", "jdbc:");
        }
    }

    @Test
    void startsStopsRestartsAndPassivates() throws Exception {
        try (var composite = open(); var _ = composite.openControl()) {
            var north = composite.instances().get(new InstanceName("north"));
            assertThat(on("start", "north")).isEqualTo(new Desk.Ran(0, "north: SERVING\n", ""));
            assertThat(on("start", "north").out()).isEqualTo("north: SERVING\n");
            assertThat(north.tally().get(Tally.Count.STARTS)).isEqualTo(1);
            assertThat(get(composite, "/north/").body()).isEqualTo("hello");
            // A client has its answer a little before the request is over.
            while (on("passivate", "north").status() != 0) {
                Thread.onSpinWait();
            }
            assertThat(north.phase()).isEqualTo(Phase.COLD);
            assertThat(on("passivate", "north").out()).isEqualTo("north: COLD\n");
            assertThat(on("restart", "north", "--drain", "10s").out()).isEqualTo("north: SERVING\n");
            assertThat(on("stop", "north", "--drain=0s").out()).isEqualTo("north: CLOSED\n");
            assertThat(on("stop", "north").status()).isZero();
            assertThat(get(composite, "/north/").statusCode()).isEqualTo(503);
            assertThat(north.phase()).isEqualTo(Phase.CLOSED);
            assertThat(on("start", "north").out()).isEqualTo("north: SERVING\n");
            assertThat(get(composite, "/north/").body()).isEqualTo("hello");

            var failed = on("start", "south");
            assertThat(failed.status()).isEqualTo(1);
            assertThat(failed.err()).startsWith("rowhouse: instance 'south' is FAILED: ").doesNotContain("hush");
        }
    }

    @Test
    void mountsAndUnmountsWhileRequestsCome() throws Exception {
        try (var composite = open(); var _ = composite.openControl()) {
            var ran = on("mount", "north", "/new");
            assertThat(ran.out()).isEqualTo("north: /north /new\n");
            assertThat(ran.err()).contains("composite.conf says otherwise");
            assertThat(get(composite, "/new/").body()).isEqualTo("hello");
            assertThat(get(composite, "/north/").body()).isEqualTo("hello");
            assertThat(on("mount", "north", "/new").status()).isZero();

            var taken = on("mount", "south", "/new");
            assertThat(taken.status()).isEqualTo(1);
            assertThat(taken.err()).contains("'south'", "/new", "'north'");
            assertThat(on("unmount", "south", "/new").err())
                    .contains("'south' is not mounted at /new, instance 'north' is");
            assertThat(on("unmount", "south", "/old").status()).isEqualTo(1);
            assertThat(on("mount", "south", "/..").err()).contains("dot segment");

            assertThat(on("unmount", "north", "/new")).isEqualTo(new Desk.Ran(0, "north: /north\n", ""));
            assertThat(get(composite, "/new/").statusCode()).isEqualTo(404);
            assertThat(on("unmount", "north", "/north").out()).isEqualTo("north: no mount\n");
            assertThat(get(composite, "/north/").statusCode()).isEqualTo(404);
            assertThat(on("mount", "south", "/north").status()).isZero();
        }
    }

    @Test
    void saysWhyNobodyIsReached() throws Exception {
        var nobody = on("stop", "north");
        assertThat(nobody.status()).isEqualTo(69);
        assertThat(nobody.err()).contains(folder.resolve("data/.composite/control.sock").toString(), "rowhouse serve");
        assertThat(desk.run("ls", desk.file().toString()).status()).isEqualTo(69);
        assertThat(desk.run("ls", folder.resolve("none.conf").toString()).status()).isEqualTo(78);
        assertThat(desk.run("stop").status()).isEqualTo(64);
        assertThat(desk.run("mount", "north").status()).isEqualTo(64);
        for (var url : List.of("https://localhost:1", "localhost:1", "http://localhost", "http://a@localhost:1",
                "http://localhost:1/x")) {
            assertThat(desk.run("ls", "--url", url).status()).as(url).isEqualTo(64);
        }
        try (var composite = open(); var _ = composite.openControl()) {
            assertThat(composite.instances().all()).hasSize(2);
            var unknown = on("stop", "nroth");
            assertThat(unknown.status()).isEqualTo(1);
            assertThat(unknown.err()).contains("no instance 'nroth'");
            // A file that was broken meanwhile keeps nobody from what runs.
            desk.write("instances {");
            assertThat(desk.run("ls", desk.file().toString()).status()).isZero();
        }
        assertThat(desk.run("ls", desk.file().toString()).status()).isEqualTo(69);
    }

    @Test
    void findsAFolderThatTheFileNames() throws Exception {
        desk.write(conf() + "folder = ${values.place}/own\nvalues.place = \"{here}/deep\"\n");
        try (var composite = open(); var control = composite.openControl()) {
            assertThat(composite.instances().all()).hasSize(2);
            assertThat(control.socket()).hasValue(folder.resolve("deep/own/control.sock").toRealPath());
            assertThat(desk.run("ls", desk.file().toString()).status()).isZero();
        }
        desk.write("folder = []");
        assertThat(desk.run("ls", desk.file().toString()).status()).isEqualTo(78);
    }

    @Test
    void reachesItOnTcpWithTheToken() throws Exception {
        try (var composite = open(); var control = composite.openControl()) {
            assertThat(composite.instances().all()).hasSize(2);
            var url = "http://127.0.0.1:" + control.address().orElseThrow().getPort();
            var right = Files.writeString(folder.resolve("token"), "hush-hush-hush-hush-hush\n").toString();
            var wrong = Files.writeString(folder.resolve("wrong"), "hush").toString();
            assertThat(desk.run("ls", "--url", url, "--token-file", right).out()).contains("north");
            assertThat(desk.run("start", "north", "--url", url, "--token-file", right).out())
                    .isEqualTo("north: SERVING\n");
            assertThat(desk.run("ls", "--url", url, "--token-file", wrong).status()).isEqualTo(77);
            assertThat(desk.run("ls", "--url", url, "--token-file", folder.resolve("none").toString()).status())
                    .isEqualTo(64);
            assertThat(desk.run("ls", "--url", url).status()).isEqualTo(64);
            assertThat(desk.run("ls", "--url", "http://127.0.0.1:1", "--token-file", right).status()).isEqualTo(69);
        }
    }

    @Test
    void showsWhatTheFileWouldChange() throws Exception {
        var reload = new Reload() {
            @Override
            public Changes plan() {
                return Changes.of(List.of(
                        new Changes.Change(new InstanceName("north"), Changes.Kind.IN_PLACE, "limits.body: 1 MiB"),
                        new Changes.Change(new InstanceName("west"), Changes.Kind.ADD, "is new")));
            }

            @Override
            public Changes apply() {
                throw new ConfigException(
                        List.of(new Mistake(new Origin("row.conf", 3), "drain", "is no duration", "write 30s")));
            }

            @Override
            public Changes undo() {
                throw RefusedException.conflict("nothing was applied");
            }
        };
        try (var _ = ControlServer.open(folder.resolve("data/.composite"), ControlConfig.DEFAULT,
                new ControlApi(new Nobody(), reload))) {
            assertThat(desk.run("plan", desk.file().toString()))
                    .isEqualTo(new Desk.Ran(0, "in-place  north  limits.body: 1 MiB\nadd       west   is new\n", ""));
            var broken = desk.run("apply", desk.file().toString());
            assertThat(broken.status()).isEqualTo(78);
            assertThat(broken.err()).contains("row.conf:3: drain: is no duration; write 30s", "nothing was changed");
            var undone = desk.run("undo", desk.file().toString());
            assertThat(undone.status()).isEqualTo(1);
            assertThat(undone.err()).isEqualTo("rowhouse: nothing was applied\n");
        }
    }

    @Test
    void listsTenThousandAndStartsNone() {
        desk.write(
                """
                        apps.greeting.class = dev.rowhouse.server.GreetingApp
                        fleets.many { count = 10000, name = "i-{n}", instance {
                          app = greeting, mount = "/{instance}", start = lazy, engines.default.url = "jdbc:h2:mem:{instance}" } }
                        """);
        try (var composite = open(); var _ = composite.openControl()) {
            var listed = desk.run("ls", desk.file().toString());
            assertThat(listed.out().lines()).hasSize(10_001);
            assertThat(composite.instances().all()).allSatisfy(one -> assertThat(one.phase()).isEqualTo(Phase.COLD))
                    .allSatisfy(one -> assertThat(one.tally().get(Tally.Count.STARTS)).isZero());
        }
    }

    @Test
    void isTalkedToOnlyIfThatIsAsked() {
        try (var composite = open()) {
            assertThat(composite.config().folder().resolve("control.sock")).doesNotExist();
            try (var _ = composite.openControl()) {
                assertThat(composite.config().folder().resolve("control.sock")).exists();
                assertThatThrownBy(composite::openControl).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    /** A composite without instances. */
    private static final class Nobody implements Operations {
        @Override
        public About about() {
            return new About("", Instant.EPOCH, "", List.of());
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
    }
}
