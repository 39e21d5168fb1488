package io.pitchside.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.app.publish.PlatformException;
import io.pitchside.simulator.Faults;
import io.pitchside.simulator.FootballMatch;
import io.pitchside.simulator.Garbage;
import io.pitchside.simulator.MatchPlan;
import io.pitchside.simulator.SensorFault;
import io.pitchside.testing.PlatformProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One simulated match is played in virtual time again and again, each time with another fault on the way: the numbers
 * must be those of the undisturbed match, and every fault must be counted for what it is.
 */
class FaultsIT {
    private static final long SEED = 11;
    /** Half a minute a half: enough for late readings, gaps and sprints, and sent in seconds. */
    private static final Duration HALF = Duration.ofSeconds(30);

    /** A little in the past, so that only a sensor that is set wrong is ahead of its receipt. */
    private static final long KICK_OFF =
            System.currentTimeMillis() - Duration.ofMinutes(3).toMillis();

    private static final String STADIUM = "virtual";

    @TempDir
    private static Path folder;

    private static PlatformProcess platform;
    private static List<Map<String, String>> undisturbed;
    private static long readings;

    @BeforeAll
    static void playUndisturbed() throws PlatformException, InterruptedException {
        platform = PlatformProcess.in(folder).set("warm-up.duration", "0s").start();
        readings = play("undisturbed", Faults.none());
        undisturbed = metrics("undisturbed");
        assertThat(undisturbed).hasSizeGreaterThan(22 * 55);
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void disorderAndLatenessWithinTheBoundChangeNoNumber() throws PlatformException, InterruptedException {
        JsonNode before = counts();

        play(
                "shuffled",
                Faults.seeded(SEED)
                        .withDisorder(Duration.ofSeconds(3))
                        .withLate(0.05, Duration.ofSeconds(5), Duration.ofSeconds(20)));

        assertThat(metrics("shuffled")).isEqualTo(undisturbed);
        assertThat(rise(before, "unique")).isEqualTo(readings);
        assertThat(rise(before, "late")).isZero();
    }

    @Test
    void everyTwentiethAndEverySecondReadingTwiceChangesNoNumber() throws PlatformException, InterruptedException {
        for (double share : new double[] {0.05, 0.5}) {
            String match = "repeated-" + (int) (share * 100);
            JsonNode before = counts();

            long sent = play(match, Faults.seeded(SEED).withDuplicates(share, Duration.ofSeconds(2)));

            assertThat(metrics(match)).isEqualTo(undisturbed);
            assertThat(rise(before, "unique")).isEqualTo(readings);
            assertThat(rise(before, "duplicate")).isEqualTo(sent - readings).isGreaterThan((long)
                    (readings * share * 0.9));
        }
    }

    @Test
    void aSensorThatCountsFromZeroAgainLosesNothing() throws PlatformException, InterruptedException {
        String sensor = sensor();

        play(
                "rebooted",
                Faults.seeded(SEED).withSensors(List.of(new SensorFault.Reboot(sensor, KICK_OFF + 12_345, 0))));

        assertThat(metrics("rebooted")).isEqualTo(undisturbed);
    }

    @Test
    void garbageIsCountedAndItsNeighboursAreKept() throws PlatformException, InterruptedException {
        JsonNode before = counts();

        play("littered", Faults.seeded(SEED).withGarbage(0.02, EnumSet.allOf(Garbage.class)));

        assertThat(metrics("littered")).isEqualTo(undisturbed);
        assertThat(rise(before, "unique")).isEqualTo(readings);
        assertThat(rise(before, "rejected")).isGreaterThan(readings / 100);
    }

    @Test
    void aClockAnHourAheadIsRefusedAndTheOthersGoOn() throws PlatformException, InterruptedException {
        String player = FootballMatch.of(plan("ahead")).setup().players().get(3).playerId();
        JsonNode before = counts();

        play(
                "ahead",
                Faults.seeded(SEED)
                        .withSensors(List.of(new SensorFault.ClockAhead(sensor(), KICK_OFF + 10_000, 3_600_000))));

        List<Map<String, String>> others = undisturbed.stream()
                .filter(row -> !player.equals(row.get("player_id")))
                .toList();
        assertThat(metrics("ahead").stream()
                        .filter(row -> !player.equals(row.get("player_id")))
                        .toList())
                .isEqualTo(others);
        assertThat(rise(before, "rejected")).isGreaterThan(500);
        assertThat(rise(before, "unique") + rise(before, "rejected")).isEqualTo(readings);
        assertThat(platform.query("select rule, subject from alerts where subject = 'ahead/" + player + "'"))
                .extracting(alert -> alert.get("rule"))
                .as("its clock is named, and that nothing usable comes from it any more")
                .containsOnly("sensor-clock-ahead", "sensor-silent");
    }

    private static String sensor() {
        return FootballMatch.of(plan("any")).setup().players().get(3).sensors().get(0);
    }

    private static MatchPlan plan(String match) {
        return MatchPlan.of(SEED, match, STADIUM, KICK_OFF).withTimes(HALF, Duration.ofSeconds(5));
    }

    private static long play(String match, Faults faults) throws PlatformException, InterruptedException {
        return VirtualMatch.play(platform, plan(match), faults);
    }

    private static List<Map<String, String>> metrics(String match) {
        return platform.query(CrashIT.METRICS.replace(" order by", " where match_id = '" + match + "' order by"));
    }

    private static JsonNode counts() {
        JsonNode audit = platform.audit();
        assertThat(audit.get("balanced").asBoolean()).as(audit.toString()).isTrue();
        return audit.at("/pipelines/tracking");
    }

    private static long rise(JsonNode before, String count) {
        return counts().get(count).asLong() - before.get(count).asLong();
    }
}
