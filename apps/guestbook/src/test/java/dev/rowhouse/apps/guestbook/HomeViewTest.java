package dev.rowhouse.apps.guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HomeViewTest {
    private static final String EVIL = "\"'><script>alert(1)</script>&%s";
    private static final Pattern ABSOLUTE = Pattern.compile("(href|src|action)=\"(/|\\?|https?:)");

    private final HomeView view = new HomeView(new GuestbookSettings(EVIL, "moss"));

    @Test
    void escapesEverythingThatPeopleTyped() {
        var person = Person.of(EVIL, EVIL + "@b", List.of(new Address(new Place(EVIL, EVIL))));
        var form = PersonForm.of(new FormBody(Map.of("name", EVIL, "street", EVIL)));

        assertThat(page(List.of(person), 1, form)).doesNotContain("<script", "'><", "\"'")
                .contains("&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;%s");
    }

    @Test
    void linksRelativeToTheMountEvenFromTheAddressOfTheForm() {
        assertThat(page(List.of(Person.of("Ada", "a@b", List.of())), 30, PersonForm.EMPTY))
                .doesNotContainPattern(ABSOLUTE)
                .contains("action=\"people\"", "href=\"./?page=1\"", "href=\"./?page=3\"");
    }

    @Test
    void startsTypingAtTheFirstMistakeAndTiesItToItsField() {
        var form = PersonForm.of(FormBody.parse("name=Ada&email=ada&street=1+Row"));

        assertThat(page(List.of(), 0, form)).containsOnlyOnce(" autofocus")
                .contains("aria-describedby=\"email-mistake\" autofocus>", "id=\"email-mistake\"",
                        "aria-describedby=\"city-mistake\">", "value=\"1 Row\"");
    }

    private String page(List<Person> people, long total, PersonForm form) {
        var entries = List.of(new Entry("added " + EVIL, Instant.EPOCH));
        return view.page(new Slice<>(people, new Paging(total > 20 ? 2 : 1, 10), total), entries, form).markup();
    }
}
