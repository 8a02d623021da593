package dev.rowhouse.instance.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PressureTest {
    private final Pressure pressure = new Pressure(80);

    @Test
    void believesACollectionOfEverything() {
        assertThat(pressure.collected(0.79, true, true)).isEmpty();
        assertThat(pressure.collected(1, true, true).orElseThrow()).isBetween(0.19, 0.21);
    }

    @Test
    void believesNoCollectionOfYoungObjects() {
        for (int i = 0; i < 10; i++) {
            assertThat(pressure.collected(0.99, false, true)).isEmpty();
        }
    }

    @Test
    void waitsForTheGarbageThatAMarkingHasFoundToBeRemoved() {
        assertThat(pressure.collected(0.95, true, false)).as("nothing was removed yet").isEmpty();
        pressure.collected(0.9, false, true);
        pressure.collected(0.5, false, true);
        pressure.collected(0.9, false, true);
        assertThat(pressure.collected(0.95, true, false)).as("half of it was dead").isEmpty();
        pressure.collected(0.9, false, true);
        pressure.collected(0.93, false, true);
        assertThat(pressure.collected(0.95, true, false)).isPresent();
        assertThat(pressure.collected(0.95, true, false)).as("nothing tells whether that has helped").isEmpty();
    }
}
