package dev.rowhouse.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesFromASecondToAMinute() {
        assertThat(Stream.iterate(Backoff.NONE.afterFailure(), Backoff::afterFailure)
                .limit(9)
                .map(backoff -> backoff.delay().toSeconds())).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }
}
