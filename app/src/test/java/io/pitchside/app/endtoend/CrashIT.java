package io.pitchside.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.testing.PlatformProcess;
import io.pitchside.testing.PlatformProcess.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole process is killed under load again and again: nothing acknowledged is lost, no number differs. */
class CrashIT {
    private static final int KILLS = 5;
    private static final int UNREACHABLE = 3;
    private static final int PLAYERS = 12;
    private static final int SECONDS = 240;
    static final String METRICS = "select player_id, second, distance_m, x, y, speed_mps, speed_max_mps,"
            + " acceleration_max_mps2, acceleration_min_mps2, zone1_m, zone2_m, zone3_m, zone4_m, zone5_m, zone1_s,"
            + " zone2_s, zone3_s, zone4_s, zone5_s, sprints, hr, readings, missing_ms, repaired, definition_version"
            + " from player_metrics order by player_id, second";

    @TempDir
    private Path folder;

    @Test
    void killsUnderLoadLoseAndRepeatNothing() throws Exception {
        long seed = Long.getLong("pitchside.seed", System.nanoTime());
        System.out.println("CrashIT seed " + seed + " (replay: -Dpitchside.seed=" + seed + ")");
        Random random = new Random(seed);
        List<String> lines = TrackingFiles.lines(seed, PLAYERS, SECONDS);
        int readings = lines.size() - 1;
        String file = TrackingFiles.write(folder.resolve("walk.csv"), lines).toString();
        List<Map<String, String>> undisturbed = undisturbed(file);

        try (PlatformProcess platform = platform("killed").start()) {
            CompletableFuture<Outcome> load =
                    CompletableFuture.supplyAsync(() -> platform.command("load", "tracking", file, "--speed", "3"));
            for (int kill = 0; kill < KILLS; kill++) {
                Duration moment = Duration.ofMillis(500 + random.nextInt(6_000));
                Awaitility.await()
                        .pollDelay(moment)
                        .atMost(moment.plusSeconds(5))
                        .until(() -> true);
                platform.kill9();
                platform.start();
            }
            Outcome loaded = load.get();
            if (loaded.exitCode() == UNREACHABLE) {
                // On a slow machine a restart takes longer than the load waits for it: it is run again, as it says.
                loaded = platform.command("load", "tracking", file);
            }

            assertThat(loaded.exitCode()).as(loaded.stderr()).isZero();
            JsonNode audit = platform.audit();
            JsonNode tracking = audit.at("/pipelines/tracking");
            assertThat(audit.get("balanced").asBoolean()).as(audit.toString()).isTrue();
            assertThat(tracking.get("unique").asInt()).isEqualTo(readings);
            assertThat(tracking.get("stored").asInt()).isEqualTo(readings);
            assertThat(tracking.get("rejected").asInt()).isZero();
            assertThat(platform.query("select count(*) n from sensor_readings").get(0))
                    .containsEntry("n", Integer.toString(readings));
            assertThat(platform.query(METRICS)).isEqualTo(undisturbed);
        }
    }

    private List<Map<String, String>> undisturbed(String file) {
        try (PlatformProcess platform = platform("undisturbed").start()) {
            Outcome loaded = platform.command("load", "tracking", file);
            assertThat(loaded.exitCode()).as(loaded.stderr()).isZero();
            List<Map<String, String>> rows = platform.query(METRICS);
            assertThat(rows).hasSizeGreaterThan(PLAYERS * (SECONDS - 1));
            return rows;
        }
    }

    private PlatformProcess platform(String name) {
        return PlatformProcess.in(folder.resolve(name)).set("warm-up.duration", "0s");
    }
}
