package dev.rowhouse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Cell ONE = new Cell.Measured(new Series(List.of(1.0)));

    private static Table table(List<String> failures) {
        return new Table("things", List.of("Rowhouse", "X"),
                List.of(new Row("size", Unit.COUNT, Optional.of(Goal.atMost(2)), List.of(ONE, ONE)),
                        new Row("time", Unit.MILLIS, Optional.of(Goal.atMost(0.5)), List.of(ONE, new Cell.Absent()))),
                List.of(), failures);
    }

    private static Report report(Table table) {
        var report = new Report("rowhouse bench things", Instant.EPOCH, List.of("2 cores, Abacus"));
        report.add(List.of(table));
        return report;
    }

    @Test
    void saysWhereWhatAndWith(@TempDir Path folder) throws IOException {
        var libraries = Files.createDirectories(folder.resolve("tomcat/target/lib"));
        Files.createFile(libraries.resolve("h2-2.jar"));
        Files.createFile(libraries.resolve("guice-7.jar"));
        assertThat(report(table(List.of())).write(List.of(libraries)))
                .contains("`rowhouse bench things`, 1970-01-01T00:00:00Z", "- 2 cores, Abacus", "## things",
                        "- met: things, size: ≤ 2: met", "- **missed**: things, time: ≤ 0.50 ms: missed",
                        "- things, size, X: 1", "- `tomcat`: guice-7, h2-2")
                .doesNotContain("- things, time, Rowhouse: 1 ms");
    }

    @Test
    void isCompleteIfNobodyFailed() {
        assertThat(report(table(List.of())).isComplete()).isTrue();
        assertThat(report(table(List.of("X: broke"))).isComplete()).isFalse();
    }
}
