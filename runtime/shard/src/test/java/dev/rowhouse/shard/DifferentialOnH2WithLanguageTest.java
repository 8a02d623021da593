package dev.rowhouse.shard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Texts are ordered as dictionaries of a language do, which only the database knows. */
class DifferentialOnH2WithLanguageTest extends DifferentialContract {
    @Override
    int questions() {
        return 250;
    }

    @Override
    String url(String name) {
        return "jdbc:h2:mem:language-" + name + ";COLLATION=GERMAN";
    }

    @Test
    void asksADatabaseWhichTextIsFirst() {
        assertThat(texts()).isEqualTo(TextOrder.Kind.ASKED);
    }
}
