package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Ledgers whose engines do nothing by themselves, and whose app would fail if it were started. */
    private Desk desk() {
        return new Desk(folder).write("""
                apps.ledger.class = dev.rowhouse.server.LedgerApp
                defaults {
                  app = ledger, mount = "/{instance}"
                  engines.default   { url = "jdbc:h2:file:{here}/{instance}/default;PASSWORD=geheimnis", schema = none }
                  engines.audit-log { url = "jdbc:h2:file:{here}/{instance}/audit", schema = none }
                }
                instances.north {}
                instances.south {}
                instances.east {}
                """);
    }

    private Desk.Ran schema(Desk desk, String input, String... words) {
        var arguments = new ArrayList<>(List.of("schema", desk.file().toString()));
        arguments.addAll(List.of(words));
        return desk.runWith(input, arguments.toArray(String[]::new));
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = new org.h2.Driver()
                .connect("jdbc:h2:file:" + folder + "/north/default;PASSWORD=geheimnis", null);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void createsWhatLacksWhateverTheFileSays() throws Exception {
        var desk = desk();
        assertThat(schema(desk, "", "create")).isEqualTo(new Desk.Ran(0, "created: 6 of 6 engines\n", ""));
        execute("insert into line (id, text) values (1, 'kept')");
        assertThat(schema(desk, "", "create").status()).isZero();
        execute("delete from line where text = 'kept'");
        assertThat(schema(desk, "", "validate")).isEqualTo(new Desk.Ran(0, "valid: 6 of 6 engines\n", ""));
    }

    @Test
    void worksOnTheInstancesThatAreNamed() {
        var desk = desk();
        assertThat(schema(desk, "", "north", "east", "create").out()).isEqualTo("created: 4 of 4 engines\n");
        assertThat(folder).isDirectoryNotContaining("glob:**/south");
        assertThat(schema(desk, "", "nort", "create")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(64);
            assertThat(ran.err()).contains("did you mean 'north'?");
        });
        assertThat(schema(desk, "", "north", "crate")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(64);
            assertThat(ran.err()).contains("'crate' is no action");
        });
    }

    @Test
    void goesOnWhereOneFails() {
        var desk = desk();
        schema(desk, "", "north", "create");
        assertThat(schema(desk, "", "--parallel", "1", "validate")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.out()).isEqualTo("valid: 2 of 6 engines\n");
            assertThat(ran.err().lines()).hasSize(4)
                    .allSatisfy(line -> assertThat(line).contains("there is no database " + folder))
                    .first()
                    .asString()
                    .startsWith("failed: south/default: ");
        });
        // To look is not to make.
        assertThat(folder).isDirectoryNotContaining("glob:**/south");
    }

    @Test
    void printsSqlWithoutAskingADatabase() throws Exception {
        var desk = desk();
        var printed = schema(desk, "", "north", "print");
        assertThat(printed.status()).isZero();
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).startsWith("-- north/").contains("-- north/default\n", "-- north/audit-log\n");
        assertThat(folder).isDirectoryNotContaining("glob:**/north");

        schema(desk, "", "north", "create");
        schema(desk, "", "--yes", "north", "drop");
        var ofDefault = printed.out().substring(printed.out().indexOf("-- north/default"));
        execute(ofDefault.split("-- north/audit-log", 2)[0].replaceAll("--.*\n", "").strip().split(";\\s*"));
        assertThat(schema(desk, "", "north", "validate").err()).contains("north/audit-log")
                .doesNotContain("north/default");
    }

    private Desk forum() {
        return new Desk(folder).write("""
                apps.forum.class = dev.rowhouse.server.ForumApp
                defaults { app = forum, mount = "/{instance}"
                  engines.default { url = "jdbc:h2:file:{here}/{instance}/default", schema = none }
                  engines.posts { shard-by = blogId, strategy = hash, schema = none, shards {
                    a.url = "jdbc:h2:file:{here}/{instance}/a;PASSWORD=geheimnis"
                    b.url = "jdbc:h2:file:{here}/{instance}/b" } }
                  engine-families.notes { url = "jdbc:h2:file:{here}/{instance}/notes-{key}", schema = none } }
                instances { north {}, south {} }
                """);
    }

    @Test
    void worksOnEachShardAndOnTheMembersOfFamiliesThatAreThere() throws Exception {
        var desk = forum();
        assertThat(schema(desk, "", "north", "validate")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.err())
                    .contains("failed: north/posts/a: there is no database ", "failed: north/posts/b: ",
                            "failed: north/default: ")
                    .doesNotContain("geheimnis");
        });
        assertThat(schema(desk, "", "north", "create")).isEqualTo(new Desk.Ran(0, "created: 3 of 3 engines\n", ""));
        new org.h2.Driver().connect("jdbc:h2:file:" + folder + "/north/notes-x", null).close();
        assertThat(schema(desk, "", "north", "validate")).satisfies(ran -> {
            assertThat(ran.out()).isEqualTo("valid: 3 of 4 engines\n");
            assertThat(ran.err().lines()).singleElement().asString().startsWith("failed: north/notes/x: ");
        });
        assertThat(schema(desk, "", "north", "create").out()).isEqualTo("created: 4 of 4 engines\n");
        assertThat(schema(desk, "", "north", "validate").out()).isEqualTo("valid: 4 of 4 engines\n");
        assertThat(schema(desk, "yes\n", "north", "drop")).satisfies(ran -> {
            assertThat(ran.out())
                    .contains("north/posts/a  jdbc:h2:file:" + folder + "/north/a;PASSWORD=***", "north/posts/b  ",
                            "north/notes/x  jdbc:h2:file:" + folder + "/north/notes-x")
                    .endsWith("dropped: 4 of 4 engines\n")
                    .doesNotContain("geheimnis", "south");
            assertThat(ran.err()).isEmpty();
        });
        assertThat(schema(desk, "", "north", "validate").out()).isEqualTo("valid: 0 of 4 engines\n");
        assertThat(folder).isDirectoryNotContaining("glob:**/south");
    }

    @Test
    void printsWhatIsForEachShardAndOnceForAFamily() {
        var printed = schema(forum(), "", "north", "print");
        assertThat(printed.status()).isZero();
        assertThat(printed.err()).isEmpty();
        assertThat(printed.out().lines().filter(line -> line.startsWith("-- "))).containsExactlyInAnyOrder(
                "-- north/default", "-- north/posts/a", "-- north/posts/b", "-- north/notes");
        assertThat(folder).isDirectoryNotContaining("glob:**/north");
    }

    @Test
    void saysThatItsOutputCantBeWritten() {
        var err = new StringWriter();
        var full = new PrintWriter(new OutputStreamWriter(new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("no space");
            }
        }, StandardCharsets.UTF_8));
        assertThat(Main.run(InputStream.nullInputStream(), full, new PrintWriter(err, true), "schema",
                desk().file().toString(), "print")).isEqualTo(1);
        assertThat(err).hasToString("rowhouse: standard output can't be written; not all of it arrived\n");
    }

    @Test
    void dropsOnlyAfterAYes() throws Exception {
        var desk = desk();
        schema(desk, "", "create");
        for (var answer : List.of("", "y\n", "Yes\n", "no\nyes\n")) {
            assertThat(schema(desk, answer, "north", "drop")).satisfies(ran -> {
                assertThat(ran.status()).isEqualTo(1);
                assertThat(ran.out())
                        .contains("north/default  jdbc:h2:file:" + folder + "/north/default;PASSWORD=***",
                                "north/audit-log  jdbc:h2:file:", "Type yes to drop them: nothing was dropped")
                        .doesNotContain("geheimnis", "south");
            });
        }
        execute("insert into line (id, text) values (1, 'still there')");
        assertThat(schema(desk, "yes\n", "north", "drop").out()).endsWith("dropped: 2 of 2 engines\n");
        assertThat(schema(desk, "", "north", "validate").err()).contains("failed: north/default: ",
                "failed: north/audit-log: ");
        assertThat(schema(desk, "", "south", "east", "validate").status()).isZero();
    }

    @Test
    void asksAProcessOfItsOwnToo() throws Exception {
        var desk = desk();
        var process = desk.start("schema", desk.file().toString(), "drop");
        try (var in = process.outputWriter()) {
            in.write("yes\n");
            in.flush();
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("dropped: 6 of 6 engines\n");
            assertThat(process.waitFor()).isZero();
            assertThat(desk.errors()).isEmptyFile();
        } finally {
            process.destroyForcibly();
        }
    }
}
