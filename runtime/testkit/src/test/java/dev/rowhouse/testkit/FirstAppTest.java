package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.server.Rowhouse;
import dev.rowhouse.spi.Job;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What apps/README.md shows: the app of a newcomer, and the test of it. */
class FirstAppTest {
    private static final String CONF = """
            apps.notes.class = org.example.notes.NotesApp
            instances.red  { app = notes, mount = "/red",  engines.default { url = "jdbc:h2:mem:red-notes",  schema = create } }
            instances.blue { app = notes, mount = "/blue", engines.default { url = "jdbc:h2:mem:blue-notes", schema = create } }
            """;

    @Test
    void keepsNotesOfRedInRed() {
        try (var composite = TestComposite.start(CONF)) {
            assertThat(composite.post("/red/", "{\"text\":\"hello\"}").statusCode()).isEqualTo(201);
            assertThat(composite.get("/red/").body()).contains("hello");
            assertThat(composite.get("/blue/").body()).isEqualTo("[]");
            assertThat(composite.statements("red", () -> composite.get("/red/"))).hasSize(1);
        }
    }

    @Test
    void runsAJobThatTheAppNeedNotBind(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("notes.conf"), CONF.replace("-notes\"", "-purged\""));
        try (var rowhouse = Rowhouse.open(file); var red = rowhouse.instance("red")) {
            var purge = (Job) red.make(Class.forName("org.example.notes.Purge"));
            assertThat(purge.run(List.of())).isEqualTo(1);
            try (var connection = red.object(DataSource.class).getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("insert into Note (id, text) values (1, 'old')");
            }
            assertThat(purge.run(List.of())).isZero();
        }
    }

    @Test
    void logsInByALinkThatRedHasSigned() {
        try (var composite = TestComposite
                .start(CONF.replace("NotesApp", "LoginApp").replaceAll(",  engines.* }|, engines.* }", " }"))) {
            var link = composite.get("/red/link?name=Ada").body();
            var entered = composite.get(link);
            var cookie = entered.headers().allValues("Set-Cookie");
            assertThat(cookie).hasSize(1);
            var request = HttpRequest.newBuilder(composite.uri("/red/who"))
                    .header("Cookie", cookie.getFirst().replaceFirst(";.*", ""));
            assertThat(composite.send(request).body()).isEqualTo("Ada");
            assertThat(composite.get("/red/who").body()).isEqualTo("nobody");
            assertThat(composite.get(link.replace("/red/", "/blue/")).statusCode()).isEqualTo(403);
            assertThat(composite.send(request.uri(composite.uri("/red/logout"))).statusCode()).isEqualTo(200);
            assertThat(composite.send(request.uri(composite.uri("/red/who"))).body()).isEqualTo("nobody");
        }
    }

    @Test
    void worksBesideItsRequests() throws Exception {
        var conf = CONF.replace("NotesApp", "LiveNotesApp").replace("-notes\"", "-live\"");
        try (var composite = TestComposite.start(conf); var red = Peer.of(composite, "/red/socket")) {
            assertThat(red.send("hello").next()).isEqualTo("kept as 1");
            assertThat(composite.get("/red/count").body()).isEqualTo("1");
            assertThat(composite.get("/red/twice").body()).isEqualTo("1 1");
            assertThat(composite.get("/blue/count").body()).isEqualTo("0");
        }
    }

    @Test
    void standsInTheReadmeWordForWord() throws IOException {
        var readme = squeezed(Path.of("../../apps/README.md"));
        for (var file : Arrays.asList("NotesApp.java", "Note.java", "Purge.java", "Login.java", "LiveNotesApp.java")) {
            assertThat(readme).contains(squeezed(Path.of("src/test/java/org/example/notes", file)));
        }
        var test = squeezed(Path.of("src/test/java/org/example/notes/NeighboursTest.java"));
        assertThat(readme).contains(test.substring(test.indexOf("@CompositeTest")));
    }

    private static String squeezed(Path file) throws IOException {
        return Files.readString(file).strip();
    }
}
