package dev.rowhouse.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void keepsTheOrderOfItsEngines() {
        var plan = Plan.withoutSettings().engine("default", String.class).engine("log").engine("archive", Long.class);
        assertThat(plan.engines().keySet()).containsExactly("default", "log", "archive");
        assertThat(plan.engines()).hasEntrySatisfying("archive",
                entities -> assertThat(entities.classes()).containsExactly(Long.class));
    }

    @Test
    void isNotChangedByWhatIsDerivedFromIt() {
        var plan = Plan.withoutSettings();
        var more = plan.engine("log").defaults(new NoSettings());
        assertThat(plan.engines()).isEmpty();
        assertThat(plan.defaults()).isEmpty();
        assertThat(more.engines()).containsOnlyKeys("log");
    }

    @Test
    void refusesAnEngineTwice() {
        assertThatThrownBy(() -> Plan.withoutSettings().engine("log").engine("log"))
                .hasMessage("engine 'log' is in the plan twice; list all its entities in one call");
    }
}
