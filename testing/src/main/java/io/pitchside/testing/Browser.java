package io.pitchside.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Debian's Chromium without a window, for the tests of a class:
 * {@code @RegisterExtension static final Browser browser = Browser.headless();}. Every class gets a fresh profile.
 * Nothing is downloaded. Used from one thread.
 */
public final class Browser implements BeforeAllCallback, AfterAllCallback {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PAGE_LOAD_MAX = Duration.ofSeconds(30);
    /** Held here because java.util.logging forgets loggers that nobody holds. It warns of DevTools, which nothing uses. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private @Nullable Path profile;
    private @Nullable ChromeDriver driver;

    private Browser() {}

    public static Browser headless() {
        return new Browser();
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Requirement.file(CHROMIUM, "Chromium", "apt-get install chromium");
        Requirement.file(DRIVER, "chromedriver", "apt-get install chromium-driver");
        SELENIUM.setLevel(Level.SEVERE);
        Path newProfile = Files.createTempDirectory("pitchside-browser");
        profile = newProfile;
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options(newProfile));
        driver.manage().timeouts().pageLoadTimeout(PAGE_LOAD_MAX);
        resize(1440, 900);
    }

    private static ChromeOptions options(Path profile) {
        return new ChromeOptions()
                .setBinary(CHROMIUM.toFile())
                .addArguments(
                        "--headless=new",
                        "--no-sandbox", // CI machines run as root, where Chromium's sandbox refuses to start
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile);
    }

    /** The browser; tests open pages, find elements and run scripts with it. */
    public ChromeDriver driver() {
        if (driver == null) {
            throw new IllegalStateException("the browser runs only inside tests: register it with @RegisterExtension");
        }
        return driver;
    }

    /** Sets the size of the page's window, in CSS pixels. */
    public void resize(int width, int height) {
        driver().manage().window().setSize(new Dimension(width, height));
    }

    /** Writes what the window shows now as a PNG file; folders are made as needed. */
    public Path screenshot(Path file) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return Files.write(file, driver().getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the screenshot " + file, e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (driver != null) {
            driver.quit();
            driver = null;
        }
        if (profile != null) {
            Folders.delete(profile);
        }
    }
}
