package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MainTest {
    private static final Pattern LISTED = Pattern.compile("^  ([a-z]+) ", Pattern.MULTILINE);

    private static Desk.Ran run(String... arguments) {
        return new Desk(Path.of("")).run(arguments);
    }

    @Test
    void knowsEachCommandThatItsHelpLists() {
        var names = LISTED.matcher(run("--help").out()).results().map(MatchResult::group).map(String::strip).toList();
        assertThat(names).contains("serve", "check", "run", "ls", "apply", "bench").doesNotHaveDuplicates();
        // What stands behind 'bench' belongs to another program.
        assertThat(names).filteredOn(name -> !name.equals("bench")).allSatisfy(name -> {
            var help = run(name, "--help");
            assertThat(help.out()).startsWith("Usage: rowhouse " + name + " ");
            assertThat(help.status()).isZero();
        });
    }

    @Test
    void saysWhatThereIsToWhoNamesNoCommandOrAnother() {
        assertThat(run()).satisfies(ran -> {
            assertThat(ran.err()).contains("serve", "undo");
            assertThat(ran.status()).isEqualTo(Main.USAGE);
        });
        assertThat(run("serv", "x.conf")).satisfies(ran -> {
            assertThat(ran.err()).contains("'serv'", "rowhouse serve");
            assertThat(ran.status()).isEqualTo(Main.USAGE);
        });
    }
}
