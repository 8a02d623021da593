package dev.rowhouse.instance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.config.Secrets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    @Test
    void saysInOneLineWhatLedToWhatWithoutSecrets() {
        var failure = new IllegalStateException("can't open\n  the database",
                new IllegalArgumentException("password hunter2 refused", new IllegalArgumentException()));
        assertThat(Reasons.describe(failure, new Secrets(Set.of("hunter2"))))
                .isEqualTo("can't open the database: password *** refused: IllegalArgumentException");
    }

    @Test
    void saysWhatAnErrorIs() {
        assertThat(Reasons.describe(new NoClassDefFoundError("a/B"), Secrets.NONE))
                .isEqualTo("java.lang.NoClassDefFoundError: a/B");
    }

    @Test
    void saysNothingTwiceAndIsShort() {
        var failure = new IllegalStateException("outer: inner", new IllegalArgumentException("inner"));
        assertThat(Reasons.describe(failure, new Secrets(Set.of()))).isEqualTo("outer: inner");
        assertThat(Reasons.describe(new IllegalStateException("x".repeat(5000)), new Secrets(Set.of()))).hasSize(604);
    }
}
