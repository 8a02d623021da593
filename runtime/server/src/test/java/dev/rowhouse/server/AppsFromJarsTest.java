package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.Origin;
import dev.rowhouse.spi.App;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, with an app from a jar. */
class AppsFromJarsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void makeAJar() throws IOException, URISyntaxException {
        pack(folder.resolve("ledger.jar"), LedgerApp.class.getName(), "(Ledger|Jobs).*");
    }

    /** Packs some classes of this package, and names an app as the jar's own. */
    private static void pack(Path jar, String app, String classNames) throws IOException, URISyntaxException {
        var classes = Path.of(LedgerApp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var all = Files.list(classes.resolve("dev/rowhouse/server"))) {
            for (var file : all.filter(one -> one.getFileName().toString().matches(classNames + "\\.class")).toList()) {
                out.putNextEntry(new JarEntry("dev/rowhouse/server/" + file.getFileName()));
                Files.copy(file, out);
            }
            out.putNextEntry(new JarEntry("META-INF/services/" + App.class.getName()));
            out.write(app.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Desk desk(String app) {
        return new Desk(folder).write("""
                %s
                defaults {
                  app = ledger, mount = "/{instance}", settings.api-secret = hush-hush
                  engines.default   { url = "jdbc:h2:file:{here}/{instance}/default", schema = update }
                  engines.audit-log { url = "jdbc:h2:file:{here}/{instance}/audit", schema = update }
                }
                instances { north {}, south.statics = separate }
                """.formatted(app));
    }

    private Desk desk() {
        return desk("apps.ledger.path = ledger.jar");
    }

    @Test
    void areCheckedWithTheFile() {
        assertThat(desk().run("check", folder.resolve("composite.conf").toString())).satisfies(ran -> {
            assertThat(ran.err()).isEmpty();
            assertThat(ran.status()).isZero();
            assertThat(ran.out()).contains("north     ledger  /north", "no mistakes (2 instances)");
        });
    }

    @Test
    void runJobs() {
        var desk = desk();
        for (var instance : new String[]{"north", "south"}) {
            var ran = desk.run("run", desk.file().toString(), instance, Jobs.Add.class.getName(), "one", "two");
            assertThat(ran).isEqualTo(new Desk.Ran(2, "", ""));
            assertThat(desk.run("run", desk.file().toString(), instance, Jobs.Count.class.getName()).status())
                    .isEqualTo(2);
        }
        // It is on the class path, and not in the jar.
        assertThat(desk.run("run", desk.file().toString(), "north", RowhouseTest.class.getName())).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(64);
            assertThat(ran.err()).contains("there is no class dev.rowhouse.server.RowhouseTest in app 'ledger'; ");
        });
    }

    @Test
    void areAtHandInAShell() {
        var desk = desk();
        for (var instance : new String[]{"north", "south"}) {
            var ran = desk.runWith("""
                    work.runInTransaction(() -> session.persist(new Line("one")))
                    session.find(Line.class, 1L).text
                    Line.class.getClassLoader().getName().startsWith("app 'ledger'")
                    """, "shell", desk.file().toString(), instance);
            assertThat(ran).isEqualTo(new Desk.Ran(0, "\"one\"\ntrue\n", ""));
        }
    }

    @Test
    void haveTheirTablesMade() {
        var desk = desk();
        assertThat(desk.run("schema", desk.file().toString(), "create").out())
                .isEqualToNormalizingNewlines("created: 4 of 4 engines\n");
        assertThat(desk.run("schema", desk.file().toString(), "validate").out())
                .isEqualToNormalizingNewlines("valid: 4 of 4 engines\n");
    }

    @Test
    void haveTheirMistakesToldWithTheLine() throws IOException, URISyntaxException {
        pack(folder.resolve("strange.jar"), Origin.class.getName(), "Ledger.*");
        pack(folder.resolve("part.jar"), LedgerApp.class.getName(), "LedgerApp(.Settings)?");
        Files.writeString(folder.resolve("torn.jar"), "torn");
        var ran = desk("""
                apps.ledger.path = ledger.jar
                apps.one { class = org.example.Nowhere
                  path = ["ledger.jar"] }
                apps.two { class = org.example.Nowhere
                  path = ["ledger.jar", "torn.jar"] }
                apps.three.path = none.jar
                apps.four.path = strange.jar
                apps.five { class = dev.rowhouse.server.LedgerApp, path = part.jar }
                """.strip()).run("check", folder.resolve("composite.conf").toString());
        assertThat(ran.status()).isEqualTo(78);
        assertThat(ran.err().lines().map(line -> line.replace(folder + "/", ""))).hasSize(6)
                .satisfiesExactly(line -> assertThat(line).startsWith(
                        "composite.conf:2: apps.one.class: there is no class org.example.Nowhere in ledger.jar; "),
                        line -> assertThat(line).startsWith(
                                "composite.conf:5: apps.two.path[1]: torn.jar is not a jar, or a broken one ("),
                        line -> assertThat(line)
                                .startsWith("composite.conf:6: apps.three.path: there is no none.jar; "),
                        line -> assertThat(line).startsWith(
                                "composite.conf:7: apps.four.class: there is no class dev.rowhouse.config.Origin in "),
                        line -> assertThat(line)
                                .startsWith("composite.conf:8: apps.five.class: dev.rowhouse.server.LedgerApp "
                                        + "gives no plan: java.lang.NoClassDefFoundError: dev/rowhouse/server/LedgerApp$Line: "
                                        + "dev.rowhouse.server.LedgerApp$Line is not in the jars of app 'five', "
                                        + "and the runtime doesn't share it; add the libraries that it needs to its path"),
                        line -> assertThat(line).contains("5 mistakes; nothing was started"));
    }
}
