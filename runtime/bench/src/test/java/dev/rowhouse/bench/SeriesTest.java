package dev.rowhouse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void hasTheMiddleValue() {
        assertThat(new Series(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(new Series(List.of(4.0, 1.0, 2.0, 100.0)).median()).isEqualTo(3);
    }

    @Test
    void findsWhatAPartDoesNotExceed() {
        var hundred = DoubleStream.iterate(100, value -> value - 1).limit(101).boxed().toList();
        assertThat(Series.percentile(hundred, 0.99)).isEqualTo(99);
        assertThat(Series.percentile(List.of(7.0), 0.99)).isEqualTo(7);
    }

    @Test
    void writesItsRange() {
        assertThat(new Series(List.of(2048.0, 1024.0, 1_572_864.0)).write(Unit.BYTES))
                .isEqualTo("2 KB (1 KB – 1.50 MB)");
        assertThat(new Series(List.of(1500.0)).write(Unit.MILLIS)).isEqualTo("1.50 s");
    }

    @Test
    void isNeverEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Series(List.of()));
    }
}
