package dev.rowhouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.databases.Databases;
import dev.rowhouse.databases.On;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@On(dev.rowhouse.databases.Product.H2)
class EnginesOnH2Test extends EnginesContract {
    EnginesOnH2Test(Databases databases) {
        super(databases);
    }

    /** By itself H2 waits up to four seconds for each, under a lock that all its databases have in common: minutes for these. */
    @Test
    void paysNoPenaltyForWrongPasswords() throws Exception {
        assertThat(Files.readAllLines(Path.of("../../conf/jvm.options")))
                .contains("-Dh2.delayWrongPasswordMin=" + System.getProperty("h2.delayWrongPasswordMin"));
        var url = "jdbc:h2:mem:locked";
        try (var keeper = DriverManager.getConnection(url, "owner", "right")) {
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> DriverManager.getConnection(url, "owner", "wrong").close())
                        .isInstanceOf(SQLException.class);
            }
            assertThat(keeper.isValid(1)).isTrue();
        }
    }
}
