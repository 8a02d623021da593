package dev.rowhouse.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RememberedTest {
    @Test
    void tellsEqualObjectsApart() {
        var remembered = new Remembered();
        var one = new Country("fr", "France").name().concat("!");
        var other = new Country("fr", "France").name().concat("!");
        remembered.add(one);
        assertThat(one).isEqualTo(other);
        assertThat(remembered.has(one)).isTrue();
        assertThat(remembered.has(other)).isFalse();
    }

    @Test
    void forgetsWhatNobodyElseHas() {
        var remembered = new Remembered();
        var kept = new Object();
        remembered.add(kept);
        int added = 0;
        while (remembered.size() > added / 2 || added < 1_000) {
            for (int i = 0; i < 1_000; i++) {
                remembered.add(new byte[1_000]);
            }
            added += 1_000;
            System.gc();
        }
        assertThat(remembered.has(kept)).isTrue();
    }
}
