package dev.rowhouse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rowhouse.bench.subject.Subject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectProcessTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    /** A subject that writes where it should not, doubles, and ends. */
    static final class Doubling {
        private Doubling() {}

        public static void main(String[] arguments) throws IOException {
            new Subject().on("double", numbers -> {
                System.out.println("> noise=1");
                return Map.of("result", 2 * Double.parseDouble(numbers.getFirst()));
            }).on("end", _ -> {
                Runtime.getRuntime().halt(3);
                return Map.of();
            }).answer();
        }
    }

    @Test
    void asksAJvmOfItsOwn() throws IOException {
        var setting = new Setting(home, true, new PrintWriter(Writer.nullWriter()));
        try (var subject = SubjectProcess.start(setting, "a doubling one", List.of("-Xint", "-Xshare:auto"),
                System.getProperty("java.class.path"), List.of(Doubling.class.getName()))) {
            assertThat(subject.ask("double 4")).containsExactly(Map.entry("result", 8.0));
            assertThatIOException().isThrownBy(() -> subject.ask("double x"))
                    .withMessageContaining("a doubling one: double x: java.lang.NumberFormatException")
                    .withMessageContaining(home.resolve("target/bench/a-doubling-one.log").toString());
            assertThatIOException().isThrownBy(() -> subject.ask("end"))
                    .withMessageContaining("a doubling one ended before it answered 'end'");
        }
    }

    @Test
    void readsFigures() {
        assertThat(SubjectProcess.parse("")).isEmpty();
        assertThat(SubjectProcess.parse("heap=1.5E7 threads=3.0"))
                .isEqualTo(Map.of("heap", 15_000_000.0, "threads", 3.0));
        assertThatIllegalArgumentException().isThrownBy(() -> SubjectProcess.parse("heap"));
    }
}
