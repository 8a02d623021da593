package dev.rowhouse.apps.library.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellTest {
    @Test
    void losesNothingOfNumbersAndTimes() {
        var price = new BigDecimal("12345678901234567890.1200");
        assertThat(Cell.of(price, Cell.Size.SHORT)).isEqualTo(new Cell(price, "12345678901234567890.1200"));
        assertThat(Cell.of(LocalDate.of(1999, 12, 31), Cell.Size.SHORT).json()).isEqualTo("1999-12-31");
        assertThat(Cell.of(LocalDateTime.of(1999, 12, 31, 8, 0), Cell.Size.SHORT).json())
                .isEqualTo("1999-12-31T08:00:00");
        assertThat(Cell.of(new Integer[]{1, null}, Cell.Size.SHORT).text()).isEqualTo("[1, null]");
        assertThat(Cell.of(null, Cell.Size.SHORT).json()).isNull();
    }

    @Test
    void tellsHowManyBytesThereAreAndShowsFew() {
        assertThat(Cell.of(new byte[]{1, 2}, Cell.Size.SHORT).json()).isEqualTo(Map.of("bytes", 2));
        assertThat(Cell.of(new byte[]{1, 2}, Cell.Size.WHOLE).json()).isEqualTo(Map.of("bytes", 2, "base64", "AQI="));
        assertThat(Cell.of(new byte[70_000], Cell.Size.WHOLE).json()).isEqualTo(Map.of("bytes", 70_000));
    }

    @Test
    void cutsLongTextInListsBetweenCharacters() {
        var text = "a".repeat(999) + "\uD83C\uDFE0".repeat(10);
        assertThat(Cell.of(text, Cell.Size.SHORT).json())
                .isEqualTo(Map.of("characters", 1019, "start", "a".repeat(999)));
        assertThat(Cell.of(text, Cell.Size.WHOLE).json()).isEqualTo(text);
    }
}
