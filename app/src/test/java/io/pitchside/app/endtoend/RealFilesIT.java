package io.pitchside.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitchside.testing.PlatformProcess;
import io.pitchside.testing.PlatformProcess.Outcome;
import io.pitchside.testing.RealData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real matches, loaded through the front door into one running platform, against what independent scripts counted. */
class RealFilesIT {
    private static final String ZXY = "tracking/zxy_tromso_2013-11-07_part1.csv.gz";
    private static final String TRACAB = "tracking/tracab_eredivisie_anon/tracking_data.csv.gz";
    private static final int ZXY_READINGS = 63_128;

    @TempDir
    private static Path folder;

    private static PlatformProcess platform;

    @BeforeAll
    static void start() {
        RealData.path(ZXY);
        platform = PlatformProcess.in(folder).set("warm-up.duration", "0s").start();
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void zxyIsStoredOnceHoweverOftenItIsLoadedAndItsDistancesAreTheDevices() throws IOException {
        load(RealData.path(ZXY), "zxy");
        assertThat(count("zxy")).isEqualTo(ZXY_READINGS);
        List<Map<String, String>> totals = totals("zxy");
        checkDistances(totals);
        long duplicatesBefore = tracking().get("duplicate").asLong();

        load(RealData.path(ZXY), "zxy");

        assertThat(tracking().get("duplicate").asLong() - duplicatesBefore).isEqualTo(ZXY_READINGS);
        assertThat(count("zxy")).isEqualTo(ZXY_READINGS);
        assertThat(totals("zxy")).isEqualTo(totals);
        assertThat(platform.audit().get("balanced").asBoolean()).isTrue();
    }

    private static void checkDistances(List<Map<String, String>> totals) throws IOException {
        JsonNode players = expected().at("/tracking/zxy_tromso_2013-11-07_part1.csv.gz/per_player");
        Map<String, Double> distances = totals.stream()
                .collect(Collectors.toMap(row -> row.get("player_id"), row -> Double.valueOf(row.get("distance_m"))));
        players.properties().forEach(player -> {
            double reported = player.getValue().get("reported_distance_delta_m").asDouble();
            if (reported > 100) {
                assertThat(distances.get(player.getKey()))
                        .as("player %s", player.getKey())
                        .isCloseTo(reported, within(reported * 0.01));
            }
        });
    }

    @Test
    void tracabIsStoredWithTwentyTwoPlayersAndTheBall() throws IOException {
        load(RealData.path(TRACAB), "tracab");

        JsonNode file = expected().at("/tracking/tracab_eredivisie_anon~1tracking_data.csv.gz");
        Map<String, Long> stored = platform
                .query("select player_id, count(*) n from sensor_readings where match_id = 'tracab'"
                        + " group by player_id")
                .stream()
                .collect(Collectors.toMap(row -> row.get("player_id"), row -> Long.valueOf(row.get("n"))));
        assertThat(stored).hasSize(file.get("players_with_samples").asInt() + 1);
        assertThat(stored).containsEntry("ball", file.get("frames").asLong());
        file.get("per_player").properties().stream()
                .filter(player -> player.getValue().get("samples").asLong() > 0)
                .forEach(player -> assertThat(stored)
                        .containsEntry(
                                player.getKey(),
                                player.getValue().get("samples").asLong()));
        assertThat(platform.audit().get("balanced").asBoolean()).isTrue();
    }

    @Test
    void badLinesGoToTheDeadLettersWithTheirReasonAndTheRestIsKept() {
        List<String> lines = new ArrayList<>(TrackingFiles.lines(7, 3, 5));
        int good = lines.size() - 1;
        lines.add(10, "\u0000\u0001 not a line at all");
        lines.add(20, "2013-11-07T21:05:14.000Z,1,NaN,10,0,0,0,0,0");
        lines.add(30, "2013-11-07T21:05:14.500Z,1");
        lines.add(40, "yesterday,1,10,10,0,0,0,0,0");

        Outcome loaded = load(TrackingFiles.write(folder.resolve("damaged.csv"), lines), "damaged");

        assertThat(count("damaged")).isEqualTo(good);
        List<String> messages = platform.query("select message from dead_letters").stream()
                .map(row -> row.get("message"))
                .toList();
        assertThat(messages)
                .as(loaded.stderr())
                .anyMatch(message -> message.contains("11"))
                .anyMatch(message -> message.contains("21") && message.contains("x"))
                .anyMatch(message -> message.contains("31"))
                .anyMatch(message -> message.contains("41"));
        assertThat(platform.audit().get("balanced").asBoolean()).isTrue();
    }

    private static Outcome load(Path file, String match) {
        Outcome loaded = platform.command("load", "tracking", file.toString(), "--match", match);
        assertThat(loaded.exitCode()).as(loaded.stderr()).isZero();
        return loaded;
    }

    private static long count(String match) {
        return Long.parseLong(platform.query("select count(*) n from sensor_readings where match_id = '" + match + "'")
                .get(0)
                .get("n"));
    }

    private static List<Map<String, String>> totals(String match) {
        return platform.query(
                "select player_id, distance_m, hsr_m, sprint_m, sprints, speed_max_mps, seconds, missing_ms, repaired"
                        + " from player_totals where match_id = '" + match + "' order by player_id");
    }

    private static JsonNode tracking() {
        return platform.audit().at("/pipelines/tracking");
    }

    private static JsonNode expected() throws IOException {
        return new ObjectMapper()
                .readTree(RealData.path("expected/sensors.json").toFile());
    }
}
