package dev.rowhouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Which calls are found, and which are not. */
class CallsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private record Case(String code, List<String> found) {
        Case(String code, String... found) {
            this(code, List.of(found));
        }
    }

    private static final List<Case> CASES = List.of(
            new Case("Locale.setDefault(Locale.ROOT);", "MEDIUM default-locale"), new Case("Locale.getDefault();"),
            new Case("TimeZone.setDefault(TimeZone.getTimeZone(\"UTC\"));", "MEDIUM default-time-zone"),
            new Case("System.setProperty(\"a\", \"b\");", "MEDIUM system-property"),
            new Case("System.getProperty(\"a\");"), new Case("System.setOut(System.err);", "MEDIUM standard-stream"),
            new Case("System.exit(1);", "MEDIUM process-end"),
            new Case("java.net.CookieHandler.setDefault(null);", "HIGH process-default"),
            new Case("Thread.setDefaultUncaughtExceptionHandler(null);", "MEDIUM process-default"),
            new Case("new Thread(() -> {}).start();", "MEDIUM own-thread"), new Case("Thread.currentThread();"),
            new Case("class T extends Thread {} new T().start();", "MEDIUM own-thread"),
            new Case("new Timer();", "MEDIUM own-executor"),
            new Case("Executors.newFixedThreadPool(1);", "MEDIUM own-executor"),
            new Case("Executors.newVirtualThreadPerTaskExecutor();", "MEDIUM own-executor"),
            new Case("List.of(1).parallelStream().count();", "MEDIUM common-pool"),
            new Case("List.of(1).stream().count();"),
            new Case("List.of(1).stream().parallel().count();", "MEDIUM common-pool"),
            new Case("CompletableFuture.supplyAsync(() -> 1);", "MEDIUM common-pool"),
            new Case("CompletableFuture.supplyAsync(() -> 1, Runnable::run);"),
            new Case("ForkJoinPool.commonPool();", "MEDIUM common-pool"),
            new Case("Runtime.getRuntime().addShutdownHook(null);", "MEDIUM shutdown-hook"),
            new Case("java.lang.management.ManagementFactory.getPlatformMBeanServer().registerMBean(\"\", null);",
                    "MEDIUM jmx-name"),
            new Case("java.sql.DriverManager.getConnection(\"jdbc:x\");", "MEDIUM driver-manager"),
            new Case("java.io.File.createTempFile(\"a\", \"b\");", "LOW temporary-file"),
            new Case("java.io.File.createTempFile(\"a\", \"b\", new java.io.File(\"c\"));"),
            new Case("System.getProperty(\"java.io.tmpdir\");", "LOW temporary-file"),
            new Case("new java.io.FileWriter(\"/var/log/a.log\");", "MEDIUM fixed-path"),
            new Case("java.nio.file.Path.of(\"/etc/shop/shop.conf\");", "MEDIUM fixed-path"),
            new Case("java.nio.file.Path.of(\"/proc/self/status\");", "LOW fixed-path"),
            new Case("java.nio.file.Path.of(\"name\");"),
            new Case("new Cookie().setPath(\"/\");", "MEDIUM default-cookie"),
            new Case("new Cookie().setPath(\"/north\");"),
            new Case("new Cookie().setName(\"JSESSIONID\");", "MEDIUM default-cookie"));

    @TestFactory
    List<DynamicTest> judgesWhatReachesTheProcess() {
        return CASES.stream().map(one -> DynamicTest.dynamicTest(one.code(), () -> {
            var source = "class Cookie { void setPath(String p) {} void setName(String n) {} }\nclass A { void go() throws Exception { %s } }"
                    .formatted(one.code());
            var own = Files.createTempDirectory(folder, "case");
            assertThat(Sources.findings(own, source))
                    .isEqualTo(one.found().stream().map(rule -> rule + " A.go").toList());
        })).toList();
    }

    @Test
    void saysWhereItIs() {
        var classes = Sources.compile(folder,
                "class A {\n  void go() {\n    Locale.setDefault(Locale.ROOT);\n  }\n}\n");
        assertThat(Audit.of(List.of(classes), List.of())).singleElement().satisfies(finding -> {
            assertThat(finding.place()).isEqualTo(new Place("A.go", "Sources.java", 4));
            assertThat(finding.detail()).isEqualTo("calls java.util.Locale.setDefault");
        });
    }

    @Test
    void countsForLessInMainAndInThreadFactories() {
        assertThat(Sources.findings(folder, """
                class A { public static void main(String[] a) { System.exit(0); } }
                class F implements ThreadFactory { public Thread newThread(Runnable r) { return new Thread(r); } }
                """)).containsExactly("LOW own-thread F.newThread", "LOW process-end A.main");
    }

    @Test
    void saysWhetherTheAppLeadsToALibrarysClass() throws IOException {
        var library = Sources.compile(Files.createDirectory(folder.resolve("library")), """
                public class Sources { public static void go() { Near.go(); } }
                class Near { static String who; static void go(String s) { who = s; } static void go() { } }
                class Far { static String who; static void go(String s) { who = s; } }
                """);
        var app = Sources.compile(Files.createDirectory(folder.resolve("app")),
                "class App { void go() { Sources.go(); } }", library);
        assertThat(Audit.of(List.of(app), List.of(library))).satisfiesExactly(near -> {
            assertThat(near.severity() + " " + near.name()).isEqualTo("HIGH static-field Near.who");
            assertThat(near.detail()).endsWith("; reached from App");
        }, far -> {
            assertThat(far.severity() + " " + far.name()).isEqualTo("MEDIUM static-field Far.who");
            assertThat(far.detail()).endsWith("; no class of the app leads there");
        });
    }
}
