package dev.rowhouse.apps.guestbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.spi.ProblemException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewPersonTest {
    private static final Place ROW = new Place("1 Row", "London");

    @Test
    void acceptsPeopleOfAllScripts() {
        assertThat(new NewPerson("Ada", "ada@example.org", List.of(ROW)).mistakes()).isEmpty();
        assertThat(new NewPerson("Νίκος 🏠", "νίκος@παράδειγμα.gr", List.of()).mistakes()).isEmpty();
    }

    @Test
    void leavesOutWhiteSpaceAroundText() {
        var person = new NewPerson(" Ada\n", "\tada@example.org ", List.of(new Place(" 1 Row ", "London ")));

        assertThat(person).isEqualTo(new NewPerson("Ada", "ada@example.org", List.of(ROW)));
    }

    @Test
    void takesWhatIsMissingForEmpty() {
        var person = new NewPerson(null, null, null);

        assertThat(person.addresses()).isEmpty();
        assertThat(person.mistakes()).containsOnlyKeys("name", "email").containsValue("must not be blank");
    }

    @Test
    void namesEveryFieldThatIsNotAcceptable() {
        var person = new NewPerson("x".repeat(101), "ada",
                Arrays.asList(ROW, null, new Place("y".repeat(201), "York")));

        assertThat(person.mistakes()).containsOnlyKeys("name", "email", "addresses[1].street", "addresses[1].city",
                "addresses[2].street");
    }

    @Test
    void takesTextWithoutAnythingVisibleForBlank() {
        assertThat(nameMistake("\u00a0\u200b\u2003")).isEqualTo("must not be blank");
    }

    @Test
    void refusesWhatDatabasesCannotStore() {
        String refused = "must be one line without control characters or broken Unicode";

        assertThat(nameMistake("A\0da")).isEqualTo(refused);
        assertThat(nameMistake("A\nda")).isEqualTo(refused);
        assertThat(nameMistake("A\u2028da")).isEqualTo(refused);
        assertThat(nameMistake("A\ud800da")).isEqualTo(refused);
        assertThat(nameMistake("Ada\udc00")).isEqualTo(refused);
    }

    @Test
    void refusesMailboxesThatAreNotPlausible() {
        assertThat(List.of("ada", "@example.org", "ada@", "a@b@c", "a b@c", "a@b\u00a0c"))
                .allSatisfy(email -> assertThat(new NewPerson("Ada", email, null).mistakes()).containsEntry("email",
                        "must look like ada@example.org"));
    }

    @Test
    void refusesMoreAddressesThanAnybodyHas() {
        assertThat(new NewPerson("Ada", "a@b", Collections.nCopies(20, ROW)).mistakes()).isEmpty();
        assertThat(new NewPerson("Ada", "a@b", Collections.nCopies(21, ROW)).mistakes()).containsOnlyKeys("addresses");
    }

    @Test
    void answers422WithTheFields() {
        assertThatThrownBy(() -> new NewPerson("", "a@b", null).checked())
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(422);
                    assertThat(e.problem().more().get("errors")).hasToString("{name=must not be blank}");
                });
    }

    private static String nameMistake(String name) {
        return new NewPerson(name, "a@b", null).mistakes().getOrDefault("name", "");
    }
}
