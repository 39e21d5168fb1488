package io.pitchside.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.testing.Browser;
import io.pitchside.testing.Mosquitto;
import io.pitchside.testing.PlatformProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

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

    @Test
    void goingBackShowsThatMomentUntilItIsLiveAgain() {
        openDemo("coach");
        ChromeDriver page = BROWSER.driver();
        // Enough to go back to, and stored.
        await(() -> Integer.parseInt(attribute("#time-bar [role=slider]", "aria-valuemax")) >= 20);

        page.findElement(By.cssSelector("#time-bar [role=slider]"))
                .sendKeys(Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT);

        await(() -> "rewound".equals(attribute("#match", "data-mode")));
        assertThat(page.findElement(By.id("rewind-bar")).getText()).contains("as of", "Back to live");
        await(() -> page.getCurrentUrl().contains("?at="));
        await(() -> pitch("positions").contains("ball:"));
        String there = pitch("positions");
        Set<String> then = column("distance_m");

        page.findElement(By.cssSelector("#time-bar .bar-speed:nth-child(5)")).click();

        await(() -> "live".equals(attribute("#match", "data-mode")));
        await(() -> !page.getCurrentUrl().contains("?at="));
        await(() -> !pitch("positions").equals(there) && !column("distance_m").equals(then));
        assertThat(problemsOfThePage()).isEmpty();
    }

    @Test
    void anAlertIsListedAndSeen() {
        String readings = "stadiums/s1/matches/quiet-sensor/readings";
        long start = System.currentTimeMillis() - 20_000;
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sent.add(reading("heard", i, start));
            if (i < 40) {
                sent.add(reading("silent", i, start));
            }
        }

        assertThat(Mosquitto.publishLines(platform.port("mqtt"), readings, sent, "-q", "1"))
                .isZero();

        signIn("coach");
        ChromeDriver page = BROWSER.driver();
        await(() -> platform.get("/api/v1/matches/quiet-sensor").statusCode() == 200);
        page.get(platform.address("http") + "/live/quiet-sensor");
        await(() -> !page.findElements(By.cssSelector("#alerts .alert[data-open=true]"))
                .isEmpty());
        assertThat(page.findElement(By.cssSelector("#alerts .alert")).getText()).contains("silent", "now");
        assertThat(attribute("#alerts-badge", "data-open")).isEqualTo("1");

        page.findElement(By.cssSelector("#alerts .alert-seen")).click();

        await(() -> "0".equals(attribute("#alerts-badge", "data-open")));
        assertThat(page.findElement(By.cssSelector("#alerts .alert")).getText()).contains("seen by coach");
    }

    private static String reading(String player, int i, long start) {
        return "{\"player_id\":\"" + player + "\",\"seq\":" + i + ",\"ts\":" + (start + i * 50L) + ",\"x\":"
                + (20 + i * 0.1) + ",\"y\":30}";
    }

    private static void signIn(String role) {
        BROWSER.resize(1024, 1366);
        BROWSER.driver().get(platform.address("http") + "/sign-in?token=" + token(role));
    }

    private static void openDemo(String role) {
        ChromeDriver page = BROWSER.driver();
        signIn(role);
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
        return attribute("#pitch", "data-" + name);
    }

    private static String attribute(String selector, String name) {
        String value = BROWSER.driver().findElement(By.cssSelector(selector)).getDomAttribute(name);
        return value == null ? "" : value;
    }

    /** What the browser's console says is wrong. */
    private static List<String> problemsOfThePage() {
        return BROWSER.driver().manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().equals(Level.SEVERE))
                .map(entry -> entry.getMessage())
                .toList();
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
