package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import dev.rowhouse.databases.Product;
import dev.rowhouse.instance.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

class StatementsTest {
    private static TestComposite notes(String test) {
        return notes("jdbc:h2:mem:statements-%s-red".formatted(test), "jdbc:h2:mem:statements-%s-blue".formatted(test));
    }

    private static TestComposite notes(String red, String blue) {
        return TestComposite.start("""
                apps.notes.class = org.example.notes.NotesApp
                instances.red  { app = notes, mount = "/red",  engines.default { url = "%s", schema = create } }
                instances.blue {
                    app = notes, mount = "/blue", start = lazy
                    engines.default { url = "%s", schema = create, mapping = own }
                }
                """.formatted(red, blue));
    }

    private static void add(TestComposite composite, String path) {
        assertThat(composite.post(path, "{\"text\":\"hello\"}").statusCode()).isEqualTo(201);
    }

    @Test
    void holdTheNumberOfQueriesOfAListConstant() {
        try (var composite = notes("list")) {
            for (int i = 0; i < 3; i++) {
                assertThat(composite.statements("red", () -> composite.get("/red/"))).singleElement()
                        .asString()
                        .startsWith("select n1_0.id,n1_0.text from Note n1_0");
                add(composite, "/red/");
            }
        }
    }

    @Test
    @On(Product.POSTGRESQL)
    void holdItOnPostgresToo(Databases databases) {
        try (var composite = notes(databases.create("statements"), "jdbc:h2:mem:statements-postgres-blue")) {
            assertThat(composite.statements("red", () -> add(composite, "/red/"))).hasSize(2);
            assertThat(composite.statements("red", () -> composite.get("/red/"))).hasSize(1);
        }
    }

    @Test
    void comeInTheirOrder() {
        try (var composite = notes("order")) {
            var statements = composite.statements("red", () -> {
                composite.get("/red/");
                add(composite, "/red/");
            });
            assertThat(statements).extracting(statement -> statement.substring(0, 6))
                    .containsExactly("select", "select", "insert");
        }
    }

    @Test
    void areThoseOfOneInstanceOfOneComposite() {
        try (var composite = notes("one"); var namesake = notes("other")) {
            List<String> inside = new ArrayList<>();
            var statements = composite.statements("red", () -> {
                composite.get("/blue/");
                inside.addAll(namesake.statements("red", () -> {
                    add(namesake, "/red/");
                    add(composite, "/red/");
                }));
                composite.get("/red/");
            });
            assertThat(inside).hasSize(2);
            assertThat(statements).hasSize(3);
        }
    }

    @Test
    void areHeardFromEveryThreadAndFromSessionsOpenBefore() throws Exception {
        try (var composite = notes("threads"); var threads = Executors.newSingleThreadExecutor()) {
            var session = composite.object("red", Session.class);
            composite.work("red").<Exception>run(() -> {
                count(session);
                var statements = composite.statements("red", () -> {
                    count(session);
                    threads.submit(() -> composite.work("red").run(() -> count(session))).get(20, TimeUnit.SECONDS);
                    composite.get("/red/");
                });
                assertThat(statements).hasSize(3);
            });
        }
    }

    private static void count(Session session) {
        session.createSelectionQuery("select count(*) from Note", Long.class).getSingleResult();
    }

    @Test
    void areHeardFromAnInstanceThatStartsMeanwhileAndHasAMappingOfItsOwn() {
        try (var composite = notes("lazy")) {
            assertThat(composite.phase("blue")).isEqualTo(Phase.COLD);
            assertThat(composite.statements("blue", () -> composite.get("/blue/"))).hasSize(1);
        }
    }

    @Test
    void areNotHeardAfterTheAction() {
        try (var composite = notes("after")) {
            assertThatThrownBy(() -> composite.statements("red", () -> {
                throw new IOException("on purpose");
            })).isInstanceOf(IOException.class);
            var statements = composite.statements("red", () -> composite.get("/red/"));
            composite.get("/red/");
            assertThat(statements).hasSize(1);
            assertThat(composite.statements("red", () -> {})).isEmpty();
        }
    }

    @Test
    void needAnInstanceThatIsThere() {
        try (var composite = notes("unknown")) {
            assertThatThrownBy(() -> composite.statements("green", () -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no instance 'green'");
        }
    }
}
