package dev.rowhouse.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rowhouse.config.AppConfig;
import dev.rowhouse.config.AppName;
import dev.rowhouse.config.Origin;
import dev.rowhouse.spi.App;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.example.sample.BrokenApp;
import org.example.sample.SampleApp;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppCodeTest {
    private static final String SERVICE = "META-INF/services/" + App.class.getName();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static AppConfig config(Optional<String> className, Path... paths) {
        var places = Arrays.stream(paths)
                .map(path -> new AppConfig.Place(path, "apps.sample.path", new Origin("composite.conf", 7)))
                .toList();
        return new AppConfig(new AppName("sample"), className, places, List.of(), new Origin("composite.conf", 6));
    }

    private static AppCode code(Class<?> app, Path... paths) {
        return AppCode.open(config(Optional.of(app.getName()), paths));
    }

    private static CodeException refusal(Optional<String> className, Path... paths) {
        var refused = catchThrowableOfType(CodeException.class, () -> {
            try (var code = AppCode.open(config(className, paths)); var _ = code.load()) {
                throw new AssertionError("nothing was refused");
            }
        });
        return refused;
    }

    private Jar sample() {
        return new Jar().with(SampleApp.class);
    }

    private Path sampleJar() {
        return sample().write(folder.resolve("sample.jar"));
    }

    private static int made(LoadedApp app) throws ReflectiveOperationException {
        return ((AtomicInteger) app.app().getClass().getField("MADE").get(null)).get();
    }

    @Test
    void seesTheJdkTheSpiAndSharedLibrariesAlone() throws ClassNotFoundException {
        try (var code = code(SampleApp.class, sampleJar()); var app = code.load()) {
            for (var visible : List.of("java.lang.String", "java.sql.Connection", "java.net.http.HttpClient",
                    "javax.sql.DataSource", "dev.rowhouse.spi.App", "com.google.inject.Injector",
                    "jakarta.inject.Inject", "org.aopalliance.intercept.MethodInterceptor",
                    "jakarta.persistence.Entity", "org.hibernate.Session", "org.hibernate.proxy.ProxyConfiguration",
                    "jakarta.transaction.Synchronization", "io.undertow.server.HttpHandler", "org.xnio.XnioWorker",
                    "tools.jackson.databind.json.JsonMapper", "com.fasterxml.jackson.annotation.JsonProperty",
                    "org.slf4j.Logger", "org.jspecify.annotations.Nullable")) {
                assertThat(app.loader().loadClass(visible)).as(visible).isSameAs(Class.forName(visible));
            }
            for (var hidden : List.of("dev.rowhouse.config.AppConfig", "dev.rowhouse.loader.AppCode",
                    "com.typesafe.config.Config", "net.bytebuddy.ByteBuddy", "com.google.common.collect.ImmutableList",
                    "org.junit.jupiter.api.Test", "org.antlr.v4.runtime.Parser", "jakarta.xml.bind.JAXBContext",
                    "org.example.sample.BrokenApp")) {
                assertThat(Class.forName(hidden)).as(hidden).isNotNull();
                assertThatThrownBy(() -> app.loader().loadClass(hidden)).as(hidden)
                        .isInstanceOf(ClassNotFoundException.class)
                        .hasMessage("%s is not in the jars of app 'sample', and the runtime doesn't share it"
                                .formatted(hidden));
            }
        }
    }

    @Test
    void seesResourcesAsItSeesClasses() throws IOException {
        var jar = sample().with("org/example/sample/page.html", "<p>mine</p>")
                .with("META-INF/orm.xml", "<mine/>")
                .write(folder.resolve("with space+plus.jar"));
        try (var code = code(SampleApp.class, jar); var app = code.load()) {
            var loader = app.loader();
            assertThat(loader.getResourceAsStream("org/example/sample/page.html")).hasContent("<p>mine</p>");
            assertThat(loader.getResourceAsStream("META-INF/orm.xml")).hasContent("<mine/>");
            assertThat(Collections.list(loader.getResources("META-INF/MANIFEST.MF"))).isEmpty();
            assertThat(loader.getResource("META-INF/services/org.slf4j.spi.SLF4JServiceProvider")).isNull();
            assertThat(Collections
                    .list(loader.getResources("META-INF/services/org.hibernate.boot.spi.MetadataBuilderContributor")))
                    .isEmpty();
            assertThat(loader.getResource("org/hibernate/Session.class"))
                    .isEqualTo(Session.class.getResource("Session.class"));
            assertThat(loader.getResource("dev/rowhouse/config/AppConfig.class")).isNull();
            assertThat(loader.getResource("java/lang/Object.class")).isNotNull();
        }
    }

    @Test
    void loadsWhatItIsAskedForOnceMoreForAnInstance() throws ReflectiveOperationException {
        try (var code = code(SampleApp.class, sampleJar());
                var shared = code.load();
                var one = code.loadFor("instance 'one'");
                var two = code.loadFor("instance 'two'")) {
            assertThat(List.of(made(shared), made(one), made(two))).containsExactly(1, 1, 1);
            assertThat(one.loader().getName()).isEqualTo("app 'sample' of instance 'one'");
            assertThat(shared.isOwn()).isTrue();
        }
    }

    @Test
    void loadsClassesOfTheClassPathOnceMoreForAnInstance() throws ReflectiveOperationException {
        try (var code = code(SampleApp.class); var shared = code.load(); var one = code.loadFor("instance 'one'")) {
            assertThat(shared.app().getClass()).isSameAs(SampleApp.class);
            assertThat(shared.isOwn()).isFalse();
            assertThat(one.app().getClass()).isNotSameAs(SampleApp.class);
            assertThat(made(one)).isEqualTo(1);
            assertThat(one.loader().loadClass("org.junit.jupiter.api.Test")).as("a library that the app may use")
                    .isNotNull();
            assertThatThrownBy(() -> one.loader().loadClass("dev.rowhouse.config.AppConfig"))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void takesFoldersOfClassesAndOfJars() throws IOException {
        var classes = folder.resolve("classes/org/example/sample");
        Files.createDirectories(classes);
        Files.write(classes.resolve("SampleApp.class"), Jar.bytes(SampleApp.class));
        new Jar().with("a/A.class", new byte[]{1}).write(folder.resolve("lib/a.jar"));
        new Jar().with("b/page.html", "b").write(folder.resolve("lib/b.jar"));
        try (var code = code(SampleApp.class, folder.resolve("classes"), folder.resolve("lib"));
                var app = code.load()) {
            assertThat(app.loader().getResourceAsStream("b/page.html")).hasContent("b");
        }
    }

    @Test
    void findsTheOneAppThatAJarNames() {
        var jar = sample().with(SERVICE, "# ours\n\n%s # the app\n".formatted(SampleApp.class.getName()))
                .write(folder.resolve("sample.jar"));
        try (var code = AppCode.open(config(Optional.empty(), jar)); var app = code.load()) {
            assertThat(app.app().getClass().getName()).isEqualTo(SampleApp.class.getName());
        }
        assertThat(refusal(Optional.empty(), sample().write(folder.resolve("silent.jar"))).problem())
                .isEqualTo("no class is named, and there is no " + SERVICE);
        assertThat(refusal(Optional.empty(), sample().with(SERVICE, "b.B\na.A").write(folder.resolve("two.jar")))
                .problem()).isEqualTo("no class is named, and %s names several: a.A, b.B".formatted(SERVICE));
    }

    @Test
    void leavesOutWhatTheRuntimeHas() throws Exception {
        byte[] evil = {1, 2, 3};
        var jar = sample().with(App.class)
                .with("dev/rowhouse/spi/Evil.class", evil)
                .with("java/lang/Evil.class", evil)
                .with("javax/sql/DataSource.class", evil)
                .with("org/hibernate/Session.class", evil)
                .with("org/hibernate/OfAnotherVersion.class", evil)
                .with("com/google/inject/Injector.class", evil)
                .write(folder.resolve("hostile.jar"));
        try (var files = AppFiles.open(config(Optional.empty(), jar).places())) {
            assertThat(files.leftOut()).singleElement()
                    .isEqualTo(
                            "5 of 6 packages in %s (com.google.inject, dev.rowhouse.spi, java.lang, javax.sql, org.hibernate)"
                                    .formatted(jar));
        }
        try (var code = code(SampleApp.class, jar); var app = code.load()) {
            assertThat(app.app()).isInstanceOf(App.class);
            assertThat(app.loader().loadClass("org.hibernate.Session")).isSameAs(Session.class);
            assertThat(app.loader().loadClass("javax.sql.DataSource")).isSameAs(javax.sql.DataSource.class);
            for (var name : List.of("dev.rowhouse.spi.Evil", "java.lang.Evil", "org.hibernate.OfAnotherVersion")) {
                assertThatThrownBy(() -> app.loader().loadClass(name)).isInstanceOf(ClassNotFoundException.class);
            }
            assertThat(app.loader().getResourceAsStream("org/hibernate/Session.class"))
                    .hasBinaryContent(Jar.bytes(Session.class));
        }
    }

    @Test
    void letsAnAppExtendALibraryByPackagesOfItsOwn() {
        var name = "com/google/inject/example/Extension.class";
        var jar = sample().with(name, Jar.bytes(SampleApp.class)).write(folder.resolve("extended.jar"));
        try (var code = code(SampleApp.class, jar); var app = code.load()) {
            assertThat(app.loader().getResource(name)).isNotNull();
        }
    }

    @Test
    void keepsDriversOfAnAppOutOfTheProcess() throws IOException {
        var jar = sample().with("META-INF/services/java.sql.Driver", "org.example.sample.Driver")
                .write(folder.resolve("driver.jar"));
        try (var code = code(SampleApp.class, jar); var app = code.load()) {
            assertThat(app.loader().getResource("META-INF/services/java.sql.Driver")).isNull();
            assertThat(Collections.list(app.loader().getResources("META-INF/services/java.sql.Driver"))).isEmpty();
        }
    }

    @Test
    void saysWhatIsWrongWithAPlace() throws IOException {
        var garbage = Files.writeString(folder.resolve("garbage.jar"), "not a jar");
        var whole = Files.readAllBytes(sampleJar());
        var cut = Files.write(folder.resolve("cut.jar"), Arrays.copyOf(whole, whole.length / 2));
        var empty = new Jar().with("readme.txt", "nothing").write(folder.resolve("empty.jar"));
        var emptyFolder = Files.createDirectory(folder.resolve("folder"));
        var name = Optional.of(SampleApp.class.getName());
        for (var path : List.of(garbage, cut)) {
            assertThat(refusal(name, path)).hasMessageContaining(path + " is not a jar, or a broken one");
        }
        assertThat(refusal(name, folder.resolve("none.jar"))).hasMessageStartingWith(
                "there is no %s; name a jar, a folder of jars or".formatted(folder.resolve("none.jar")));
        assertThat(refusal(name, empty)).hasMessageStartingWith(empty + " holds no class; ");
        assertThat(refusal(name, emptyFolder)).hasMessageStartingWith(emptyFolder + " holds no class; ");
        assertThat(refusal(name, sampleJar(), garbage).place()).get()
                .extracting(place -> place.origin().line(), AppConfig.Place::path)
                .containsExactly(7, garbage);
    }

    @Test
    void saysWhatIsWrongWithAClass() {
        byte[] newer = Jar.bytes(SampleApp.class);
        newer[7] = 99;
        var jar = sample().with(BrokenApp.class)
                .with("org/example/sample/Newer.class", newer)
                .with("org/example/sample/Torn.class", "torn".getBytes(StandardCharsets.UTF_8))
                .with(Origin.class)
                .write(folder.resolve("all.jar"));
        assertThat(refusal(Optional.of("org.example.Nowhere"), jar))
                .hasMessageStartingWith("there is no class org.example.Nowhere in %s; ".formatted(jar));
        assertThat(refusal(Optional.of(Origin.class.getName()), jar))
                .hasMessageStartingWith("dev.rowhouse.config.Origin is not an App; ");
        assertThat(refusal(Optional.of(BrokenApp.class.getName()), jar))
                .hasMessageContainingAll("the constructor of org.example.sample.BrokenApp failed: ", "no luck");
        assertThat(refusal(Optional.of("org.example.sample.Newer"), jar)).hasMessageContainingAll(
                "org.example.sample.Newer can't be loaded: ", "version 99", "; build the app for Java 25 or older");
        assertThat(refusal(Optional.of("org.example.sample.Torn"), jar))
                .hasMessageContaining("org.example.sample.Torn can't be loaded: java.lang.ClassFormatError");
    }

    @Test
    void keepsACopyUntilItIsClosed() throws Exception {
        var jar = sampleJar();
        Path copy;
        try (var code = code(SampleApp.class, jar)) {
            Files.writeString(jar, "written over");
            try (var app = code.load()) {
                copy = Path.of(app.app().getClass().getProtectionDomain().getCodeSource().getLocation().toURI());
                assertThat(copy).isRegularFile().isNotEqualTo(jar);
            }
            try (var again = code.load()) {
                assertThat(made(again)).isEqualTo(1);
            }
        }
        assertThat(copy).doesNotExist();
        assertThat(copy.getParent()).doesNotExist();
    }
}
