package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

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
    void standsInTheReadmeWordForWord() throws IOException {
        var readme = squeezed(Path.of("../../apps/README.md"));
        for (var file : Arrays.asList("NotesApp.java", "Note.java")) {
            assertThat(readme).contains(squeezed(Path.of("src/test/java/org/example/notes", file)));
        }
    }

    private static String squeezed(Path file) throws IOException {
        return Files.readString(file).strip();
    }
}
