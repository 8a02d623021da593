package dev.rowhouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        var benchmarks = new LinkedHashMap<String, Benchmark>();
        benchmarks.put("rounds",
                setting -> List.of(new Table("turns", List.of("Rowhouse"),
                        List.of(new Row("rounds", Unit.COUNT, Optional.empty(),
                                List.of(new Cell.Measured(new Series(List.of((double) setting.either(5, 1))))))),
                        List.of(), List.of())));
        benchmarks.put("broken", _ -> {
            throw new IOException("no room");
        });
        return Main.run(benchmarks, new PrintWriter(out, true), new PrintWriter(err, true),
                Stream.concat(Stream.of("--home", home.toString()), Stream.of(arguments)).toArray(String[]::new));
    }

    private String report() throws IOException {
        return Files.readString(home.resolve("target/bench/report.md"));
    }

    @Test
    void measuresWhatIsNamed() throws IOException {
        assertThat(run("rounds")).isZero();
        assertThat(out.toString()).contains("| rounds | 5 ").doesNotContain("broken");
        assertThat(report()).contains("`rowhouse bench rounds`", "| rounds | 5 ");
    }

    @Test
    void measuresLessWhenItIsQuick() {
        assertThat(run("rounds", "--quick")).isZero();
        assertThat(out.toString()).contains("| rounds | 1 ");
    }

    @Test
    void reportsTheRestWhenOneTableFails() throws IOException {
        assertThat(run("broken", "rounds")).isEqualTo(1);
        assertThat(report()).contains("**failed:** java.io.IOException: no room", "| rounds | 5 ");
    }

    @Test
    void saysWhichTablesThereAre() {
        assertThat(run("density")).isEqualTo(64);
        assertThat(err.toString()).contains("there are the tables rounds, broken");
    }
}
