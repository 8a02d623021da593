package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class AuditCommandTest {
    private static final String VISITS = "static-cache dev.rowhouse.server.CountingApp.VISITS";

    /** The tests' own folder holds other apps that are wrong on purpose, so what is accepted is a beginning. */
    private static final String OTHERS = Stream
            .of("static-cache dev.rowhouse.server.LeakyApp*", "static-field dev.rowhouse.server.LeakyApp*",
                    "static-injection dev.rowhouse.server.LeakyApp*")
            .map("{ finding = \"%s\", reason = \"leaks on purpose\" }"::formatted)
            .collect(Collectors.joining(", "));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Desk desk(String app, String instance) {
        return new Desk(folder).write("""
                apps.leaky { class = dev.rowhouse.server.CountingApp, accept = [%s] }
                instances.north { app = leaky, mount = "/north" %s }
                """.formatted(app, instance));
    }

    @Test
    void showsWhatCrossesWallsAndWhatToDo() {
        var ran = desk(OTHERS, "").run("audit", new Desk(folder).file().toString());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("HIGH    app leaky: " + VISITS,
                "CountingApp.java:13: a map, changed in " + "dev.rowhouse.server.CountingApp.",
                "why: what one instance puts in", "instead: bind the cache");
    }

    @Test
    void showsItAsJson() {
        var ran = desk("", "").run("audit", "--json", new Desk(folder).file().toString());
        assertThat(ran.status()).isEqualTo(1);
        var report = JsonMapper.builder().build().readTree(ran.out());
        assertThat(report.get("composite").asString()).endsWith("composite.conf");
        assertThat(report.get("findings").valueStream().filter(one -> one.get("name").asString().equals(VISITS)))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.get("app").asString()).isEqualTo("leaky");
                    assertThat(one.get("rule").asString()).isEqualTo("static-cache");
                    assertThat(one.get("severity").asString()).isEqualTo("high");
                    assertThat(one.get("verdict").asString()).isEqualTo("open");
                    assertThat(one.get("line").asInt()).isEqualTo(13);
                });
    }

    @Test
    void endsWellWhenEverythingIsAccepted() {
        var ran = desk(OTHERS + ", { finding = \"" + VISITS + "\", reason = \"a test counts on it\" }", "").run("audit",
                "--all", new Desk(folder).file().toString());
        assertThat(ran.status()).as(ran.out()).isZero();
        assertThat(ran.out()).contains(VISITS, "accepted: a test counts on it");
    }

    @Test
    void refusesAnInstanceThatWantsNoStaticsThatChange() {
        var refused = desk("", ", statics = refuse").run("check", new Desk(folder).file().toString());
        assertThat(refused.status()).isEqualTo(78);
        assertThat(refused.err()).contains(
                ":2: instances.north.statics: app 'leaky' has " + VISITS + " (CountingApp.java:13): a map",
                "write statics = separate or warn, or apps.leaky.accept = [{ finding = \"" + VISITS + "\"");
    }

    @Test
    void saysWhatIsWrongWithAnAcceptance() {
        var ran = desk("{ finding = VISITS, reason = x }, { finding = \"" + VISITS + "\" }", "").run("audit",
                new Desk(folder).file().toString());
        assertThat(ran.status()).isEqualTo(78);
        assertThat(ran.err()).contains("'VISITS' names no finding; write its name as rowhouse audit shows it",
                "accept[1].reason: is missing; write why it does no harm");
    }

    @Test
    void findsTheWaysOfAnAppThatLeaksOnPurpose() {
        var ran = desk("", "").run("audit", "--all", new Desk(folder).file().toString());
        assertThat(ran.out()).contains("HIGH    app leaky: static-field dev.rowhouse.server.LeakyApp.latestOfAll",
                "HIGH    app leaky: static-field dev.rowhouse.server.LeakyApp.bound",
                "HIGH    app leaky: static-cache dev.rowhouse.server.LeakyApp.CACHE",
                "HIGH    app leaky: static-injection dev.rowhouse.server.LeakyApp.ANYTHING",
                "MEDIUM  app leaky: static-thread-local dev.rowhouse.server.LeakyApp.USER",
                "MEDIUM  app leaky: own-executor dev.rowhouse.server.LeakyApp.<clinit>");
    }
}
