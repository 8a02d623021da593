package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReflectTest {
    private static final String URL = "url = \"jdbc:h2:mem:a\", ";

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @Test
    void reflectsNothingUnlessItIsTold() {
        assertThat(desk.engine("url = \"jdbc:h2:mem:a\"").reflect()).isEmpty();
        assertThat(desk.engine(URL + "reflect = false").reflect()).isEmpty();
    }

    @Test
    void takesAllTablesOrAList() {
        assertThat(desk.engine(URL + "reflect = true").reflect()).contains(ReflectConfig.ALL);
        assertThat(desk.engine(URL + "reflect = [author, \"book*\"]").reflect())
                .contains(new ReflectConfig(List.of("author", "book*"), List.of(), Optional.empty()));
    }

    @Test
    void takesWhatIsInAndWhatIsOut() {
        var wanted = new ReflectConfig(List.of("b*"), List.of("old"), Optional.of("legacy"));
        assertThat(desk.engine(URL + "reflect { \"include\" = [\"b*\"], exclude = old, schema = legacy }").reflect())
                .contains(wanted);
        assertThat(
                desk.engine(URL + "reflect.include = [\"b*\"], reflect { exclude = old, schema = legacy }").reflect())
                .contains(wanted);
        assertThat(desk.engineMistakes(URL + "reflect { include = [a] }")).singleElement()
                .asString()
                .contains("put the key in quotes, \"include\" = [...], or write reflect.include = [...]");
    }

    @Test
    void refusesWhatNamesNoTable() {
        assertThat(desk.engineMistakes(URL + "reflect = []")).singleElement()
                .asString()
                .contains(
                        "engines.default.reflect: the list names no table; name at least one, or write reflect = true");
        assertThat(desk.engineMistakes(URL + "reflect { includ = [a] }")).singleElement()
                .asString()
                .contains("reflect.includ: unknown key; did you mean 'include'?");
        assertThat(desk.engineMistakes(URL + "reflect = [\" \"]")).singleElement()
                .asString()
                .contains("reflect[0]: is no name");
    }
}
