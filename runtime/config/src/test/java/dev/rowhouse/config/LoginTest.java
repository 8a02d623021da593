package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    @TempDir
    private Path folder;

    private Desk desk = new Desk(Path.of(""));

    @BeforeEach
    void clear() {
        desk = new Desk(folder);
    }

    private LoginConfig login(String keys) {
        return desk.readWithApps("instances.a { app = bare, mount = \"/a\", %s }".formatted(keys))
                .instances()
                .getFirst()
                .login();
    }

    @Test
    void readsHowLongAndHowManyLoginSessionsThereAre() {
        assertThat(login("")).isEqualTo(LoginConfig.DEFAULT);
        assertThat(login("login { idle = 10m, lifetime = 2h, max = 5 }"))
                .isEqualTo(new LoginConfig(Duration.ofMinutes(10), Duration.ofHours(2), 5));
    }

    @Test
    void letsADefaultGiveWayToWhatIsWritten() {
        assertThat(login("login.idle = 14h").lifetime()).isEqualTo(Duration.ofHours(14));
        assertThat(login("login.lifetime = 1m").idle()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(mistakes("login { idle = 1h, lifetime = 30m }")).singleElement()
                .asString()
                .startsWith(
                        "composite.conf:2: instances.a.login: idle PT1H and lifetime PT30M don't fit; write an idle of 1s or more");
        assertThat(mistakes("login { idle = 10ms, max = 0, lifetimes = 1h }")).containsExactly(
                "composite.conf:2: instances.a.login.idle: the duration is too short; write at least 1000ms",
                "composite.conf:2: instances.a.login.lifetimes: unknown key; did you mean 'lifetime'?",
                "composite.conf:2: instances.a.login.max: 0 is too small; write a whole number of at least 1");
        assertThat(mistakes("login.lifetime = 1000d")).hasSize(1);
        assertThat(mistakes("login = none")).hasSize(1);
    }

    private List<String> mistakes(String keys) {
        return desk.mistakesWithApps("instances.a { app = bare, mount = \"/a\", %s }".formatted(keys));
    }
}
