package dev.rowhouse.apps.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.testkit.TestComposite;
import java.nio.file.Path;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the database of a library comes about: with the first connection, and never again. */
class LegacyDatabaseTest {
    @Test
    void keepsWhatWasChanged(@TempDir Path folder) {
        var conf = """
                apps.library.class = dev.rowhouse.apps.library.LibraryApp
                instances.town {
                  app = library, mount = "/town"
                  engines.default {
                    url = "jdbc:h2:file:%s/a folder/town;INIT=RUNSCRIPT FROM 'classpath:/dev/rowhouse/apps/library/legacy/town.sql'"
                    schema = update, reflect = true, pool.borrow-timeout = 30s
                  }
                }
                """
                .formatted(folder);
        try (var library = TestComposite.start(conf)) {
            assertThat(library.post("/town/loans", "{\"title\":1,\"copy\":1,\"borrower\":1}").statusCode())
                    .isEqualTo(201);
            library.work("town")
                    .runInTransaction(() -> library.object("town", Session.class)
                            .createMutationQuery("delete from reservation where id = 1")
                            .executeUpdate());
        }
        try (var library = TestComposite.start(conf)) {
            assertThat(library.get("/town/loans/1").body()).contains("\"returned\":null");
            assertThat(library.get("/town/tables/reservation").body()).contains("\"total\":1");
        }
    }
}
