package io.pitchside.app.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.app.load.LoadItem.BadLine;
import io.pitchside.app.load.LoadItem.Reading;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.SensorReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads real recordings of every format and compares them with what an independent script counted in them. */
class RealFormatsTest {
    /** What is further apart is a pause, not a way. */
    private static final long WATCH_GAP_MS_MAX = 2_500;

    private static final double SPEED_MPS_MAX = 12;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"U18_ID1", "U18_ID2", "U18_ID3"})
    void everySampleOfAVestIsRead(String player) throws Exception {
        TrackingFile file = TrackingFormats.open(RealData.file("tracking/gnss_u18/" + player + ".csv.gz"));
        JsonNode facts = facts("gnss_u18/" + player + ".csv.gz");

        List<SensorReading> readings = readings(file);

        assertThat(readings).hasSize(facts.get("rows").asInt()).allMatch(reading -> reading.lat() != null);
        assertThat(ids(readings)).hasSize(readings.size());
        TreeMap<String, Integer> steps = new TreeMap<>();
        int missing = 0;
        double metres = 0;
        for (int i = 1; i < readings.size(); i++) {
            long slots = Math.round((readings.get(i).ts() - readings.get(i - 1).ts()) / 100.0);
            steps.merge(Double.toString(slots / 10.0), 1, Integer::sum);
            missing += (int) slots - 1;
            assertThat(readings.get(i).seq() - readings.get(i - 1).seq()).isEqualTo(slots);
            metres += step(readings.get(i - 1), readings.get(i));
        }
        assertThat(missing).isEqualTo(facts.get("missing_10hz_slots").asInt());
        assertThat(steps.size()).isEqualTo(facts.get("dt_histogram").size());
        facts.get("dt_histogram").properties().forEach(step -> assertThat(steps)
                .containsEntry(step.getKey(), step.getValue().asInt()));
        assertThat(metres)
                .isCloseTo(
                        facts.get("path_m").asDouble(),
                        within(facts.get("path_m").asDouble() * 0.005));
        // The script cuts microseconds off where we round.
        long first = LocalDateTime.parse(facts.get("first").asText())
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
        assertThat(readings.get(0).ts()).isBetween(first, first + 1);
        System.out.printf("%s: %d readings, path %.1f m, %s%n", player, readings.size(), metres, file.format());
    }

    @Test
    void theFourCornersPutTheSessionOntoItsPitch() throws Exception {
        TrackingFile file = TrackingFormats.open(RealData.file("tracking/gnss_u18/U18_ID1.csv.gz"));

        MatchSetup setup = file.setup("m");

        assertThat(file.format()).contains("Dataset_B_Pitch.csv").contains("corners fit within 0.");
        assertThat(setup.pitch().lengthM()).isCloseTo(98.77, within(0.05));
        assertThat(setup.pitch().widthM()).isCloseTo(54.51, within(0.05));
        assertThat(setup.players())
                .extracting(MatchSetup.Player::playerId)
                .containsExactly("U18_ID1", "U18_ID2", "U18_ID3");
        assertThat(file.matchId()).isEqualTo("gnss_u18");
        assertThat(setup.samplingMs()).isNull();
        long inside = readings(file).stream()
                .filter(reading ->
                        reading.x() >= -3 && reading.x() <= setup.pitch().lengthM() + 3)
                .filter(reading ->
                        reading.y() >= -3 && reading.y() <= setup.pitch().widthM() + 3)
                .count();
        assertThat(inside).isGreaterThan(35_128 * 8 / 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2013-06-01-183220",
                "2013-06-02-072348",
                "2013-06-05-062419",
                "2013-06-14-105252",
                "2013-06-19-183041",
                "2013-06-25-174514"
            })
    void everyPointOfAWatchIsRead(String run) throws Exception {
        TrackingFile file = TrackingFormats.open(RealData.file("tracking/wearable_tcx/" + run + ".TCX.gz"));
        JsonNode facts = facts("wearable_tcx/" + run + ".TCX.gz");

        List<SensorReading> readings = readings(file);

        assertThat(readings).hasSize(facts.get("trackpoints").asInt());
        Set<String> ids = ids(readings);
        assertThat(ids).hasSize(facts.get("distinct_timestamps").asInt());
        assertThat(readings.size() - ids.size())
                .isEqualTo(facts.get("repeated_timestamps").asInt());
        assertThat(readings.stream().filter(reading -> reading.x() == null))
                .hasSize(facts.get("without_position").asInt());
        assertThat(Instant.ofEpochMilli(readings.get(0).ts()))
                .hasToString(facts.get("first").asText());
        assertThat(Instant.ofEpochMilli(readings.get(readings.size() - 1).ts()))
                .hasToString(facts.get("last").asText());
        checkHeartRate(readings, facts);
        double reported = facts.get("last_distance_m").asDouble();
        double metres = smoothedPath(readings);
        assertThat(metres).isCloseTo(reported, within(reported * 0.02));
        MatchSetup setup = file.setup("m");
        assertThat(setup.sport()).isEqualTo("running");
        assertThat(setup.samplingMs()).isEqualTo(1_000);
        assertThat(setup.players()).singleElement().satisfies(player -> {
            assertThat(player.playerId()).isEqualTo("device-3825396202");
            assertThat(player.hrMax()).isNull();
        });
        System.out.printf(
                "%s: %d readings, %d unique, path %.1f m, device %.1f m (%.2f %%)%n",
                run, readings.size(), ids.size(), metres, reported, (metres / reported - 1) * 100);
    }

    private static void checkHeartRate(List<SensorReading> readings, JsonNode facts) {
        List<Integer> rates = readings.stream()
                .filter(reading -> reading.hr() != null)
                .map(SensorReading::hr)
                .toList();
        assertThat(rates).hasSize(facts.get("with_heart_rate").asInt());
        assertThat(rates.stream().mapToInt(Integer::intValue).min())
                .hasValue(facts.get("hr_min").asInt());
        assertThat(rates.stream().mapToInt(Integer::intValue).max())
                .hasValue(facts.get("hr_max").asInt());
        assertThat(rates.stream().mapToInt(Integer::intValue).average().orElseThrow())
                .isCloseTo(facts.get("hr_mean_all_points").asDouble(), within(5e-5));
        Set<String> seen = new HashSet<>();
        assertThat(readings.stream()
                        .filter(reading -> seen.add(reading.eventId()))
                        .mapToInt(SensorReading::hr)
                        .average()
                        .orElseThrow())
                .isCloseTo(facts.get("hr_mean_distinct_timestamps").asDouble(), within(5e-5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"metrica_home", "metrica_away"})
    void everyCellOfAMetricaFileIsRead(String name) throws Exception {
        TrackingFile file = TrackingFormats.open(RealData.file("tracking/metrica_csv/" + name + ".csv"));
        JsonNode facts = facts("metrica_csv/" + name + ".csv");

        List<SensorReading> readings = readings(file);

        int frames = facts.get("frames").asInt();
        int positions = facts.get("cells").asInt() - 3 * frames;
        assertThat(readings).hasSize((positions - facts.get("nan_cells").asInt()) / 2);
        Set<String> numbers = new HashSet<>();
        readings.forEach(reading -> numbers.add(Long.toString(reading.seq())));
        Set<String> expected = new HashSet<>();
        facts.get("frame_numbers").forEach(number -> expected.add(number.asText()));
        assertThat(numbers).isEqualTo(expected).hasSize(frames);
        assertThat(file.matchId()).isEqualTo("metrica");
        assertThat(file.setup("m").players()).hasSize(14 + 14 + 1);
        assertThat(file.setup("m").periods()).hasSize(2);
    }

    @Test
    void everyFrameOfAnEptsFileIsRead() throws Exception {
        Path text = RealData.file("tracking/metrica_epts/epts_metrica_tracking.txt");
        TrackingFile file = TrackingFormats.open(text);
        JsonNode facts = facts("metrica_epts/epts_metrica_tracking.txt");

        List<SensorReading> readings = readings(file);

        int frames = facts.get("frames").asInt();
        long ball = readings.stream()
                .filter(reading -> reading.playerId().equals(MatchSetup.BALL))
                .count();
        assertThat(readings.size() - ball)
                .isEqualTo((long) frames * facts.get("players_per_frame").asInt()
                        - facts.get("player_slots_nan").asInt());
        assertThat(readings.stream().mapToLong(SensorReading::seq).distinct()).hasSize(frames);
        assertThat(readings.get(0).seq()).isEqualTo(facts.get("first_frame").asLong());
        assertThat(readings.get(readings.size() - 1).seq())
                .isEqualTo(facts.get("last_frame").asLong());
        assertThat(file.setup("m").players()).hasSize(23);
        assertThat(file.setup("m").periods()).hasSize(2);
        assertThat(file.setup("m").pitch()).isEqualTo(MatchSetup.Pitch.STANDARD);
        assertThat(readings(TrackingFormats.open(text.resolveSibling("epts_metrica_metadata.xml"))))
                .isEqualTo(readings);
    }

    @Test
    void metresOfAnEptsFileFitTheSpeedThatItReports() throws Exception {
        Path text = RealData.file("tracking/metrica_epts/epts_metrica_tracking.txt");
        List<SensorReading> way = readings(TrackingFormats.open(text)).stream()
                .filter(reading -> reading.playerId().equals("Track_20") && reading.seq() < 500)
                .toList();
        double reported = 0;
        double moved = 0;
        try (Lines lines = Lines.of(text)) {
            for (int i = 0; i < way.size(); i++) {
                String slot = new String(lines.next().bytes(), UTF_8).split(";", -1)[19];
                // The metadata calls it km/h, but only as m/s it fits the way: so it is not loaded.
                reported += i == 0 ? 0 : Double.parseDouble(slot.split(",", -1)[3]) / 25;
                moved += i == 0 ? 0 : step(way.get(i - 1), way.get(i));
            }
        }

        assertThat(way).hasSize(50).allMatch(reading -> reading.speed() == null);
        assertThat(moved).isCloseTo(reported, within(reported * 0.05));
    }

    @Test
    void aRunThatIsCutOffGivesWhatIsThereAndOneBadItem() throws Exception {
        Path whole = RealData.file("tracking/wearable_tcx/2013-06-14-105252.TCX.gz");
        byte[] xml;
        try (var in = Lines.stream(whole)) {
            xml = in.readAllBytes();
        }
        Path cut = Files.write(folder.resolve("cut.tcx"), Arrays.copyOf(xml, xml.length / 2));

        List<LoadItem> items = LoadItemsInOrder.of(TrackingFormats.open(cut));

        assertThat(items).hasSizeBetween(140, 180);
        assertThat(items.subList(0, items.size() - 1)).allMatch(Reading.class::isInstance);
        assertThat(items.get(items.size() - 1)).isInstanceOf(BadLine.class);
    }

    private static Set<String> ids(List<SensorReading> readings) {
        Set<String> ids = new HashSet<>();
        readings.forEach(reading -> ids.add(reading.eventId()));
        return ids;
    }

    private static double step(SensorReading from, SensorReading to) {
        return Math.hypot(to.x() - from.x(), to.y() - from.y());
    }

    /** Metres, with the velocity of each second averaged over the steps beside it and pauses left out. */
    private static double smoothedPath(List<SensorReading> readings) {
        List<SensorReading> placed = new ArrayList<>();
        for (SensorReading reading : readings) {
            boolean repeated =
                    !placed.isEmpty() && placed.get(placed.size() - 1).ts() == reading.ts();
            if (reading.x() != null && !repeated) {
                placed.add(reading);
            }
        }
        double metres = 0;
        for (int i = 1; i < placed.size(); i++) {
            double x = 0;
            double y = 0;
            long ms = 0;
            for (int j = Math.max(1, i - 1); j <= Math.min(placed.size() - 1, i + 1); j++) {
                long stepMs = placed.get(j).ts() - placed.get(j - 1).ts();
                double length = step(placed.get(j - 1), placed.get(j));
                if (stepMs <= WATCH_GAP_MS_MAX && length <= SPEED_MPS_MAX * stepMs / 1000) {
                    x += placed.get(j).x() - placed.get(j - 1).x();
                    y += placed.get(j).y() - placed.get(j - 1).y();
                    ms += stepMs;
                }
            }
            long own = placed.get(i).ts() - placed.get(i - 1).ts();
            metres += ms == 0 || own > WATCH_GAP_MS_MAX ? 0 : Math.hypot(x, y) / ms * own;
        }
        return metres;
    }

    private static List<SensorReading> readings(TrackingFile file) throws LoadException {
        List<SensorReading> readings = new ArrayList<>();
        for (LoadItem item : LoadItemsInOrder.of(file)) {
            assertThat(item).as(() -> ((BadLine) item).message()).isInstanceOf(Reading.class);
            readings.add(((Reading) item).reading());
        }
        return readings;
    }

    private static JsonNode facts(String file) throws IOException {
        return EventJson.reader()
                .readTree(Files.readString(RealData.file("expected/sensors.json")))
                .path("tracking")
                .path(file);
    }
}
