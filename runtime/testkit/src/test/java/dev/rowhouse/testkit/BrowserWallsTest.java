package dev.rowhouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a browser itself keeps apart, and what it doesn't: the README says so, and this shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserWallsTest {
    private static final String CONF = """
            apps.visitors.class = "dev.rowhouse.testkit.VisitorsApp"
            instances {
              north { app = visitors, mount = ["/north", "north.localhost/"] }
              south { app = visitors, mount = ["/south", "south.localhost/"] }
              west  { app = visitors, mount = "/west" }
            }
            """;

    private final TestComposite composite = TestComposite.start(CONF);
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path profile) {
        browser = Browser.startWithScripts(profile);
    }

    @AfterAll
    void close() {
        try (composite) {
            browser.close();
        }
    }

    private String path(String path) {
        return "http://localhost:%d%s".formatted(composite.uri("/").getPort(), path);
    }

    private String host(String name, String path) {
        return "http://%s.localhost:%d%s".formatted(name, composite.uri("/").getPort(), path);
    }

    @Test
    void keepsTheCookiesOfAMountAtTheMount() {
        browser.open(path("/north/"));
        browser.open(path("/north/"));
        assertThat(browser.title()).startsWith("visit ").isNotEqualTo("visit 1");
        assertThat(browser.run("return document.cookie")).isEqualTo("theme=dark");
        browser.open(path("/west/cookies"));
        assertThat(browser.texts("body")).containsExactly("");
        assertThat(browser.run("return document.cookie")).isEmpty();
        browser.open(path("/north/cookies"));
        assertThat(browser.texts("body").getFirst())
                .matches("theme=dark; rowhouse-north=.*|rowhouse-north=.*; theme=dark");
        browser.open(path("/northern/"));
        assertThat(browser.run("return document.cookie")).isEmpty();
    }

    @Test
    void sharesStorageBetweenPathsOfOneHost() {
        browser.open(path("/north/"));
        browser.run("localStorage.setItem('note', 'of north')");
        browser.open(path("/south/"));
        assertThat(browser.run("return localStorage.getItem('note')")).isEqualTo("of north");
    }

    @Test
    void letsAScriptReadAPageOfTheSameHostAsItsVisitor() {
        browser.open(path("/south/"));
        browser.open(path("/north/"));
        assertThat(browser.run("return fetch('/south/peek').then(answer => answer.text())")).startsWith("visit ");
    }

    @Test
    void keepsStorageAndPagesOfHostsApart() {
        browser.open(host("north", "/"));
        browser.run("localStorage.setItem('note', 'of north')");
        browser.open(host("south", "/"));
        assertThat(browser.run("return localStorage.getItem('note')")).isEqualTo("null");
        assertThat(browser.run("return document.cookie")).isEqualTo("theme=dark");
        var reading = "return fetch('%s').then(answer => answer.text())".formatted(host("north", "/peek"));
        assertThatThrownBy(() -> browser.run(reading)).hasMessageContaining("Failed to fetch");
    }

    @Test
    void keepsAServiceWorkerBelowTheMountOfItsScript() {
        browser.open(path("/north/"));
        var register = "return navigator.serviceWorker.register('/north/worker.js'%s).then(made => new URL(made.scope).pathname)";
        assertThat(browser.run(register.formatted(""))).isEqualTo("/north/");
        for (var scope : new String[]{"/", "/south/"}) {
            assertThatThrownBy(() -> browser.run(register.formatted(", {scope: '%s'}".formatted(scope))))
                    .hasMessageContaining("Service-Worker-Allowed");
        }
        browser.run("return navigator.serviceWorker.ready.then(() => true)");
        browser.open(path("/north/"));
        assertThat(browser.run("return navigator.serviceWorker.controller !== null")).isEqualTo("true");
        browser.open(path("/south/"));
        assertThat(browser.run("return navigator.serviceWorker.controller === null")).isEqualTo("true");
        // All of a host's are in reach of its scripts, whoever they belong to.
        assertThat(browser.run("return navigator.serviceWorker.getRegistrations().then(all => all.length)"))
                .isEqualTo("1");
    }
}
