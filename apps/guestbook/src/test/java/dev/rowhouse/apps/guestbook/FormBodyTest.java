package dev.rowhouse.apps.guestbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.spi.ProblemException;
import org.junit.jupiter.api.Test;

class FormBodyTest {
    @Test
    void decodesFields() {
        var form = FormBody.parse("name=Ada+L%C3%B6w&email=ada%40example.org&city=");

        assertThat(form.field("name")).isEqualTo("Ada Löw");
        assertThat(form.field("email")).isEqualTo("ada@example.org");
        assertThat(form.field("city")).isEmpty();
        assertThat(form.field("street")).isEmpty();
    }

    @Test
    void takesTheFirstOfTwoAndIgnoresWhatIsNoField() {
        assertThat(FormBody.parse("a=1&a=2&&=3&b").field("a")).isEqualTo("1");
    }

    @Test
    void refusesMalformedEscapes() {
        assertThatThrownBy(() -> FormBody.parse("name=%zz")).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().status()).isEqualTo(400));
    }

    @Test
    void asksForAnAddressOnlyIfOneWasBegun() {
        var without = PersonForm.of(FormBody.parse("name=Ada&email=a%40b&street=+&city="));
        var begun = PersonForm.of(FormBody.parse("name=Ada&email=a%40b&street=1+Row&city="));

        assertThat(without.mistakes()).isEmpty();
        assertThat(without.typed().addresses()).isEmpty();
        assertThat(begun.mistakes()).containsOnlyKeys("addresses[0].city");
    }
}
