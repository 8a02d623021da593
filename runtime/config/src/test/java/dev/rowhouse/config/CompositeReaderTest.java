package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompositeReaderTest {
    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @Test
    void readsACompositeOfThreeGuestbooks() {
        var composite = desk.read("""
                listen = "127.0.0.1:8080"
                apps.guestbook { class = example.Guestbook }
                defaults {
                  engines.default { url = "jdbc:h2:file:./data/{instance}/default", schema = update }
                  engines.log     { url = "jdbc:h2:file:./data/{instance}/log",     schema = update }
                }
                instances {
                  north { app = guestbook, mount = "/north", settings.title = "North" }
                  south { app = guestbook, mount = "/south", settings.title = "South" }
                  east  = ${instances.north} { mount = ["/east", "east.localhost/"], settings.title = "East" }
                }
                """);
        assertThat(composite.instances()).extracting(instance -> instance.name().value())
                .containsExactly("north", "south", "east");
        var east = desk.instance("east", composite);
        assertThat(east.mounts()).containsExactly(Mount.parse("/east"), Mount.parse("east.localhost"));
        assertThat(Desk.settings(east)).isEqualTo(new FakeInspector.Strict("East", Optional.empty()));
        assertThat(east.origin().line()).isEqualTo(10);
        var log = Desk.engine(east, "log");
        assertThat(log.url().value()).isEqualTo("jdbc:h2:file:./data/east/log");
        assertThat(log.schema()).isEqualTo(EngineConfig.Schema.UPDATE);
        assertThat(desk.inspector.engineKeys).contains("defaults.engines.default").hasSize(6);
    }

    @Test
    void fillsInWhatTheFileLeavesOut() {
        var composite = desk.readWithApps("instances.a { app = bare, mount = a }");
        assertThat(composite.listen()).containsExactly(ListenAddress.DEFAULT);
        assertThat(composite.drain()).isEqualTo(Duration.ofSeconds(30));
        assertThat(composite.http()).isEqualTo(HttpConfig.DEFAULT);
        var instance = composite.instances().getFirst();
        assertThat(instance.life().start()).isEqualTo(LifeConfig.Start.EAGER);
        assertThat(instance.limits()).isEqualTo(LimitsConfig.DEFAULT);
        assertThat(composite.apps().values()).extracting(app -> app.className().orElseThrow())
                .contains("example.Bare")
                .hasSize(3);
    }

    @Test
    void readsUnitsAndLists() throws Exception {
        var composite = desk.readWithApps(
                """
                        listen = ["0.0.0.0:80", "[::1]:8080"]
                        drain = 2 minutes
                        http { max-body = 5 MiB, max-header = 8 KiB, max-fields = 50, request-timeout = 500ms, body-timeout = 1m
                          idle-timeout = 2h, trusted-proxies = ["10.0.0.0/8", "::1"] }
                        instances.a { app = bare, mount = "/a", start = lazy, limits { body = 1 kB, concurrent = 7, tasks { running = 3, waiting = 0 },
                                      connections { open = 20, message = 4096, buffer = 10 MB, idle = 5m } } }
                        """);
        assertThat(composite.listen()).containsExactly(new ListenAddress("0.0.0.0", 80),
                new ListenAddress("::1", 8080));
        assertThat(composite.drain()).isEqualTo(Duration.ofMinutes(2));
        var http = composite.http();
        assertThat(http.maxBody()).isEqualTo(5 * 1024 * 1024);
        assertThat(http.maxHeader()).isEqualTo(8192);
        assertThat(http.maxFields()).isEqualTo(50);
        assertThat(http.requestTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(http.bodyTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(http.idleTimeout()).isEqualTo(Duration.ofHours(2));
        assertThat(http.trustedProxies()).hasSize(2)
                .first()
                .matches(range -> range.contains(InetAddress.ofLiteral("10.1.2.3")));
        var instance = composite.instances().getFirst();
        assertThat(instance.life().start()).isEqualTo(LifeConfig.Start.LAZY);
        assertThat(instance.limits()).isEqualTo(new LimitsConfig(1,
                new RequestLimits(OptionalLong.of(1000), OptionalInt.of(7), 0, Duration.ofSeconds(5),
                        Optional.of(Duration.ofMinutes(1)), Optional.empty()),
                new TaskLimits(3, 0), new ConnectionLimits(20, 4096, 10_000_000, Duration.ofMinutes(5))));
    }

    @Test
    void takesSubstitutionsFromTheFileAndFromTheEnvironment() {
        var composite = desk
                .read("""
                        values.prefix = "/base"
                        apps.rich { class = example.Rich }
                        instances.a { app = rich, mount = ${values.prefix}"/a", settings { title = ${PATH}, note = ${?NOT_DEFINED_AT_ALL} } }
                        """);
        assertThat(composite.instances().getFirst().mounts()).containsExactly(Mount.parse("/base/a"));
        assertThat(((FakeInspector.Rich) Desk.settings(composite.instances().getFirst())).title())
                .isEqualTo(System.getenv("PATH"));
    }

    @Test
    void includesFilesFromTheFolderOfTheComposite() {
        desk.write("more/b.conf", "instances.b { app = bare, mount = \"/b\" }\ninclude \"c\"");
        desk.write("more/c.conf", "instances.c { app = bare, mount = \"/c\" }");
        var composite = desk.readWithApps("include \"more/b.conf\"\ninclude \"absent\"");
        assertThat(composite.instances()).extracting(instance -> instance.name().value()).containsExactly("b", "c");
        assertThat(desk.instance("c", composite).origin()).isEqualTo(new Origin(folder + "/more/c.conf", 1));
    }

    @Test
    void replacesPlaceholdersAndLeavesOtherBracesAlone() {
        var composite = desk.readWithApps(
                """
                        instances.a { app = rich, mount = "/{instance}", settings { title = "{instance} {other} {{here} {n", folder = "{here}/x" } }
                        """);
        var settings = (FakeInspector.Rich) Desk.settings(composite.instances().getFirst());
        assertThat(settings.title()).isEqualTo("a {other} {" + folder + " {n");
        assertThat(settings.folder()).isEqualTo(folder.resolve("x"));
        assertThat(composite.instances().getFirst().mounts()).containsExactly(Mount.parse("/a"));
    }

    @Test
    void hidesADefaultBehindNull() {
        var composite = desk.readWithApps("""
                defaults { settings.note = "default", start = lazy }
                instances.a { app = rich, mount = "/a", start = null }
                """);
        assertThat(composite.instances().getFirst().life().start()).isEqualTo(LifeConfig.Start.EAGER);
    }

    @Test
    void listensElsewhereWhenTold() {
        var composite = desk.readWithApps("instances.a { app = bare, mount = \"/a\" }")
                .withListen(List.of(new ListenAddress("::1", 1)));
        assertThat(composite.listen()).containsExactly(new ListenAddress("::1", 1));
        assertThat(composite.instances()).hasSize(1);
    }
}
