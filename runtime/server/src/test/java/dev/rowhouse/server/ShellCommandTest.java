package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellCommandTest {
    private static final Path SCRIPT = Path.of("/usr/bin/script");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Desk.Ran shell(String input) {
        var desk = new Desk(folder).withLedgers();
        return desk.runWith(input, "shell", desk.file().toString(), "north");
    }

    @Test
    void printsValuesAndNothingElseOverAPipe() {
        assertThat(shell("""
                session.createQuery("from Line").list().size()
                // A comment, and a declaration in several lines.
                int twice(int number) {
                    return 2 * number;
                }
                var three = 3;
                twice(three)
                three = 4
                List.of("a", "b")""")).isEqualTo(new Desk.Ran(0, "0\n6\n[a, b]\n", ""));
        assertThat(shell("\n  \n// nothing\n")).isEqualTo(new Desk.Ran(0, "", ""));
    }

    @Test
    void hasTheObjectsOfTheInstanceAtHand() {
        assertThat(shell("""
                work.runInTransaction(() -> session.persist(new Line("one")))
                session.find(Line.class, 1L).text
                auditLog.createQuery("from Look", Look.class).list()
                instance.name()
                injector.getInstance(dev.rowhouse.spi.Instance.class).app()
                """)).isEqualTo(new Desk.Ran(0, "\"one\"\n[]\n\"north\"\n\"ledger\"\n", ""));
        assertThat(folder).isDirectoryNotContaining("glob:**/{south,east}");
    }

    @Test
    void hasASessionThatLeadsAndOneForEachFurtherEngine() {
        var desk = new Desk(folder).write("""
                apps.forum.class = dev.rowhouse.server.ForumApp
                instances.north { app = forum, mount = "/", engines {
                    default { url = "jdbc:h2:mem:shell-default", schema = update }
                    posts { shard-by = blogId, strategy = hash, schema = update, shards {
                      a.url = "jdbc:h2:mem:shell-a", b.url = "jdbc:h2:mem:shell-b" } } }
                  engine-families.notes { url = "jdbc:h2:mem:shell-notes-{key};DB_CLOSE_DELAY=-1", schema = update } }
                """);
        assertThat(desk.runWith(
                """
                        work.runInTransaction(() -> { session.persist(new Member()); for (long i = 0; i < 9; i++) session.persist(new Article(i, "text")); })
                        posts.createSelectionQuery("select count(*) from Article", Long.class).getSingleResult()
                        session.createSelectionQuery("select count(*) from Article where blogId = 3", Long.class).getSingleResult()
                        session.createSelectionQuery("select count(*) from Member", Long.class).getSingleResult()
                        """,
                "shell", desk.file().toString(), "north")).isEqualTo(new Desk.Ran(0, "9\n1\n1\n", ""));
    }

    @Test
    void keepsOneScopeForAllSnippets() {
        assertThat(shell("""
                work.runInTransaction(() -> session.persist(new Line("one")))
                var line = session.find(Line.class, 1L)
                session.contains(line)
                """).out()).isEqualTo("true\n");
    }

    @Test
    void endsAtTheFirstSnippetThatIsWrong() {
        assertThat(shell("1 + 1\nnowhere()\n2 + 2\n")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.out()).isEqualTo("2\n");
            assertThat(ran.err().lines()).singleElement().asString().startsWith("rowhouse: line 2: cannot find symbol");
        });
        assertThat(shell("int broken(int x) {\n  return x;\n").status()).isEqualTo(1);
        assertThat(shell("int lacking() { return laterNever(); }")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.err()).contains("lacks method laterNever()");
        });
        assertThat(shell("throw new IllegalStateException(\"told hush-hush\", new RuntimeException(\"why\"))"))
                .isEqualTo(new Desk.Ran(1, "",
                        "rowhouse: line 1: java.lang.IllegalStateException: told ***; caused by java.lang.RuntimeException: why\n"));
    }

    @Test
    void endsWhereAValueCantBeShown() {
        assertThat(shell("""
                new Object() { public String toString() { throw new IllegalStateException("of hush-hush"); } }
                2 + 2
                """)).isEqualTo(new Desk.Ran(1, "", "rowhouse: line 1: java.lang.IllegalStateException: of ***\n"));
    }

    @Test
    void rollsBackWhatASnippetLeavesOpen() {
        assertThat(shell("auditLog.beginTransaction()\nauditLog.persist(new Look())\nauditLog.flush()").status())
                .isZero();
        assertThat(shell("auditLog.createQuery(\"from Look\").list().size()").out()).isEqualTo("0\n");
    }

    @Test
    void saysWhereTransactionsBeginThatAreOverSeveralEngines() {
        assertThat(shell("session.beginTransaction()").err()).contains("beginTransaction belongs to one engine",
                "call Work.inTransaction");
    }

    /** Through script(1), which gives it a terminal. */
    @Test
    void interruptsASnippetAndKeepsItsHistoryOnATerminal() throws Exception {
        assumeTrue(Files.isExecutable(SCRIPT), "no script(1) here");
        var desk = new Desk(folder).withLedgers();
        var first = onTerminal(desk);
        try (var out = first.inputReader(); var in = first.outputWriter()) {
            until(out, "jshell> ");
            in.write("{ System.out.println(\"be\" + \"gun\"); new CountDownLatch(1).await(); }\r");
            in.flush();
            until(out, "begun");
            in.write("\003");
            in.flush();
            until(out, "jshell> ");
            in.write("session.createQuery(\"from Line\").list().size() + 40\r");
            in.flush();
            until(out, "==> 40");
            in.write("\004");
            in.flush();
            assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(first.exitValue()).isZero();
        } finally {
            first.destroyForcibly();
        }
        var second = onTerminal(desk);
        try (var out = second.inputReader(); var in = second.outputWriter()) {
            until(out, "jshell> ");
            in.write("\033OA\r");
            in.flush();
            until(out, "==> 40");
            in.write("/exit 7\r");
            in.flush();
            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(7);
        } finally {
            second.destroyForcibly();
        }
    }

    @Test
    void worksWithoutAHistoryOnATerminal() throws Exception {
        assumeTrue(Files.isExecutable(SCRIPT), "no script(1) here");
        var nowhere = Files.createFile(folder.resolve("file"));
        var process = onTerminal(new Desk(folder).withLedgers(), nowhere);
        try (var out = process.inputReader(); var in = process.outputWriter()) {
            until(out, "rowhouse: no history is kept: the preferences below " + nowhere);
            until(out, "jshell> ");
            in.write("/exit 7\r");
            in.flush();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(7);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process onTerminal(Desk desk) throws IOException {
        return onTerminal(desk, folder);
    }

    private static Process onTerminal(Desk desk, Path preferences) throws IOException {
        var command = Desk.commandLine("shell", desk.file().toString(), "north");
        command.add(1, "-Djava.util.prefs.userRoot=" + preferences);
        var line = command.stream().map("'%s'"::formatted).collect(Collectors.joining(" "));
        var process = new ProcessBuilder(SCRIPT.toString(), "-qec", "stty cols 200 rows 50; TERM=xterm exec " + line,
                "/dev/null").redirectErrorStream(true).start();
        // Who waits for its output can't be interrupted.
        CompletableFuture.delayedExecutor(100, TimeUnit.SECONDS).execute(process::destroyForcibly);
        return process;
    }

    private static void until(BufferedReader out, String expected) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf(expected) < 0) {
            int next = out.read();
            assertThat(next).as("the end, after: %s", read).isNotNegative();
            read.append((char) next);
        }
    }
}
