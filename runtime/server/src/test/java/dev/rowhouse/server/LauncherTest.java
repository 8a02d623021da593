package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher tells the JVM about the cache of its start; with a JVM that only says what it is told. */
class LauncherTest {
    private static final String WANTED = "-Drowhouse.start-cache=";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path home() {
        return folder.resolve("home");
    }

    private Path server() {
        return home().resolve("runtime/server/target/rowhouse-server.jar");
    }

    @BeforeEach
    void build() throws IOException {
        for (var file : List.of("runtime/bin/rowhouse", "conf/jvm.options")) {
            Files.createDirectories(home().resolve(file).resolveSibling(""));
            Files.copy(Path.of("../..").resolve(file), home().resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.createDirectories(server().resolveSibling("lib"));
        Files.createFile(server());
        Files.createDirectories(home().resolve("apps/none/target"));
        Files.createFile(home().resolve("apps/none/pom.xml"));
        try (var app = new JarOutputStream(Files.newOutputStream(home().resolve("apps/none/target/none.jar")),
                new Manifest())) {
            app.flush();
        }
        var jdk = Files.createDirectories(folder.resolve("jdk/bin")).resolveSibling("");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
        Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(jdk.resolve("bin/java"), PosixFilePermissions.fromString("rwx------"));
    }

    private List<String> told(Map<String, String> environment) throws Exception {
        var builder = new ProcessBuilder(home().resolve("runtime/bin/rowhouse").toString(), "ls")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("ROWHOUSE_JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        try (var out = process.inputReader()) {
            var said = out.lines().toList();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private Path wanted() throws Exception {
        return wanted(told(Map.of()));
    }

    private static Path wanted(List<String> told) {
        return told.stream()
                .filter(option -> option.startsWith(WANTED))
                .map(option -> Path.of(option.substring(WANTED.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void usesTheCacheIfItIsThere() throws Exception {
        var cache = wanted();
        assertThat(told(Map.of())).noneMatch(option -> option.startsWith("-XX:AOTCache"));
        Files.createDirectories(cache.resolveSibling(""));
        Files.createFile(cache);
        assertThat(told(Map.of())).contains("-XX:AOTCache=" + cache).endsWith("dev.rowhouse.server.Main", "ls");
    }

    @Test
    void wantsAnotherOneForOtherLibrariesOptionsAndJdks() throws Exception {
        var caches = new ArrayList<Path>();
        caches.add(wanted());
        Files.createFile(server().resolveSibling("lib").resolve("new.jar"));
        caches.add(wanted());
        Files.writeString(server(), "built again");
        caches.add(wanted());
        Files.writeString(home().resolve("conf/jvm.options"), "-XX:+UseSerialGC\n");
        caches.add(wanted());
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.2\"\n");
        caches.add(wanted());
        caches.add(wanted(told(Map.of("JDK_JAVA_OPTIONS", "-Xmx1g"))));
        assertThat(caches).doesNotHaveDuplicates()
                .allMatch(cache -> cache.startsWith(server().resolveSibling("start")));
        assertThat(wanted()).isEqualTo(wanted());
    }

    @Test
    void isSwitchedOffByTheEnvironment() throws Exception {
        var cache = wanted();
        Files.createDirectories(cache.resolveSibling(""));
        Files.createFile(cache);
        assertThat(told(Map.of("ROWHOUSE_AOT", "off"))).noneMatch(option -> option.contains("start-cache"))
                .noneMatch(option -> option.contains("AOT"));
    }
}
