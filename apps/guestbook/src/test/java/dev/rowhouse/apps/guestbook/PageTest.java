package dev.rowhouse.apps.guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.testkit.Browser;
import dev.rowhouse.testkit.TestComposite;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as people see it, in a real browser without JavaScript. */
class PageTest {
    private static final String COMPOSITE = """
            apps.guestbook.class = dev.rowhouse.apps.guestbook.GuestbookApp
            defaults {
              app = guestbook
              engines.default { url = "jdbc:h2:mem:page-{instance}", schema = create }
              engines.log { url = "jdbc:h2:mem:page-{instance}-log", schema = create }
            }
            instances {
              north { mount = "/north", settings.title = "North" }
              south { mount = "/south", settings.title = "South" }
            }
            """;

    @Test
    void worksWithoutJavaScriptInEachGuestbookForItself(@TempDir Path profile) {
        try (var browser = Browser.start(profile); var composite = TestComposite.start(COMPOSITE)) {
            browser.open("data:text/html,<title>off</title><script>document.title='on'</script>");
            assertThat(browser.title()).as("JavaScript").isEqualTo("off");

            browser.open(composite.uri("/north/").toString());
            signsTheGuestbook(browser);
            keepsWhatWasTypedUntilItIsCorrected(browser);
            showsMarkupAsText(browser);
            removesWhoeverIsToGo(browser);

            browser.open(composite.uri("/south/").toString());
            assertThat(browser.title()).isEqualTo("South");
            assertThat(browser.texts(".card")).isEmpty();
            assertThat(browser.texts(".log li")).isEmpty();
        }
    }

    private static void signsTheGuestbook(Browser browser) {
        assertThat(browser.title()).isEqualTo("North");
        browser.type("name", "Ada");
        browser.type("email", "ada@example.org");
        browser.type("street", "1 Row");
        browser.type("city", "London");
        browser.follow("#sign button");

        assertThat(browser.path()).isEqualTo("/north/");
        assertThat(browser.texts(".card h3")).containsExactly("Ada");
        assertThat(browser.texts(".card p")).containsExactly("ada@example.org", "1 Row, London");
        assertThat(browser.texts(".log li bdi")).containsExactly("added Ada, person 1");
        assertThat(browser.value("name")).isEmpty();
    }

    private static void keepsWhatWasTypedUntilItIsCorrected(Browser browser) {
        browser.type("name", "Bob \"B\"");
        browser.type("email", "bob@example.org");
        browser.type("street", "2 Row");
        browser.follow("#sign button");

        assertThat(browser.title()).isEqualTo("Please correct: North");
        assertThat(browser.shows("[role=alert]")).isTrue();
        assertThat(browser.attribute("#city", "aria-describedby")).contains("city-mistake");
        assertThat(browser.texts("#city ~ #city-mistake")).containsExactly("City must not be blank.");
        assertThat(browser.texts(".mistake")).hasSize(1);
        assertThat(browser.value("name")).isEqualTo("Bob \"B\"");
        assertThat(browser.value("email")).isEqualTo("bob@example.org");
        assertThat(browser.value("street")).isEqualTo("2 Row");
        assertThat(browser.texts(".card h3")).containsExactly("Ada");

        browser.type("city", "London");
        browser.follow("#sign button");
        assertThat(browser.path()).isEqualTo("/north/");
        assertThat(browser.texts(".card h3")).containsExactly("Bob \"B\"", "Ada");
    }

    private static void showsMarkupAsText(Browser browser) {
        browser.type("name", "<script>alert(1)</script>");
        browser.type("email", "mallory@example.org");
        browser.follow("#sign button");

        assertThat(browser.texts(".card h3")).first().isEqualTo("<script>alert(1)</script>");
        assertThat(browser.texts(".log li bdi")).first().isEqualTo("added <script>alert(1)</script>, person 3");
        assertThat(browser.texts("script")).isEmpty();
    }

    private static void removesWhoeverIsToGo(Browser browser) {
        browser.press("#person-3 summary");
        browser.follow("#person-3 form button");
        assertThat(browser.texts(".card h3")).containsExactly("Bob \"B\"", "Ada");
    }
}
