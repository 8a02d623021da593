package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DifferenceTest {
    private static final String APPS = """
            apps { rich.class = example.Office, blogs.class = example.Blogs
              loaded { class = example.Rich, path = "app.jar" } }
            """;

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    private SortedSet<String> between(String before, String after) {
        var one = desk.read(APPS + before);
        return new Difference().of(desk.instance("a", one), desk.instance("a", desk.read(APPS + after)));
    }

    /** One instance that says this. */
    private SortedSet<String> ofInstance(String before, String after) {
        return between("instances.a { app = rich, mount = \"/a\"\n%s }".formatted(before),
                "\n\n# further down\ninstances.a { mount = \"/a\", app = rich\n%s }".formatted(after));
    }

    @Test
    void isNoneWhereTheSameIsWrittenOtherwise() {
        assertThat(ofInstance("""
                settings { title = T, mail { host = h, port = 1 } }, limits.body = 1 MiB, idle = 60s
                engines.x { url = "jdbc:h2:mem:{instance}", pool.max = 8, password = p, properties { b = 1, a = 2 } }
                """, """
                limits { weight = 1, body = 1048576 }, engines { x { properties { a = 2, b = 1 }
                  password = p, url = "jdbc:h2:mem:a" } }
                idle = 1m, statics = warn, settings = { mail { port = 1, host = h }, title = "T" }
                """)).isEmpty();
    }

    @Test
    void namesTheKeysOfTheFile() {
        var engine = "url = \"jdbc:h2:mem:a\"";
        assertThat(ofInstance("engines.x { %s, properties.gone = 1 }".formatted(engine),
                """
                        mount = ["/a", "/b"], start = lazy, start-timeout = 1s, idle = never, log = debug, statics = refuse
                        limits { weight = 2, concurrent = 3, request-timeout = 1s, rate = 1/s, tasks.running = 1, connections.open = 1 }
                        login.max = 5, settings { max-rows = 11, mail.port = 26, numbers = [1, 2] }, folder = elsewhere
                        engines.x { %s, user = u, password = new-password, schema = create
                          pool { max = 3, leak-detection-threshold = 5s }, properties.a = b, reflect = true }
                        """
                        .formatted(engine)))
                .containsExactly("engines.x.password", "engines.x.pool.leak-detection-threshold", "engines.x.pool.max",
                        "engines.x.properties.a", "engines.x.properties.gone", "engines.x.reflect", "engines.x.schema",
                        "engines.x.user", "folder", "idle", "limits.concurrent", "limits.connections.open",
                        "limits.rate", "limits.request-timeout", "limits.tasks.running", "limits.weight", "log",
                        "login.max", "mount", "settings.mail.port", "settings.max-rows", "settings.numbers", "start",
                        "start-timeout", "statics");
    }

    @Test
    void namesFamiliesAndShards() {
        var blogs = """
                instances.a { app = blogs, mount = "/a"
                  engine-families.blog { url = "jdbc:h2:mem:blog-{key};DB_CLOSE_DELAY=-1", max-open = %s }
                  engines.posts { shard-by = blogId, strategy = %s, shards { x.url = "jdbc:h2:mem:x", y.url = "jdbc:h2:mem:%s" } } }
                """;
        assertThat(between(blogs.formatted(5, "hash", "y"), blogs.formatted(6, "hash", "z")))
                .containsExactly("engine-families.blog.max-open", "engines.posts.shards.url");
        assertThat(between(blogs.formatted(5, "hash", "y"), blogs.formatted(5, "hash", "y"))).isEmpty();
    }

    @Test
    void looksIntoSettingsWhoseClassMayBeUnloaded() {
        var loaded = "instances.a { app = loaded, mount = \"/a\", settings { title = \"{instance}\", mail { host = %s, port = 1 } } }";
        assertThat(between(loaded.formatted("h"), "defaults.settings.note = n, " + loaded.formatted("h"))).isEmpty();
        assertThat(between(loaded.formatted("h"), loaded.formatted("i"))).containsExactly("settings.mail.host");
    }

    @Test
    void tellsWhatOfTheCompositeDiffers() {
        var before = desk.readWithApps("instances.a { app = bare, mount = \"/a\" }");
        var after = desk.readWithApps("""
                instances.b { app = bare, mount = "/b" }
                listen = ["127.0.0.1:1"], drain = 1s, http.max-body = 5, max-running = 3, folder = other
                """);
        assertThat(new Difference().of(before, after)).containsExactly("drain", "folder", "http.max-body", "listen",
                "max-running");
        assertThat(new Difference().of(before, desk.readWithApps("\n\ninstances.a { app = bare, mount = \"/a\" }")))
                .isEmpty();
    }

    /** A component that is renamed must be renamed where the file's word for it stands. */
    @Test
    @SuppressWarnings("unchecked")
    void knowsNoComponentThatIsNotThere() throws ReflectiveOperationException {
        var field = Difference.class.getDeclaredField("KEYS");
        field.setAccessible(true);
        ((Map<Class<?>, Map<String, String>>) field.get(null)).forEach((
                type,
                keys) -> assertThat(
                        Arrays.stream(type.getRecordComponents()).map(component -> component.getName()).toList())
                        .as(type.getSimpleName())
                        .containsAll(keys.keySet()));
    }

    @Test
    void filesAreThoseThatWereRead() {
        desk.write("more/common.conf", "include \"deep.conf\"\ndefaults.start = lazy")
                .write("more/deep.conf", "values.x = 1")
                .write("empty.conf", "")
                .write("houses/b.conf", "app = bare, mount = \"/b\"")
                .write("houses/.c.conf", "{");
        var sources = desk.readWithApps("""
                include "more/common.conf"
                include "empty.conf"
                instances-from = [houses]
                """).sources();
        assertThat(sources.files()).containsExactlyInAnyOrderElementsOf(
                List.of("composite.conf", "more/common.conf", "more/deep.conf", "empty.conf", "houses/b.conf")
                        .stream()
                        .map(folder::resolve)
                        .toList());
        assertThat(sources.files()).first().isEqualTo(folder.resolve("composite.conf"));
        assertThat(sources.folders()).containsExactly(folder.resolve("houses"));
    }
}
