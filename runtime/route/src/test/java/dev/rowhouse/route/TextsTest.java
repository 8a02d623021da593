package dev.rowhouse.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private final Texts texts = new Texts();

    @Test
    void readsATextOnce() {
        var first = texts.of("from Note");
        assertThat(texts.of(String.join(" ", "from", "Note"))).isSameAs(first);
    }

    @Test
    void tellsTextsApartThatHashAlike() {
        assertThat("from Aa".hashCode()).isEqualTo("from BB".hashCode());
        assertThat(texts.of("from Aa").entities()).containsExactly("Aa");
        assertThat(texts.of("from BB").entities()).containsExactly("BB");
        assertThat(texts.of("from Aa").entities()).containsExactly("Aa");
    }

    @Test
    void holdsSoManyAndNoMore() {
        for (int i = 0; i < 5_000; i++) {
            assertThat(texts.of("from Note" + i).entities()).containsExactly("Note" + i);
        }
        assertThat(texts.size()).isBetween(1_500, 2_048);
    }

    @Test
    void doesNotHoldLongTexts() {
        var text = "from Note where text = '" + "a".repeat(20_000) + "'";
        assertThat(texts.of(text).entities()).containsExactly("Note");
        assertThat(texts.size()).isZero();
    }

    @Test
    void tellsManyThreadsTheSame() {
        var answers = IntStream.range(0, 4_000)
                .parallel()
                .mapToObj(i -> List.of("Note" + i % 50, texts.of("from Note" + i % 50).entities().getFirst()))
                .toList();
        assertThat(answers).allMatch(answer -> answer.getFirst().equals(answer.getLast()));
        assertThat(texts.size()).isEqualTo(50);
    }
}
