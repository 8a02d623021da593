package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.ListenAddress;
import dev.rowhouse.server.LeakyApp.Leak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the probe finds, and what it leaves alone. */
class ProbeCommandTest {
    private static final String SCENARIO = """
            setup = [
              { request = "POST /slips", expect = 201, json.text = "kept {canary}", capture.kept.json = "/id" }
              { request = "POST /login", json.text = "user-{user}", capture.token { json = "/token", credential = true } }
            ]
            steps = [
              { name = add, request = "POST /slips", expect = 201, json.text = "added {canary} {n}", capture.id.json = "/id" }
              { name = show, request = "GET /slips/{id}", contains = "{canary}" }
              { name = latest, request = "GET /latest" }
              { name = all, request = "GET /all", contains = "{canary}" }
              { name = set-user, request = "GET /user", headers.X-User = "{canary}", contains = "{canary}" }
              { name = user, request = "GET /user" }
              { name = put, request = "POST /basket", json.text = "{canary}" }
              { name = basket, request = "GET /basket" }
              { name = me, request = "GET /me", headers.Authorization = "{token}" }
            ]
            remains = [
              { name = find, request = "GET /slips/{kept}", contains = "kept {canary}" }
              { name = known, request = "GET /me", headers.Authorization = "{token}" }
            ]
            """;

    @TempDir
    private Path folder;

    private Desk desk(Leak leak) throws IOException {
        Files.writeString(folder.resolve("probe-leaky.conf"), SCENARIO);
        return new Desk(folder).write("""
                apps.leaky.class = dev.rowhouse.server.LeakyApp
                defaults {
                  app = leaky, mount = "/{instance}", settings.leak = %s
                  engines.default { url = "jdbc:h2:file:{here}/{instance}", schema = update, durability = delayed }
                }
                instances { north {}, south {}, east {} }
                """.formatted(leak.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }

    @ParameterizedTest
    @CsvSource({"STATIC_FIELD, latest", "STATIC_THREAD_LOCAL, user", "REBOUND_FACTORY, all", "JIT_SINGLETON, basket",
            "SHARED_CACHE, show", "SHARED_KEY, me"})
    void findsALeak(Leak leak, String step) throws IOException {
        var ran = desk(leak).run("probe", folder.resolve("composite.conf").toString(), "--seconds", "60",
                "--until-leak");
        assertThat(ran.out()).as(ran.err())
                .containsPattern(
                        "LEAK: instance '\\w+' (shows what belongs to|takes a credential of) '\\w+': step '(%s|find)'"
                                .formatted(step));
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    void findsNothingWhereNothingLeaks() throws IOException {
        var junit = folder.resolve("report.xml");
        var json = folder.resolve("report.json");
        var ran = desk(Leak.NONE).run("probe", folder.resolve("composite.conf").toString(), "--requests", "1500",
                "--every", "100", "--junit", junit.toString(), "--json", json.toString());
        assertThat(ran.out()).as(ran.err())
                .contains(": 0 leaks, 0 failures")
                .contains("restart '")
                .contains("passivate '");
        assertThat(ran.status()).isZero();
        assertThat(Files.readString(junit)).contains("<testcase classname=\"probe.north\" name=\"find\">")
                .contains("failures=\"0\"")
                .doesNotContain("<failure");
        assertThat(Files.readString(json)).startsWith("{").contains("\"clean\":true");
        // It was all done elsewhere.
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("probe-leaky.conf",
                    "composite.conf", "report.xml", "report.json");
        }
    }

    @Test
    void visitsACompositeThatRuns() throws IOException {
        var file = desk(Leak.NONE).file();
        try (var composite = Composite.open(file, List.of(new ListenAddress("127.0.0.1", 0)))) {
            var url = "http://127.0.0.1:" + composite.addresses().getFirst().getPort();
            var ran = new Desk(folder).run("probe", file.toString(), "--url", url, "--requests", "200", "--instances",
                    "north,east");
            assertThat(ran.out()).as(ran.err()).contains(": 0 leaks, 0 failures").doesNotContain("south", "restart");
            assertThat(ran.status()).isZero();
        }
    }

    @Test
    void saysWhatItIsNotUsedFor() throws IOException {
        var file = desk(Leak.NONE).file().toString();
        refuses(64, "--url http://192.0.2.1:8080: ", file, "--url", "http://192.0.2.1:8080");
        refuses(64, "--url https://127.0.0.1:8443: write one like http://127.0.0.1:8080", file, "--url",
                "https://127.0.0.1:8443");
        refuses(64, "one instance alone has no neighbour", file, "--instances", "north");
        refuses(64, "did you mean 'north'?", file, "--instances", "south,nroth");
        refuses(64, "nothing would be asked", file, "--requests", "0");
        refuses(64, "has no app 'guest'", file, "--scenario", "guest=" + folder.resolve("probe-leaky.conf"));
        refuses(78, "none.conf: there is no such file", file, "--scenario", folder.resolve("none.conf").toString());
    }

    @Test
    void leavesDatabasesOfOthersAlone() throws IOException {
        var desk = desk(Leak.NONE);
        var file = desk
                .write(Files.readString(desk.file()).replace("jdbc:h2:file:{here}/", "jdbc:h2:tcp://127.0.0.1:1/"))
                .file();
        refuses(78,
                "composite.conf:4: engine 'default' of instance 'south' is not in this process, so it has no copy; add --use-databases",
                file.toString());
    }

    private void refuses(int status, String message, String... arguments) {
        var all = new ArrayList<>(List.of("probe"));
        all.addAll(List.of(arguments));
        var ran = new Desk(folder).run(all.toArray(String[]::new));
        assertThat(ran.err()).contains(message);
        assertThat(ran.status()).isEqualTo(status);
        assertThat(ran.out()).isEmpty();
    }
}
