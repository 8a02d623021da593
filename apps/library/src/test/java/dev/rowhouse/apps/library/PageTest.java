package dev.rowhouse.apps.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rowhouse.testkit.Browser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages as people see them, in a real browser without JavaScript. */
class PageTest {
    @Test
    void leadsAlongForeignKeysAndBack(@TempDir Path profile) {
        try (var browser = Browser.start(profile); var libraries = Libraries.start("page")) {
            browser.open(libraries.uri("/town/").toString());
            assertThat(browser.title()).isEqualTo("Town Library");
            browser.followText("Science");
            assertThat(browser.texts("tbody td:first-child")).contains("Sidereus Nuncius")
                    .doesNotContain("Frankenstein");

            browser.followText("All tables of the database");
            assertThat(browser.path()).isEqualTo("/town/tables");
            browser.followText("ARTICLE");
            assertThat(browser.texts(".count")).containsExactly("3 rows");

            // The third one: its issue has a key of three parts, and a slash in one of them.
            browser.follow("tbody tr:nth-child(3) a.row");
            assertThat(browser.title()).isEqualTo("3");
            browser.followText("12/13");
            assertThat(browser.path()).isEqualTo("/town/tables/issue/0000-0019,1,12~2F13");
            assertThat(browser.texts("h1")).containsExactly("0000-0019, 1, 12/13");

            browser.followText("article");
            assertThat(browser.texts("tbody td:nth-child(6)")).containsExactly("Paper, prices & postage");
            browser.follow("a.row");
            assertThat(browser.path()).isEqualTo("/town/tables/article/3");

            browser.open(libraries.uri("/school/tables/borrower").toString());
            assertThat(browser.texts("thead th")).contains("Form");
            assertThat(browser.style("table", "border-collapse")).as("the style sheet").isEqualTo("collapse");
        }
    }
}
