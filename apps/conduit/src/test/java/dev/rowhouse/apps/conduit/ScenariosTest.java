package dev.rowhouse.apps.conduit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScenariosTest {
    @Test
    void forgetsNoAreaThatIsCompiled() throws Exception {
        var folder = Path.of(Scenarios.class.getResource("Scenarios.class").toURI()).getParent();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("\\w+Scenarios\\.class"))).containsExactlyInAnyOrderElementsOf(
                            Scenarios.AREAS.stream().map(area -> area.getSimpleName() + ".class").toList());
        }
    }

    @Test
    void findsPromisesThatTakeAClientAndNothingElse() {
        assertThat(Scenarios.all()).hasSizeGreaterThan(100)
                .allSatisfy(scenario -> assertThat(scenario.method().getParameterTypes()).as(scenario.name())
                        .containsExactly(Client.class));
    }
}
