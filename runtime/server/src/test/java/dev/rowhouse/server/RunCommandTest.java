package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Desk desk() {
        return new Desk(folder).withLedgers();
    }

    private static Desk.Ran run(Desk desk, Class<?> job, String... arguments) {
        var all = new String[4 + arguments.length];
        System.arraycopy(new String[]{"run", desk.file().toString(), "north", job.getName()}, 0, all, 0, 4);
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return desk.run(all);
    }

    private static List<String> texts(Desk desk) {
        try (var rowhouse = Rowhouse.open(desk.file()); var north = rowhouse.instance("north")) {
            return north.object(Ledger.class).texts();
        }
    }

    @Test
    void givesTheJobWhateverFollowsTheClass() {
        var desk = desk();
        var arguments = List.of("a", "--yes", "-h", "--", "@x", "--help", "serve", "");
        var ran = run(desk, Jobs.Add.class, arguments.toArray(String[]::new));
        assertThat(ran).isEqualTo(new Desk.Ran(arguments.size(), "", ""));
        assertThat(texts(desk)).isEqualTo(arguments);
        assertThat(folder).isDirectoryNotContaining("glob:**/{south,east}");
    }

    @Test
    void runsWhatTakesNoArguments() {
        var desk = desk();
        assertThat(run(desk, Jobs.Add.class, "one", "two").status()).isEqualTo(2);
        assertThat(run(desk, Jobs.Count.class)).isEqualTo(new Desk.Ran(2, "", ""));
        assertThat(run(desk, Jobs.Rest.class)).isEqualTo(new Desk.Ran(0, "", ""));
        assertThat(run(desk, Jobs.Rest.class, "x")).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(64);
            assertThat(ran.err()).contains("takes no arguments; leave them out, or implement dev.rowhouse.spi.Job");
        });
    }

    @Test
    void letsTheTasksOfAJobEnd() {
        var desk = desk();
        assertThat(run(desk, Jobs.Entrust.class, "later", "on")).isEqualTo(new Desk.Ran(0, "", ""));
        assertThat(texts(desk)).containsExactly("later", "on");
    }

    @Test
    void showsTheStackOfAFailureWithoutSecrets() {
        assertThat(run(desk(), Jobs.Fail.class)).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).startsWith("java.lang.IllegalStateException: no answer for ***")
                    .contains("\tat dev.rowhouse.server.Jobs$Fail.run(")
                    .doesNotContain("hush-hush");
        });
    }

    @Test
    void showsErrorsOfAllThreadsWithoutSecrets() throws Exception {
        var desk = desk();
        var process = desk.start("run", desk.file().toString(), "north", Jobs.Break.class.getName());
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(Files.readString(desk.errors()))
                    .startsWith("Exception in thread \"aside\" java.lang.Error: broken by ***")
                    .contains("\njava.lang.Error: broken by ***")
                    .doesNotContain("hush-hush");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void makesNoSuccessOfAStatusThatIsTooLarge() {
        assertThat(run(desk(), Jobs.Boast.class)).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.err()).contains("gave 256, which is no exit status");
        });
    }

    @Test
    void saysWhatIsWrongWithAClass() {
        var desk = desk();
        assertThat(List.of(desk.run("run", desk.file().toString(), "north", "com.example.Nowhere"),
                run(desk, String.class), run(desk, java.util.AbstractList.class), run(desk, Runnable.class),
                run(desk, Jobs.Want.class), desk.run("run", desk.file().toString(), "nort", Jobs.Rest.class.getName())))
                .allSatisfy(ran -> {
                    assertThat(ran.status()).isEqualTo(64);
                    assertThat(ran.err().lines()).singleElement().asString().startsWith("rowhouse: ");
                })
                .extracting(Desk.Ran::err)
                .satisfiesExactly(err -> assertThat(err).contains("there is no class com.example.Nowhere"),
                        err -> assertThat(err).contains("java.lang.String is no job; implement dev.rowhouse.spi.Job"),
                        err -> assertThat(err).contains("is no job"), err -> assertThat(err).contains("is abstract"),
                        err -> assertThat(err).contains("Jobs$Want can't be made", "java.net.URI"),
                        err -> assertThat(err).contains("did you mean 'north'?"));
    }

    @Test
    void endsWith78WhereTheFileOrADatabaseIsToBeMended() {
        var desk = new Desk(folder).write("""
                apps.ledger.class = dev.rowhouse.server.LedgerApp
                instances.north { app = ledger, mount = "/", engines {
                  default { url = "jdbc:h2:tcp://127.0.0.1:1/none", pool.borrow-timeout = 300ms }
                  audit-log.url = "jdbc:h2:mem:unused" } }
                """);
        assertThat(run(desk, Jobs.Rest.class)).satisfies(ran -> {
            assertThat(ran.status()).isEqualTo(78);
            assertThat(ran.err().lines()).singleElement()
                    .asString()
                    .startsWith("rowhouse: instance 'north', engine 'default': ");
        });
        assertThat(run(desk.write("instances.north.app = x"), Jobs.Rest.class).status()).isEqualTo(78);
    }

    @Test
    void leavesStandardOutputToTheJob() throws Exception {
        var desk = desk();
        var process = desk.start("run", desk.file().toString(), "north", Jobs.Add.class.getName(), "x");
        try {
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualToIgnoringNewLines("added 1");
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(desk.errors()).isEmptyFile();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void letsAJobLeaveTheProcessAtOnce() throws Exception {
        var desk = desk();
        var process = desk.start("run", desk.file().toString(), "north", Jobs.Leave.class.getName());
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(3);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void rollsBackAndClosesWhenItIsToldToEnd() throws Exception {
        var desk = desk();
        var process = desk.start("run", desk.file().toString(), "north", Jobs.Wait.class.getName());
        try (var out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("waiting");
            process.toHandle().destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
            assertThat(Files.readString(desk.errors())).contains("Jobs$Wait was interrupted")
                    .doesNotContain("\tat ", "cut off");
        } finally {
            process.destroyForcibly();
        }
        assertThat(texts(desk)).isEmpty();
    }
}
