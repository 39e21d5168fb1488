package io.pitchside.app.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pitchside.app.publish.PlatformClient.Patience;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.simulator.FootballMatch;
import io.pitchside.simulator.MatchPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PlatformClientTest {
    @TempDir
    private Path dataDir;

    private int looks;

    @Test
    void aSetUpIsPutUnderItsMatchWithTheToken() throws Exception {
        MatchSetup setup =
                FootballMatch.of(MatchPlan.of(1, "a match ü", "s", 1)).setup();
        try (PretendPlatform platform = PretendPlatform.start(dataDir)) {
            platform.client().putSetup(setup);

            assertThat(platform.calls()).hasSize(1);
            assertThat(platform.calls().get(0))
                    .startsWith("PUT /api/v1/matches/a%20match%20%C3%BC {\"match_id\":\"a match ü\"");
        }
    }

    @Test
    void theFilesOfThePlatformAreRead() throws Exception {
        try (PretendPlatform platform = PretendPlatform.start(dataDir)) {
            PlatformFiles files = platform.client().files();

            assertThat(files.mqttEndpoint().port()).isEqualTo(platform.door().port());
            assertThat(files.mqttEndpoint().credentials()).isEqualTo(new Credentials("pitchside", "canary"));
            assertThat(files.token()).isEqualTo(PretendPlatform.TOKEN);
            assertThat(files.toString()).doesNotContain(PretendPlatform.TOKEN).doesNotContain("canary");
        }
    }

    @Test
    void itAsksUntilEverythingIsStored() throws Exception {
        try (PretendPlatform platform = PretendPlatform.start(dataDir)) {
            platform.unsettled(2);

            platform.client().awaitStored(Duration.ofSeconds(30));

            assertThat(platform.calls())
                    .hasSize(3)
                    .allMatch(call ->
                            call.equals("GET /api/v1/audit?wait_s=10") || call.equals("GET /api/v1/audit?wait_s=9"));
        }
    }

    @Test
    void whatIsNeverStoredIsAFailure() throws Exception {
        try (PretendPlatform platform = PretendPlatform.start(dataDir)) {
            platform.unsettled(Integer.MAX_VALUE);

            PlatformException e = catchThrowableOfType(
                    PlatformException.class, () -> platform.client().awaitStored(Duration.ofMillis(10)));

            assertThat(e.exitCode()).isEqualTo(1);
            assertThat(e).hasMessageContaining("pitchside audit");
        }
    }

    @Test
    void aRefusalSaysWhyInThePlatformsWords() throws Exception {
        try (PretendPlatform platform = PretendPlatform.start(dataDir)) {
            platform.answerWith(403, "{\"title\":\"Forbidden\",\"detail\":\"the role fan may not\"}");

            PlatformException e = catchThrowableOfType(
                    PlatformException.class, () -> platform.client().get("/api/v1/status"));

            assertThat(e.exitCode()).isEqualTo(2);
            assertThat(e).hasMessageContaining("403").hasMessageContaining("the role fan may not");
            assertThat(e).hasMessageNotContaining(PretendPlatform.TOKEN);
        }
    }

    @Test
    void anErrorOfThePlatformIsNoWrongCall() throws Exception {
        try (PretendPlatform platform = PretendPlatform.start(dataDir)) {
            platform.answerWith(500, "<html>oops</html>");

            PlatformException e = catchThrowableOfType(
                    PlatformException.class, () -> platform.client().get("/api/v1/status"));

            assertThat(e.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void noPlatformIsUnreachable() {
        PlatformException e = catchThrowableOfType(
                PlatformException.class, () -> PlatformClient.of(dataDir).get("/api/v1/status"));

        assertThat(e.exitCode()).isEqualTo(3);
        assertThat(e).hasMessageContaining(dataDir.toString()).hasMessageContaining("pitchside up");
    }

    @Test
    void aPlatformThatDiedIsUnreachable() throws Exception {
        PretendPlatform platform = PretendPlatform.start(dataDir);
        PlatformClient client = platform.client();
        platform.close();

        PlatformException e = catchThrowableOfType(PlatformException.class, () -> client.get("/api/v1/status"));

        assertThat(e.exitCode()).isEqualTo(3);
        assertThat(e).hasMessageContaining("does not answer");
    }

    @Test
    void aPatientClientFindsThePlatformAgain() throws Exception {
        Path stashed = dataDir.resolve("stashed.json");
        try (PretendPlatform platform = PretendPlatform.start(dataDir)) {
            Files.move(dataDir.resolve(PlatformFiles.FILE), stashed);
            PlatformClient patient =
                    platform.client().with(new Patience(Duration.ofSeconds(20), this::nanoTimeThatBringsItBack));

            assertThat(patient.get("/api/v1/status")).isNotNull();
        }
    }

    /** Each look at the clock is a moment that passes; in the third one the platform is back. */
    private long nanoTimeThatBringsItBack() {
        looks++;
        if (looks == 3) {
            try {
                Files.move(dataDir.resolve("stashed.json"), dataDir.resolve(PlatformFiles.FILE));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return System.nanoTime();
    }
}
