package io.pitchside.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitchside.testing.PlatformProcess;
import io.pitchside.testing.PlatformProcess.Outcome;
import io.pitchside.testing.RealData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One recording of every format, loaded twice through the front door into one running platform: what it stores, against
 * what independent scripts counted in the files, and that the second time gives repeats only.
 */
class TrackingFormatsIT {
    private static final String GNSS = "gnss_u18/U18_ID1.csv.gz";
    private static final String METRICA = "metrica_csv/metrica_home.csv";
    private static final String EPTS = "metrica_epts/epts_metrica_tracking.txt";
    private static final String RUN = "wearable_tcx/2013-06-05-062419.TCX.gz";

    @TempDir
    private static Path folder;

    private static PlatformProcess platform;

    @BeforeAll
    static void start() {
        RealData.path("tracking/" + GNSS);
        platform = PlatformProcess.in(folder).set("warm-up.duration", "0s").start();
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    @Test
    void aVestIsStoredOnceWithItsGaps() throws IOException {
        JsonNode facts = facts(GNSS);

        loadTwice(
                real(GNSS),
                "gnss",
                facts.get("rows").asLong(),
                facts.get("rows").asLong());

        double distance = Double.parseDouble(total("gnss", "distance_m"));
        double path = facts.get("path_m").asDouble();
        // The path of the raw points has the receiver's noise in it, the distance has not; gaps above 0.5 s are none.
        assertThat(distance).isBetween(path * 0.85, path);
        assertThat(platform.query(
                                "select count(*) n from sensor_readings where match_id = 'gnss' and x between -5 and 104"
                                        + " and y between -5 and 60")
                        .get(0)
                        .get("n"))
                .satisfies(inside -> assertThat(Long.parseLong(inside)).isGreaterThan(30_000));
    }

    @Test
    void aMetricaFileIsStoredOnce() throws IOException {
        JsonNode facts = facts(METRICA);
        long frames = facts.get("frames").asLong();
        long readings = (facts.get("cells").asLong()
                        - 3 * frames
                        - facts.get("nan_cells").asLong())
                / 2;

        loadTwice(real(METRICA), "metrica", readings, readings);
    }

    @Test
    void anEptsRecordingIsStoredOnce() throws IOException {
        JsonNode facts = facts(EPTS);
        long frames = facts.get("frames").asLong();
        long players = frames * facts.get("players_per_frame").asLong()
                - facts.get("player_slots_nan").asLong();

        loadTwice(real(EPTS), "epts", players + frames, players + frames);

        assertThat(platform.query(
                        "select count(*) n from sensor_readings where match_id = 'epts' and player_id = 'ball'"))
                .containsExactly(Map.of("n", Long.toString(frames)));
    }

    @Test
    void aRunIsStoredOnceWithItsHeartRateAndItsDistanceIsTheDevices() throws IOException {
        JsonNode facts = facts(RUN);

        loadTwice(
                real(RUN),
                "run",
                facts.get("trackpoints").asLong(),
                facts.get("distinct_timestamps").asLong());

        var rates = platform.query(
                        "select min(hr) low, max(hr) high, avg(hr) mean from sensor_readings where match_id = 'run'")
                .get(0);
        assertThat(Double.parseDouble(rates.get("low")))
                .isEqualTo(facts.get("hr_min").asDouble());
        assertThat(Double.parseDouble(rates.get("high")))
                .isEqualTo(facts.get("hr_max").asDouble());
        assertThat(Double.parseDouble(rates.get("mean")))
                .isCloseTo(facts.get("hr_mean_distinct_timestamps").asDouble(), within(1e-3));
        double reported = facts.get("last_distance_m").asDouble();
        assertThat(Double.parseDouble(total("run", "distance_m"))).isCloseTo(reported, within(reported * 0.02));
    }

    @Test
    void aGpxFileIsStoredOnce() throws IOException {
        Path file = folder.resolve("morning.gpx");
        try (InputStream in = TrackingFormatsIT.class.getResourceAsStream("/io/pitchside/app/load/run.gpx")) {
            Files.write(file, in.readAllBytes());
        }

        loadTwice(file, "gpx", 5, 4);
    }

    /**
     * Loads a file twice.
     *
     * @param lines readings in the file
     * @param unique those that differ
     */
    private static void loadTwice(Path file, String match, long lines, long unique) {
        long duplicates = duplicates();
        load(file, match);
        assertThat(count(match)).isEqualTo(unique);
        assertThat(duplicates() - duplicates).isEqualTo(lines - unique);

        load(file, match);

        assertThat(count(match)).isEqualTo(unique);
        assertThat(duplicates() - duplicates).isEqualTo(2 * lines - unique);
        JsonNode audit = platform.audit();
        assertThat(audit.get("balanced").asBoolean()).isTrue();
        assertThat(platform.query("select count(*) n from dead_letters").get(0)).containsEntry("n", "0");
    }

    private static void load(Path file, String match) {
        Outcome loaded = platform.command("load", "tracking", file.toString(), "--match", match);
        assertThat(loaded.exitCode()).as(loaded.stderr()).isZero();
    }

    private static long count(String match) {
        return Long.parseLong(platform.query("select count(*) n from sensor_readings where match_id = '" + match + "'")
                .get(0)
                .get("n"));
    }

    private static String total(String match, String column) {
        return platform.query("select " + column + " from player_totals where match_id = '" + match + "'")
                .get(0)
                .get(column);
    }

    private static long duplicates() {
        return platform.audit().at("/pipelines/tracking/duplicate").asLong();
    }

    private static Path real(String name) {
        return RealData.path("tracking/" + name);
    }

    private static JsonNode facts(String name) throws IOException {
        return new ObjectMapper()
                .readTree(RealData.path("expected/sensors.json").toFile())
                .at("/tracking/" + name.replace("/", "~1"));
    }
}
