package io.pitchside.app.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.app.load.LoadItem.Reading;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.SensorReading;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Reads recordings of real matches and compares them with what others counted in them. */
class RealRecordingsTest {
    @Test
    void everySampleOfTheZxyFileIsRead() throws Exception {
        TrackingFile file = TrackingFormats.open(RealData.file("tracking/zxy_tromso_2013-11-07_part1.csv.gz"));

        Map<String, Long> counts = counts(file);

        assertThat(counts)
                .isEqualTo(expected("zxy_tromso_2013-11-07_part1.csv.gz"))
                .hasSize(12);
        assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(63_128);
        assertThat(file.matchId()).isEqualTo("zxy_tromso_2013-11-07_part1");
        assertThat(file.lines()).isEqualTo(63_129);
        assertThat(file.setup("m").players()).hasSize(12);
        assertThat(file.setup("m").kickOff()).isEqualTo(1383858313007L);
    }

    @Test
    void everyFrameOfTheTracabFolderIsRead() throws Exception {
        TrackingFile file = TrackingFormats.open(RealData.file("tracking/tracab_eredivisie_anon"));

        Map<String, Long> counts = counts(file);

        assertThat(counts.remove(MatchSetup.BALL)).isEqualTo(9_000);
        assertThat(counts)
                .isEqualTo(expected("tracab_eredivisie_anon/tracking_data.csv.gz"))
                .hasSize(22);
        MatchSetup setup = file.setup("m");
        assertThat(file.matchId()).isEqualTo("tracab_eredivisie_anon");
        assertThat(setup.pitch()).isEqualTo(new MatchSetup.Pitch(104.9, 67.8));
        assertThat(setup.periods()).hasSize(2);
        assertThat(setup.players()).hasSize(34);
    }

    @Test
    void theWayOfATracabPlayerHasTheLengthThatOthersMeasured() throws Exception {
        TrackingFile file = TrackingFormats.open(RealData.file("tracking/tracab_eredivisie_anon"));
        double metres = 0;
        SensorReading last = null;

        try (LoadItems items = file.items("m")) {
            for (LoadItem item = items.next(); item != null; item = items.next()) {
                SensorReading reading = ((Reading) item).reading();
                if (reading.playerId().equals("home_7")) {
                    metres += last == null ? 0 : Math.hypot(reading.x() - last.x(), reading.y() - last.y());
                    last = reading;
                }
            }
        }

        assertThat(Math.round(metres * 100) / 100.0).isEqualTo(877.5);
    }

    private static Map<String, Long> counts(TrackingFile file) throws LoadException {
        Map<String, Long> counts = new TreeMap<>();
        try (LoadItems items = file.items("m")) {
            for (LoadItem item = items.next(); item != null; item = items.next()) {
                counts.merge(((Reading) item).reading().playerId(), 1L, Long::sum);
            }
        }
        return counts;
    }

    private static Map<String, Long> expected(String file) throws IOException {
        JsonNode facts = EventJson.reader()
                .readTree(Files.readString(RealData.file("expected/sensors.json")))
                .path("tracking")
                .path(file)
                .path("per_player");
        Map<String, Long> counts = new HashMap<>();
        facts.properties().forEach(player -> {
            long samples = player.getValue().path("samples").asLong();
            if (samples > 0) {
                counts.put(player.getKey(), samples);
            }
        });
        return counts;
    }
}
