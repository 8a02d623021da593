package dev.rowhouse.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A headless Chromium with a profile of its own, to test pages with; it runs their JavaScript only if it is started for that. For use
 * by one thread.
 *
 * <p>Wants Chromium with its driver on the machine; where they lack, the test is skipped and says what to install.
 */
public final class Browser implements AutoCloseable {
    private static final int SECONDS_TO_END = 30;
    private static final int SECONDS_TO_LOAD = 60;

    private final ChromeDriver driver;
    private final List<ProcessHandle> processes;

    private Browser(ChromeDriver driver, List<ProcessHandle> processes) {
        this.driver = driver;
        this.processes = processes;
    }

    /**
     * Starts the Chromium of this machine without JavaScript, or aborts the test if there is none.
     *
     * @param profile an empty folder for what it keeps; it may be deleted when it is closed
     */
    public static Browser start(Path profile) {
        return start(profile, false);
    }

    /**
     * Starts the Chromium of this machine with JavaScript, or aborts the test if there is none.
     *
     * @param profile an empty folder for what it keeps; it may be deleted when it is closed
     */
    public static Browser startWithScripts(Path profile) {
        return start(profile, true);
    }

    private static Browser start(Path profile, boolean scripts) {
        var chromium = program("CHROME_BIN", "/usr/bin/chromium", "chromium");
        var chromedriver = program("CHROMEDRIVER", "/usr/bin/chromedriver", "chromium-driver");
        var options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", // Large enough that nothing has to be scrolled to be clicked.
                "--window-size=1280,2400", "--user-data-dir=" + profile);
        options.setExperimentalOption("prefs",
                Map.of("profile.managed_default_content_settings.javascript", scripts ? 1 : 2));
        var service = new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        var driver = new ChromeDriver(service, options);
        return new Browser(driver,
                ProcessHandle.current()
                        .descendants()
                        .filter(process -> process.info().commandLine().orElse("").contains(profile.toString()))
                        .toList());
    }

    private static Path program(String variable, String usual, String debianPackage) {
        var path = Path.of(Optional.ofNullable(System.getenv(variable)).orElse(usual));
        assumeTrue(Files.isExecutable(path), "%s is no program; install the package %s, or say in %s where it is"
                .formatted(path, debianPackage, variable));
        return path;
    }

    /** Shows an address. */
    public void open(String address) {
        driver.get(address);
    }

    /**
     * Runs JavaScript in the page, as one of its own scripts could, and waits for the promise that it returns, if it does.
     *
     * @param script the body of a function
     * @return what it returned, as text: {@code "null"} for nothing
     */
    public String run(String script) {
        return String.valueOf(driver.executeScript(script));
    }

    /** The title of the page. */
    public String title() {
        return driver.getTitle();
    }

    /** The path of the page's address. */
    public String path() {
        return URI.create(driver.getCurrentUrl()).getPath();
    }

    /** Presses the first element that a CSS selector finds, which leads to no other page. */
    public void press(String selector) {
        find(selector).click();
    }

    /** Presses the first element that a CSS selector finds, a button or a link, and waits for the page to which it leads. */
    public void follow(String selector) {
        follow(find(selector));
    }

    private void follow(WebElement lead) {
        var page = find("html");
        lead.click();
        long start = System.nanoTime();
        while (isThere(page)) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(SECONDS_TO_LOAD)) {
                throw new IllegalStateException("no other page came within %d s".formatted(SECONDS_TO_LOAD));
            }
        }
    }

    /** Whether an element is still part of the page that is shown. */
    private static boolean isThere(WebElement element) {
        try {
            element.getTagName();
            return true;
        } catch (StaleElementReferenceException _) {
            return false;
        }
    }

    /** Whether the first element that a CSS selector finds can be seen. */
    public boolean shows(String selector) {
        return find(selector).isDisplayed();
    }

    /** An attribute of the first element that a CSS selector finds; empty if it has none of that name. */
    public Optional<String> attribute(String selector, String name) {
        return Optional.ofNullable(find(selector).getDomAttribute(name));
    }

    private WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** The visible texts of all elements that a CSS selector finds. */
    public List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
    }

    /** Presses the link that has this text, and waits for the page to which it leads. */
    public void followText(String text) {
        follow(driver.findElement(By.linkText(text)));
    }

    /** How an element is shown. */
    public String style(String selector, String property) {
        return find(selector).getCssValue(property);
    }

    /** Types into a field of the form. */
    public void type(String field, String text) {
        find("#" + field).sendKeys(text);
    }

    /** What a field of the form holds. */
    public String value(String field) {
        return Optional.ofNullable(find("#" + field).getDomProperty("value")).orElse("");
    }

    /** Ends it and waits until its processes are gone, however that goes. */
    @Override
    public void close() {
        try {
            driver.quit();
        } finally {
            CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .completeOnTimeout(null, SECONDS_TO_END, TimeUnit.SECONDS)
                    .join();
            processes.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
