package dev.rowhouse.apps.library;

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
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A headless Chromium that runs no JavaScript, with a profile of its own. For use by one thread. */
final class Browser implements AutoCloseable {
    private static final int SECONDS_TO_END = 30;

    private final ChromeDriver driver;
    private final List<ProcessHandle> processes;

    private Browser(ChromeDriver driver, List<ProcessHandle> processes) {
        this.driver = driver;
        this.processes = processes;
    }

    /**
     * Starts the Chromium of this machine, or aborts the test if there is none.
     *
     * @param profile an empty folder for what it keeps; it may be deleted when it is closed
     */
    static Browser start(Path profile) {
        var chromium = program("CHROME_BIN", "/usr/bin/chromium", "chromium");
        var chromedriver = program("CHROMEDRIVER", "/usr/bin/chromedriver", "chromium-driver");
        var options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", // Large enough that nothing has to be scrolled to be clicked.
                "--window-size=1280,2400", "--user-data-dir=" + profile);
        options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
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

    void open(String address) {
        driver.get(address);
    }

    String title() {
        return driver.getTitle();
    }

    String path() {
        return URI.create(driver.getCurrentUrl()).getPath();
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** The visible texts of all elements that a CSS selector finds. */
    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
    }

    /** Follows the link that has this text. */
    void click(String text) {
        driver.findElement(By.linkText(text)).click();
    }

    /** How an element is shown. */
    String style(String selector, String property) {
        return find(selector).getCssValue(property);
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
