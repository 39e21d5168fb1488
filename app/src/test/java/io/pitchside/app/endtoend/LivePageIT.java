package io.pitchside.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.testing.Browser;
import io.pitchside.testing.PlatformProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/** The demo as a coach sees it, in a real browser. */
class LivePageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @RegisterExtension
    static final Browser BROWSER = Browser.headless();

    @TempDir
    private static Path folder;

    private static PlatformProcess platform;

    @BeforeAll
    static void start() {
        platform = PlatformProcess.in(folder).option("--demo").start();
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void playersMoveOnThePitchAndValuesChangeInTheTable() {
        openDemo("medical");
        ChromeDriver page = BROWSER.driver();
        await(() -> "live".equals(page.findElement(By.id("connection")).getDomAttribute("data-state")));
        await(() -> page.findElements(By.cssSelector("#players tbody tr[data-player]"))
                        .size()
                >= 22);

        String positions = pitch("positions");
        await(() -> !pitch("positions").isBlank() && !pitch("positions").equals(positions));
        Set<String> distances = column("distance_m");
        await(() ->
                !column("distance_m").equals(distances) && !column("distance_m").contains("0"));
        await(() -> column("hr").stream().anyMatch(value -> value.matches("\\d{2,3}")));
        BROWSER.screenshot(Path.of(System.getProperty("pitchside.screenshots", folder.toString()), "live.png"));
    }

    @Test
    void aRoleThatMayNotSeeHeartRatesHasNoSuchColumn() {
        openDemo("coach");
        ChromeDriver page = BROWSER.driver();

        await(() -> page.findElements(By.cssSelector("#players tbody tr[data-player]"))
                        .size()
                >= 22);

        assertThat(page.findElements(By.cssSelector("#players [data-field=hr]")))
                .isEmpty();
        assertThat(page.getPageSource()).doesNotContain("bpm");
    }

    private static void openDemo(String role) {
        ChromeDriver page = BROWSER.driver();
        BROWSER.resize(1024, 1366);
        page.get(platform.address("http") + "/sign-in?token=" + token(role));
        page.get(platform.address("http") + "/live");
        await(() -> !page.findElements(By.cssSelector("a[href^='/live/']")).isEmpty());
        page.get(page.findElement(By.cssSelector("a[href^='/live/']")).getDomProperty("href"));
    }

    private static String token(String role) {
        try {
            return Files.readString(platform.data().resolve("tokens").resolve(role))
                    .strip();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String pitch(String name) {
        String value = BROWSER.driver().findElement(By.id("pitch")).getDomAttribute("data-" + name);
        return value == null ? "" : value;
    }

    private static Set<String> column(String field) {
        return BROWSER.driver().findElements(By.cssSelector("#players tbody td[data-field=" + field + "]")).stream()
                .map(cell -> cell.getText())
                .collect(Collectors.toSet());
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().ignoreExceptions().atMost(PATIENCE).until(condition);
    }
}
