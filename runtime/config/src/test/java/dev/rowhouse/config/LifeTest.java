package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeTest {
    private static final String MEMORY = "engines.default.url = \"jdbc:h2:mem:a%s\"";

    @TempDir
    private Path folder;

    private Desk desk = new Desk(Path.of(""));

    @BeforeEach
    void clear() {
        desk = new Desk(folder);
    }

    private InstanceConfig instance(String keys) {
        return desk.readWithApps("instances.a { app = bare, mount = \"/a\", %s }".formatted(keys))
                .instances()
                .getFirst();
    }

    private CompositeConfig composite(String keys) {
        return desk.readWithApps(keys + "\ninstances.a { app = bare, mount = \"/a\" }");
    }

    private List<String> mistakes(String keys) {
        return desk.mistakesWithApps("instances.a { app = bare, mount = \"/a\", %s }".formatted(keys));
    }

    @Test
    void readsWhenAnInstanceStartsAndRests() {
        assertThat(instance("").life()).isEqualTo(LifeConfig.DEFAULT);
        assertThat(instance("start = lazy").life().rest()).isEqualTo(new Rest.After(Duration.ofMinutes(15)));
        assertThat(instance("start-timeout = 5s, idle = 2h").life()).isEqualTo(
                new LifeConfig(LifeConfig.Start.EAGER, Duration.ofSeconds(5), new Rest.After(Duration.ofHours(2))));
        assertThat(instance("start = lazy, idle = never").life().rest()).isEqualTo(new Rest.Never());
    }

    @Test
    void startsOnDemandWhatComesInNumbers() {
        desk.write("some/b.conf", "app = bare, mount = \"/b\"");
        desk.write("some/c.conf", "app = bare, mount = \"/c\", start = eager");
        var composite = desk.readWithApps("""
                instances-from = "some"
                fleets.many { count = 2, name = "many-{n}", instance { app = bare, mount = "/{instance}" } }
                """);
        assertThat(composite.instances()).extracting(one -> one.name() + " " + one.life().start())
                .containsExactly("b LAZY", "c EAGER", "many-1 LAZY", "many-2 LAZY");
    }

    @Test
    void letsNoTimeEmptyADatabaseInMemory() {
        var app = "instances.a { app = guestbook, mount = \"/a\", settings.title = t, start = lazy, engines.log.url = \"jdbc:h2:mem:b;DB_CLOSE_DELAY=-1\", %s }";
        assertThat(desk.readWithApps(app.formatted(MEMORY.formatted(""))).instances().getFirst().life().rest())
                .isEqualTo(new Rest.ForRoom());
        assertThat(desk.readWithApps(app.formatted(MEMORY.formatted(";DB_CLOSE_DELAY=-1")))
                .instances()
                .getFirst()
                .life()
                .rest()).isInstanceOf(Rest.After.class);
        assertThat(desk.readWithApps(app.formatted(MEMORY.formatted("") + ", idle = 1m"))
                .instances()
                .getFirst()
                .life()
                .rest()).isEqualTo(new Rest.After(Duration.ofMinutes(1)));
    }

    @Test
    void readsWhatRequestsMayUse() {
        var limits = instance(
                "limits { weight = 3, queue = 20, queue-timeout = 1s, request-timeout = 5s, rate = 100/m }").limits();
        assertThat(limits.weight()).isEqualTo(3);
        assertThat(limits.requests().queue()).isEqualTo(20);
        assertThat(limits.requests().queueTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(limits.requests().timeout()).contains(Duration.ofSeconds(5));
        assertThat(limits.requests().rate()).contains(new Rate(100, Duration.ofMinutes(1)));
        assertThat(instance("limits.request-timeout = never").limits().requests().timeout()).isEmpty();
    }

    @Test
    void readsWhatInstancesMayUseTogether() {
        assertThat(composite("").capacity()).isEqualTo(CapacityConfig.DEFAULT);
        assertThat(composite("max-running = 500, max-starting = 3, max-memory = 70%, fair-share = off").capacity())
                .isEqualTo(new CapacityConfig(OptionalInt.of(500), OptionalInt.of(3), 70, false));
    }

    @Test
    void readsHowACompositeIsControlled() {
        assertThat(composite("").control()).isEqualTo(ControlConfig.DEFAULT);
        assertThat(composite("").folder()).isEqualTo(folder.resolve("data/.composite"));
        assertThat(composite("folder = \"{here}/run\"").folder()).isEqualTo(folder.resolve("run"));
        assertThat(
                composite("control { listen = \"127.0.0.1:9000\", token = 01234567890123456789abc }").control().tcp())
                .isEqualTo(Optional.of(new ControlConfig.Tcp(new ListenAddress("127.0.0.1", 9000),
                        new Secret("01234567890123456789abc"))));
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(mistakes(
                "start-timeout = 0s, idle = soon, limits { rate = 5, weight = 0, queue = -1, queue-timeout = 0s }"))
                .containsExactly(
                        "composite.conf:2: instances.a.idle: 'soon' is not a duration; write a number and a unit, like 500ms, 30s, 5m or 12h",
                        "composite.conf:2: instances.a.limits.queue: -1 is too small; write a whole number of at least 0",
                        "composite.conf:2: instances.a.limits.queue-timeout: the duration is too short; write at least 1ms",
                        "composite.conf:2: instances.a.limits.rate: '5' is not a rate; write a number and a second, minute, hour or day: 100/s, 1000/m, 5000/h or 10000/d",
                        "composite.conf:2: instances.a.limits.weight: 0 is too small; write a whole number from 1 to 1000",
                        "composite.conf:2: instances.a.start-timeout: the duration is too short; write at least 1ms");
        assertThat(desk.mistakesWithApps("""
                max-running = 0
                max-memory = 120%
                control { listen = "127.0.0.1:9000", token = short }
                instances.a { app = bare, mount = "/a" }
                """)).hasSize(3).allSatisfy(mistake -> assertThat(mistake).doesNotContain("'short'"));
        assertThat(desk.mistakesWithApps("""
                control.listen = "127.0.0.1:9000"
                instances.a { app = bare, mount = "/a" }
                """)).singleElement()
                .asString()
                .contains("control.token: is missing; write a token, or everybody who reaches control.listen could");
    }
}
