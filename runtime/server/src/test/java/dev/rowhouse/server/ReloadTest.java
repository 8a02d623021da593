package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.ConfigException;
import dev.rowhouse.config.InstanceName;
import dev.rowhouse.config.ListenAddress;
import dev.rowhouse.control.Changes;
import dev.rowhouse.control.Changes.Change;
import dev.rowhouse.control.Changes.Kind;
import dev.rowhouse.control.Changes.Outcome;
import dev.rowhouse.instance.Phase;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Changes of the file while the composite serves, over HTTP. */
@Isolated // A log goes by the instance's name, and other composites of this process have a north too.
class ReloadTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static final InstanceName NORTH = new InstanceName("north");
    private static final InstanceName WEST = new InstanceName("west");

    /** Two starts of it can't be open at once. */
    private static final String ALONE = "transactions = xa";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int number = NUMBERS.incrementAndGet();

    @SuppressWarnings("NullAway.Init")
    private Composite composite;

    @BeforeEach
    void open() throws Exception {
        write("", "");
        composite = Composite.open(file(), List.of(new ListenAddress("127.0.0.1", 0)));
        composite.start();
    }

    @AfterEach
    void close() {
        composite.close();
        client.close();
    }

    private Path file() {
        return folder.resolve("composite.conf");
    }

    /** Writes the file: what else north says, and what else there is. */
    private void write(String north, String more) throws IOException {
        Files.writeString(file(), """
                apps.starts.class = dev.rowhouse.server.StartsApp
                defaults { app = starts, mount = "/{instance}"
                  engines.default { url = "jdbc:h2:mem:reload-%d-{instance}", schema = create } }
                instances { north {}, south {} }
                instances.north { %s }
                %s
                """.formatted(number, north, more));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(composite.addresses().getFirst().getPort(), path));
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    private static Changes planned(Change... changes) {
        return Changes.of(List.of(changes));
    }

    @Test
    void changesNothingWhereNothingIsOtherwise() throws Exception {
        var start = get("/north/").body();
        write("# a remark\n", "\n\n");
        assertThat(composite.plan()).isEqualTo(planned());
        assertThat(composite.apply().isEmpty()).isTrue();
        assertThat(get("/north/").body()).isEqualTo(start);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ALONE})
    void startsAnInstanceAnewAndFailsNoRequest(String alone) throws Exception {
        write(alone, "");
        composite.apply();
        try (var north = Load.on(composite, "/north/", 6); var south = Load.on(composite, "/south/", 2)) {
            north.await(100);
            write("%s\n settings.greeting = welcome".formatted(alone), "");
            assertThat(composite.plan().changes()).singleElement().satisfies(change -> {
                assertThat(change.kind()).isEqualTo(Kind.RESTART);
                assertThat(change.why()).startsWith("settings.greeting");
            });
            var changes = composite.apply();
            assertThat(changes.outcomes()).containsExactlyEntriesOf(Map.of(NORTH, new Outcome.Done()));
            north.await(100);
            assertThat(north.failures()).isEmpty();
            assertThat(south.failures()).isEmpty();
            assertThat(north.bodies()).hasSize(2);
            assertThat(south.bodies()).hasSize(1);
        }
        assertThat(get("/north/").body()).startsWith("welcome, ");
        assertThat(composite.plan()).isEqualTo(planned());
    }

    @Test
    void restartsAnInstanceAndFailsNoRequest() throws Exception {
        try (var north = Load.on(composite, "/north/", 6)) {
            for (int i = 0; i < 5; i++) {
                north.await(50);
                assertThat(composite.instances().get(NORTH).restart(composite.config().drain()))
                        .isEqualTo(Phase.SERVING);
            }
            north.await(50);
            assertThat(north.failures()).isEmpty();
            assertThat(north.bodies()).hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ALONE})
    void keepsTheOldFormWhereTheNewOneCanNotStart(String alone) throws Exception {
        write(alone, "");
        composite.apply();
        try (var north = Load.on(composite, "/north/", 6)) {
            north.await(100);
            write("%s\n settings { broken = true, greeting = never }\n mount = \"/new\"".formatted(alone), "");
            assertThat(composite.apply().outcomes().get(NORTH)).isInstanceOfSatisfying(Outcome.FellBack.class,
                    outcome -> assertThat(outcome.reason()).contains("broken, as it is told to be"));
            north.await(100);
            assertThat(north.failures()).isEmpty();
            assertThat(north.bodies().keySet()).allMatch(body -> body.startsWith("hello, "));
        }
        assertThat(composite.instances().get(NORTH).phase()).isEqualTo(Phase.SERVING);
        assertThat(get("/new/").statusCode()).isEqualTo(404);
        assertThat(composite.plan().changes()).singleElement()
                .satisfies(change -> assertThat(change.why()).startsWith("mount, settings.broken, settings.greeting"));
        write(alone, "");
        assertThat(composite.plan()).isEqualTo(planned());
    }

    @Test
    void mountsAnInstanceElsewhereWithoutTouchingIt() throws Exception {
        var start = get("/north/").body();
        try (var south = Load.on(composite, "/south/", 2)) {
            write("mount = [\"/north\", \"/nord\"]", "");
            assertThat(composite.plan()).isEqualTo(planned(new Change(NORTH, Kind.REMOUNT, "mount")));
            composite.apply();
            assertThat(get("/nord/").body()).isEqualTo(start);
            write("mount = \"/nord\"", "");
            composite.apply();
            assertThat(get("/nord/").body()).isEqualTo(start);
            assertThat(get("/north/").statusCode()).isEqualTo(404);
            assertThat(south.failures()).isEmpty();
        }
    }

    @Test
    void startsAnInstanceAnewThatHasAskedForItsMounts() throws Exception {
        write("settings.curious = true", "");
        composite.apply();
        var start = get("/north/").body();
        write("settings.curious = true\n mount = \"/nord\"", "");
        assertThat(composite.apply().changes()).extracting(Change::kind).containsExactly(Kind.RESTART);
        assertThat(get("/nord/").body()).isNotEqualTo(start);
        assertThat(get("/north/").statusCode()).isEqualTo(404);
    }

    @Test
    void instancesComeAndGoWhileTheirNeighboursServe() throws Exception {
        try (var south = Load.on(composite, "/south/", 4)) {
            south.await(50);
            write("", "instances.west {}, instances.lazy { start = lazy }");
            assertThat(composite.apply().changes()).containsExactlyInAnyOrder(
                    new Change(WEST, Kind.ADD, "app starts at /west"),
                    new Change(new InstanceName("lazy"), Kind.ADD, "app starts at /lazy"));
            assertThat(composite.instances().get(WEST).phase()).isEqualTo(Phase.SERVING);
            assertThat(get("/west/").statusCode()).isEqualTo(200);
            assertThat(get("/lazy/").statusCode()).isEqualTo(200);
            var west = composite.instances().get(WEST);
            write("", "");
            assertThat(composite.apply().changes()).extracting(Change::kind).containsOnly(Kind.REMOVE);
            assertThat(get("/west/").statusCode()).isEqualTo(404);
            assertThat(west.phase()).isEqualTo(Phase.CLOSED);
            assertThat(composite.instances().find(WEST)).isEmpty();
            south.await(50);
            assertThat(south.failures()).isEmpty();
            assertThat(south.bodies()).hasSize(1);
        }
    }

    @Test
    void aFailingInstanceStopsNoOther() throws Exception {
        write("settings.broken = true",
                "instances.west.settings.broken = true, instances.south.settings.greeting = hi");
        var outcomes = composite.apply().outcomes();
        assertThat(outcomes.get(NORTH)).isInstanceOf(Outcome.FellBack.class);
        assertThat(outcomes.get(WEST)).isInstanceOf(Outcome.Failed.class);
        assertThat(get("/south/").body()).startsWith("hi, ");
        write("", "instances.west {}, instances.south.settings.greeting = hi");
        assertThat(composite.apply().outcomes()).containsExactlyEntriesOf(Map.of(WEST, new Outcome.Done()));
        assertThat(get("/west/").statusCode()).isEqualTo(200);
    }

    @Test
    void changesLimitsOfARunningStart() throws Exception {
        var start = get("/north/").body();
        var post = HttpRequest.newBuilder(uri("/north/")).POST(BodyPublishers.ofString("12345")).build();
        assertThat(send(post).statusCode()).isEqualTo(200);
        write("limits.body = 4 B, idle = never", "");
        assertThat(composite.apply()).satisfies(changes -> assertThat(changes.changes())
                .containsExactly(new Change(NORTH, Kind.IN_PLACE, "idle, limits.body")));
        assertThat(send(post).statusCode()).isEqualTo(413);
        write("", "");
        composite.apply();
        assertThat(send(post).body()).isEqualTo(start);
    }

    /** Packs the app, and something else with it. */
    private void pack(String more) throws Exception {
        var classes = Path.of(StartsApp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (var out = new JarOutputStream(Files.newOutputStream(folder.resolve("starts.jar")));
                var all = Files.list(classes.resolve("dev/rowhouse/server"))) {
            for (var one : all.filter(some -> some.getFileName().toString().startsWith("StartsApp")).toList()) {
                out.putNextEntry(new JarEntry("dev/rowhouse/server/" + one.getFileName()));
                Files.copy(one, out);
            }
            out.putNextEntry(new JarEntry("more"));
            out.write(more.getBytes(StandardCharsets.UTF_8));
        }
    }

    private ClassLoader loader() {
        return composite.instances().get(NORTH).injector().getInstance(HttpHandler.class).getClass().getClassLoader();
    }

    @Test
    void startsInstancesAnewWhoseJarHasChanged() throws Exception {
        var jar = "apps.packed { class = dev.rowhouse.server.StartsApp, path = starts.jar }";
        pack("one");
        write("app = packed", jar);
        assertThat(composite.apply().changes()).containsExactly(new Change(NORTH, Kind.RESTART, "app"));
        var first = loader();
        assertThat(first).isNotSameAs(StartsApp.class.getClassLoader());
        assertThat(composite.plan()).isEqualTo(planned());
        pack("two");
        try (var north = Load.on(composite, "/north/", 4); var south = Load.on(composite, "/south/", 2)) {
            north.await(50);
            assertThat(composite.apply().changes())
                    .containsExactly(new Change(NORTH, Kind.RESTART, "apps.packed (its code)"));
            north.await(50);
            assertThat(north.failures()).isEmpty();
            assertThat(north.bodies()).hasSize(2);
            assertThat(south.bodies()).hasSize(1);
        }
        assertThat(loader()).isNotSameAs(first).isNotSameAs(StartsApp.class.getClassLoader());
        assertThat(composite.plan()).isEqualTo(planned());
        // What falls back comes back with the code that it had, whatever lies in the place of the jar by then.
        var second = loader();
        pack("three");
        write("app = packed, transactions = xa, settings.broken = true", jar);
        assertThat(composite.apply().outcomes().get(NORTH)).isInstanceOf(Outcome.FellBack.class);
        assertThat(get("/north/").statusCode()).isEqualTo(200);
        assertThat(loader().getResource("more")).isNotNull();
        assertThat(second).isNotNull();
    }

    @Test
    void changesTheLogOfAnInstance() throws Exception {
        try (var lines = LogLines.of("dev.rowhouse.instance.HostedInstance")) {
            write("log = warn", "");
            assertThat(composite.apply().changes()).containsExactly(new Change(NORTH, Kind.IN_PLACE, "log"));
            composite.instances().get(NORTH).restart(composite.config().drain());
            composite.instances().get(new InstanceName("south")).restart(composite.config().drain());
            assertThat(lines.all()).noneMatch(line -> line.contains("instance north"))
                    .anyMatch(line -> line.contains("instance south"));
            write("log = debug", "");
            composite.apply();
            try (var _ = MDC.putCloseable("instance", "north")) {
                assertThat(LoggerFactory.getLogger("org.example").isDebugEnabled()).isTrue();
                assertThat(LoggerFactory.getLogger("org.example").isTraceEnabled()).isFalse();
                assertThat(LoggerFactory.getLogger("org.hibernate.orm.jdbc.error").isErrorEnabled()).isFalse();
                assertThat(LoggerFactory.getLogger("org.hibernate").isInfoEnabled()).isFalse();
            }
            assertThat(LoggerFactory.getLogger("org.example").isDebugEnabled()).isFalse();
        }
    }

    @Test
    void anUnusableFileChangesNothing() throws Exception {
        var start = get("/north/").body();
        Files.writeString(file(), "instances { north { moutn = 1 } }");
        assertThatThrownBy(composite::plan).isInstanceOf(ConfigException.class).hasMessageContaining("moutn");
        assertThatThrownBy(composite::apply).isInstanceOf(ConfigException.class).hasMessageContaining("moutn");
        assertThat(get("/north/").body()).isEqualTo(start);
    }

    @Test
    void saysWhatNeedsARestartOfTheProcess() throws Exception {
        write("", "http.max-fields = 50, drain = 3s, max-running = 7");
        var plan = composite.plan();
        assertThat(plan.process()).containsExactly("http.max-fields", "max-running");
        assertThat(plan.composite()).containsExactly("drain");
        composite.apply();
        assertThat(composite.plan().process()).containsExactly("http.max-fields", "max-running");
        assertThat(composite.plan().composite()).isEmpty();
        assertThat(composite.config().drain()).hasSeconds(3);
    }

    @Test
    void undoGoesBackFromVersionToVersion() throws Exception {
        Files.createDirectory(folder.resolve("houses"));
        var from = "instances-from = [houses]";
        write("settings.greeting = two", "");
        composite.apply();
        write("settings.greeting = three", from + ", instances.west {}");
        Files.writeString(folder.resolve("houses/east.conf"), "start = eager");
        composite.apply();
        assertThat(get("/east/").statusCode()).isEqualTo(200);
        write("settings.greeting = four", from);
        Files.writeString(folder.resolve("houses/far.conf"), "not applied");

        assertThat(composite.undo().changes()).extracting(Change::kind)
                .containsExactlyInAnyOrder(Kind.RESTART, Kind.REMOVE, Kind.REMOVE);
        assertThat(get("/north/").body()).startsWith("two, ");
        assertThat(Files.readString(file())).contains("two").doesNotContain("houses");
        composite.undo();
        assertThat(get("/north/").body()).startsWith("hello, ");
        assertThatThrownBy(composite::undo).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no earlier version");
        assertThat(composite.plan()).isEqualTo(planned());

        // What was written and never applied is kept as well, and nobody else may read it.
        var history = composite.config().folder().resolve("history");
        try (var versions = Files.walk(history)) {
            var files = versions.filter(Files::isRegularFile).toList();
            assertThat(files).anySatisfy(one -> assertThat(one).content().contains("four"))
                    .anySatisfy(one -> assertThat(one).content().isEqualTo("not applied"));
            for (var one : files) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one))).isEqualTo("rw-------");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history))).isEqualTo("rwx------");
    }

    @Test
    void undoTakesAwayInstancesThatCameWithAFile() throws Exception {
        Files.createDirectory(folder.resolve("houses"));
        Files.writeString(folder.resolve("houses/east.conf"), "");
        write("", "instances-from = [houses]");
        composite.apply();
        Files.writeString(folder.resolve("houses/far.conf"), "");
        assertThat(composite.apply().changes()).extracting(change -> change.name().value()).containsExactly("far");
        composite.undo();
        assertThat(folder.resolve("houses/far.conf")).doesNotExist();
        assertThat(folder.resolve("houses/east.conf")).exists();
        assertThat(get("/far/").statusCode()).isEqualTo(404);
        assertThat(get("/east/").statusCode()).isEqualTo(200);
    }

    @Test
    void aClosedCompositeChangesNoMore() throws Exception {
        write("settings.greeting = late", "");
        composite.close();
        assertThatThrownBy(composite::apply).isInstanceOf(IllegalStateException.class).hasMessageContaining("ends");
    }
}
