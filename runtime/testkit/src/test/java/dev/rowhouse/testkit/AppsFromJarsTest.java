package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.InstanceName;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps that are on no class path, in a composite that serves them. */
class AppsFromJarsTest {
    private static final Duration DRAIN = Duration.ofSeconds(10);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String twoVersions() {
        ShopSources.version("one").jar(folder.resolve("shop-1.jar"));
        ShopSources.version("two").jar(folder.resolve("shop-2.jar"));
        return """
                apps.shop-1 { class = org.example.shop.ShopApp, path = "%1$s/shop-1.jar" }
                apps.shop-2.path = "%1$s/shop-2.jar"
                defaults { mount = "/{instance}"
                  engines.default { url = "jdbc:h2:file:%1$s/{instance}", schema = update }
                  engine-families.notes { url = "jdbc:h2:file:%1$s/{instance}-{key}", schema = update, mapping = own } }
                """.formatted(folder);
    }

    /** Who loaded the app's classes for an instance. */
    private static ClassLoader loader(TestComposite composite, String instance) {
        return composite.composite()
                .instances()
                .get(new InstanceName(instance))
                .injector()
                .getBindings()
                .keySet()
                .stream()
                .map(key -> key.getTypeLiteral().getRawType())
                .filter(type -> type.getSimpleName().equals("Mark"))
                .findFirst()
                .orElseThrow()
                .getClassLoader();
    }

    private static void stop(TestComposite composite, String instance) throws InterruptedException {
        composite.composite().instances().get(new InstanceName(instance)).stop(DRAIN);
    }

    /** Uses all that might remember a class of the app, also where something fails. */
    private static void use(TestComposite composite, String instance) {
        assertThat(composite.post("/%s/wares".formatted(instance), "{\"name\":\"cup\",\"maker\":\"Ada\"}").statusCode())
                .isEqualTo(201);
        assertThat(composite.get("/%s/wares".formatted(instance)).body()).contains("\"maker\":\"Ada\",\"lazy\":true");
        assertThat(composite.get("/%s/jdbc".formatted(instance)).body()).isEqualTo("1");
        assertThat(composite.get("/%s/".formatted(instance)).statusCode()).isEqualTo(200);
        assertThat(composite.get("/%s/nowhere".formatted(instance)).statusCode()).isEqualTo(404);
        assertThat(composite.get("/%s/broken".formatted(instance)).statusCode()).isEqualTo(500);
        assertThat(composite.get("/%s/unbound".formatted(instance)).statusCode()).isEqualTo(500);
        assertThat(composite.get("/%s/criteria".formatted(instance)).body()).isEqualTo("1");
        assertThat(composite.get("/%s/notes".formatted(instance)).body()).isEqualTo("[1]");
        assertThat(composite.post("/%s/wares".formatted(instance), "{\"name\":").statusCode()).isEqualTo(400);
    }

    @Test
    void runsTwoVersionsOfAnAppSideBySide() {
        try (var composite = TestComposite.start(twoVersions() + """
                instances.a { app = shop-1, settings { title = "A", kind = large } }
                instances.b { app = shop-2, settings.title = "B" }
                instances.c.app = shop-1
                """)) {
            use(composite, "a");
            use(composite, "b");
            assertThat(composite.get("/a/").body())
                    .contains("\"version\":\"one\",\"title\":\"A\",\"kind\":\"LARGE\",\"count\":2")
                    .contains("\"context\":\"app 'shop-1'\",\"cached\":[\"a\"]");
            assertThat(composite.get("/b/").body())
                    .contains("\"version\":\"two\",\"title\":\"B\",\"kind\":\"SMALL\",\"count\":2")
                    .contains("\"context\":\"app 'shop-2'\",\"cached\":[\"b\"]");
            // One loader for an app: static fields are shared, as the operator has not said otherwise.
            assertThat(composite.get("/c/").body()).contains("\"count\":3", "\"cached\":[\"a\",\"c\"]");
            assertThat(loader(composite, "a")).isSameAs(loader(composite, "c")).isNotSameAs(loader(composite, "b"));
        }
    }

    @Test
    void movesAnInstanceToAnotherVersionByOneLine() {
        var conf = twoVersions() + "instances.a.app = shop-1\n";
        try (var composite = TestComposite.start(conf)) {
            use(composite, "a");
        }
        try (var composite = TestComposite.start(conf.replace("app = shop-1", "app = shop-2"))) {
            assertThat(composite.get("/a/").body()).contains("\"version\":\"two\"");
            assertThat(composite.get("/a/wares").body()).contains("\"name\":\"cup\"");
        }
    }

    @Test
    void givesInstancesStaticFieldsOfTheirOwn() {
        try (var composite = TestComposite.start(twoVersions() + """
                instances.a.app = shop-1
                instances.b.app = shop-1
                instances.c { app = shop-1, statics = separate, settings.title = "C" }
                instances.d { app = shop-1, statics = separate }
                """)) {
            use(composite, "c");
            assertThat(composite.get("/a/").body()).contains("\"count\":1", "\"cached\":[\"a\"]");
            assertThat(composite.get("/b/").body()).contains("\"count\":2", "\"cached\":[\"a\",\"b\"]");
            assertThat(composite.get("/c/").body()).contains("\"title\":\"C\"", "\"count\":2", "\"cached\":[\"c\"]",
                    "\"context\":\"app 'shop-1' of instance 'c'\"");
            assertThat(composite.get("/d/").body()).contains("\"count\":1", "\"cached\":[\"d\"]");
        }
    }

    @Test
    void separatesStaticFieldsOfAnAppOnTheClassPath() {
        try (var composite = TestComposite.start("""
                apps.tally.class = dev.rowhouse.testkit.TallyApp
                instances { a.app = tally, b.app = tally, c { app = tally, statics = separate } }
                defaults { mount = "/{instance}", engines.default { url = "jdbc:h2:mem:{instance}", schema = create } }
                """)) {
            assertThat(composite.get("/a/").body()).isEqualTo("[1,0]");
            assertThat(composite.get("/b/").body()).isEqualTo("[2,0]");
            assertThat(composite.get("/c/").body()).isEqualTo("[1,0]");
            assertThat(loader(composite, "c")).isNotSameAs(loader(composite, "a"));
        }
    }

    @Test
    void unloadsTheCodeThatNoInstanceUsesAnyMore() throws Exception {
        try (var composite = TestComposite.start(twoVersions() + """
                instances { a.app = shop-1, b.app = shop-1, c.app = shop-2, d { app = shop-2, statics = separate } }
                """)) {
            for (var instance : new String[]{"a", "b", "c", "d"}) {
                use(composite, instance);
            }
            var one = new WeakReference<>(loader(composite, "a"));
            var two = new WeakReference<>(loader(composite, "c"));
            var own = new WeakReference<>(loader(composite, "d"));
            stop(composite, "a");
            System.gc();
            assertThat(one.get()).as("b still uses it").isNotNull();
            stop(composite, "b");
            stop(composite, "d");
            Garbage.await(one);
            Garbage.await(own);
            assertThat(two.get()).as("c still uses it").isNotNull();
            assertThat(composite.get("/c/wares").body()).contains("cup");
            stop(composite, "c");
            Garbage.await(two);
        }
    }

    @Test
    void goesOnWhenAJarIsWrittenOver() throws IOException {
        try (var composite = TestComposite.start(twoVersions() + "instances { a { app = shop-1, start = lazy } }\n")) {
            Files.copy(folder.resolve("shop-2.jar"), folder.resolve("shop-1.jar"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            use(composite, "a");
            assertThat(composite.get("/a/").body()).contains("\"version\":\"one\"");
        }
    }
}
