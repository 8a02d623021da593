package dev.rowhouse.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.probe.Template.Form;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final Map<String, String> WORDS = Map.of("id", "a/b \"ü\"\r\nX: y");

    private static Optional<String> filled(String text, Form form) {
        return Template.of(text, form, Set.of("id", "later")).filled(word -> Optional.ofNullable(WORDS.get(word)));
    }

    @Test
    void writesWhatStandsForAWordAsTheTextWantsIt() {
        assertThat(filled("/x/{id}?q", Form.PATH)).hasValue("/x/a%2Fb%20%22%C3%BC%22%0D%0AX%3A%20y?q");
        assertThat(filled("a={id}", Form.FORM)).hasValue("a=a%2Fb+%22%C3%BC%22%0D%0AX%3A+y");
        assertThat(filled("{\"a\":\"{id}\"}", Form.JSON)).hasValue("{\"a\":\"a/b \\\"ü\\\"\\r\\nX: y\"}");
        assertThat(filled("Token {id}", Form.FIELD)).hasValue("Token a/b \"\"X: y");
        assertThat(filled("{id}", Form.PLAIN)).hasValue(WORDS.get("id"));
    }

    @Test
    void isNothingWhileAWordIsUnknownAndLeavesOtherBracesAlone() {
        assertThat(filled("{later}", Form.PLAIN)).isEmpty();
        assertThat(filled("{other} {} {ID}", Form.PLAIN)).hasValue("{other} {} {ID}");
    }
}
