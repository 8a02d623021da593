package dev.rowhouse.apps.conduit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConduitSettingsTest {
    private static ConduitSettings settings(Duration tokenLifetime, int bcryptStrength) {
        return new ConduitSettings(List.of("*"), tokenLifetime, bcryptStrength);
    }

    @Test
    void refusesPasswordsThatAreHashedInNoTimeOrInSeconds() {
        for (int strength : List.of(3, 17)) {
            assertThatIllegalArgumentException().isThrownBy(() -> settings(Duration.ofDays(1), strength))
                    .withMessage("bcrypt-strength must be from 4 to 16, not %d", strength);
        }
        assertThat(settings(Duration.ofDays(1), 4).bcryptStrength()).isEqualTo(4);
        assertThat(settings(Duration.ofDays(1), 16).bcryptStrength()).isEqualTo(16);
    }

    @Test
    void refusesTokensThatLiveForSeconds() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(Duration.ofSeconds(59), 10))
                .withMessage("token-lifetime must be at least 1m, not PT59S");
        assertThat(settings(Duration.ofMinutes(1), 10).tokenLifetime()).isEqualTo(Duration.ofMinutes(1));
    }
}
