package dev.rowhouse.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhaseTest {
    @Test
    void leadsFromColdToClosed() {
        assertThat(Phase.COLD.moveTo(Phase.STARTING).moveTo(Phase.SERVING).moveTo(Phase.DRAINING).moveTo(Phase.CLOSED))
                .isEqualTo(Phase.CLOSED);
        assertThat(Phase.STARTING.moveTo(Phase.FAILED).moveTo(Phase.STARTING)).isEqualTo(Phase.STARTING);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void refusesEveryOtherMoveAndNamesBothPhases(Phase from) {
        for (var to : Phase.values()) {
            if (!from.next().contains(to)) {
                assertThatThrownBy(() -> from.moveTo(to)).isInstanceOf(IllegalStateException.class)
                        .hasMessageContainingAll(from.name(), to.name());
            }
        }
        assertThat(from.next()).doesNotContain(from);
    }

    @Test
    void neverDrainsWhatDoesNotServe() {
        for (var from : Set.of(Phase.COLD, Phase.STARTING, Phase.FAILED, Phase.CLOSED)) {
            assertThat(from.next()).doesNotContain(Phase.DRAINING);
        }
    }
}
