package io.pitchside.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

class BrowserIT {
    @RegisterExtension
    static final Browser browser = Browser.headless();

    @TempDir
    Path folder = Path.of("");

    @Test
    void pageIsOpenedAndScriptsOfItRun() {
        browser.driver().get("data:text/html,<h1 id=h></h1><script>h.textContent='22 players'</script>");

        assertThat(browser.driver().findElement(By.id("h")).getText()).isEqualTo("22 players");
    }

    @Test
    void screenshotHasTheSizeOfTheWindow() throws Exception {
        browser.driver().get("data:text/html,<body style='background:green'>");
        browser.resize(1024, 768);

        Path file = browser.screenshot(folder.resolve("shots/page.png"));

        assertThat(Files.size(file)).isGreaterThan(100);
    }
}
