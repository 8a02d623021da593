package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(InputStream.nullInputStream(), new PrintWriter(out, true), new PrintWriter(err, true),
                arguments);
    }

    @Test
    void isListed() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).containsPattern("(?m)^ *bench +Measures density");
    }

    @Test
    void saysWhoStartsMeasurements() {
        assertThat(run("bench", "density", "--quick")).isEqualTo(64);
        assertThat(err.toString()).isEqualToIgnoringNewLines(
                "rowhouse: bench is no part of the server; runtime/bin/rowhouse of a checkout starts it");
    }
}
