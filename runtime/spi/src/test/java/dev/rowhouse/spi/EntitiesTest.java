package dev.rowhouse.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntitiesTest {
    @Test
    void gathersClassesFilesAndTables() {
        var entities = Entities.of(String.class)
                .mappedBy(EntitiesTest.class, "/org/junit/jupiter/api/Test.class")
                .reflecting("author", "book")
                .reflecting(ReflectedTable.of("shelf").column("label").column("room", String.class).key("room", "no"));
        assertThat(entities.classes()).containsExactly(String.class);
        assertThat(entities.files()).singleElement()
                .satisfies(file -> assertThat(file.location().toString()).endsWith("Test.class"));
        assertThat(entities.tables()).extracting(ReflectedTable::name).containsExactly("author", "book", "shelf");
        var shelf = entities.tables().getLast();
        assertThat(shelf.key()).containsExactly("room", "no");
        assertThat(shelf.columns()).containsEntry("label", Optional.empty())
                .containsEntry("room", Optional.of(String.class));
    }

    @Test
    void isNotChangedByWhatIsDerivedFromIt() {
        var entities = Entities.of(String.class);
        assertThat(entities.reflecting("book").tables()).hasSize(1);
        assertThat(entities.tables()).isEmpty();
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> Entities.of().mappedBy(EntitiesTest.class, "catalog.orm.xml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "there is no mapping file 'catalog.orm.xml' beside dev.rowhouse.spi.EntitiesTest");
    }

    @Test
    void refusesToSayAThingTwice() {
        assertThatThrownBy(() -> Entities.of().reflecting("book", "book"))
                .hasMessageContaining("'book' is reflected twice");
        assertThatThrownBy(() -> ReflectedTable.of("book").column("id").column("id", Long.class))
                .hasMessageContaining("column 'id' of table 'book' is named twice");
    }

    @Test
    void refusesWhatNoTableCanBe() {
        assertThatThrownBy(() -> ReflectedTable.of(" ")).hasMessageContaining("write the name of a table or view");
        assertThatThrownBy(() -> ReflectedTable.of("book").column("id", Object.class))
                .hasMessageContaining("column 'id' of table 'book' can't hold java.lang.Object");
    }
}
