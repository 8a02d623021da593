package dev.rowhouse.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CanariesTest {
    private final Canaries canaries = Canaries.create(3);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void givesEachInstanceOneThatNobodyCanGuess() {
        assertThat(canaries.of(0)).matches("zcanary[a-z0-9]{13}").isNotEqualTo(canaries.of(1));
        assertThat(Canaries.create(1).of(0)).isNotEqualTo(canaries.of(0));
    }

    @Test
    void findsThoseOfOthersWhereverTheyStand() {
        var text = canaries.of(1) + "<b>zcanary</b> zzcanary" + canaries.of(0) + canaries.of(2) + canaries.of(1);
        int third = text.indexOf(canaries.of(2));
        assertThat(canaries.foreign(bytes(text), 0)).containsExactly(new Canaries.Sighting(1, 0),
                new Canaries.Sighting(2, third), new Canaries.Sighting(1, third + Canaries.LENGTH));
    }

    @Test
    void findsThemInCapitals() {
        assertThat(canaries.foreign(bytes("x" + canaries.of(1).toUpperCase(Locale.ROOT)), 0))
                .containsExactly(new Canaries.Sighting(1, 1));
    }

    @Test
    void leavesAloneWhatIsNoneOfThisRun() {
        var other = Canaries.create(1).of(0);
        assertThat(canaries.foreign(bytes(canaries.of(0) + other + "zcanary"), 0)).isEmpty();
        assertThat(canaries.foreign(bytes(canaries.of(1).substring(0, 19)), 0)).isEmpty();
    }
}
