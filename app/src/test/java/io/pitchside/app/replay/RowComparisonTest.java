package io.pitchside.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.app.replay.RowComparison.Difference;
import io.pitchside.app.replay.RowComparison.Result;
import io.pitchside.jobs.tracking.TrackingReplay;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.TrackingRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowComparisonTest {
    private static final long START_S = 1_700_000_000L;
    private static final String VERSION = TrackingRules.DEFAULT.definitionVersion();
    private static final int READINGS = 20 * 700;

    private final TrackingReplay replay = TrackingReplay.of("m", TrackingRules.DEFAULT);
    private List<PlayerSecond> stored = new ArrayList<>();
    private int questions;

    @BeforeEach
    void play() {
        for (int i = 0; i < READINGS; i++) {
            replay.reading(reading("p", START_S * 1000 + i * 50L, i));
        }
        replay.finish();
        stored = new ArrayList<>(replay.rows().getOrDefault("p", Map.of()).values());
    }

    @Test
    void theSameRowsAreParityWhateverTheirRevision() throws Exception {
        stored.replaceAll(row -> row.withRevision(0));

        Result result = compared(READINGS);

        assertThat(result.holds()).isTrue();
        assertThat(result.keys()).isEqualTo(700).isEqualTo(result.equal());
        assertThat(result.differences()).isEmpty();
        // 300 seconds at a time, so that a long match needs no more memory than a short one.
        assertThat(questions).isEqualTo(3);
    }

    @Test
    void oneValueThatDiffersIsNamed() throws Exception {
        PlayerSecond row = stored.get(5);
        stored.set(5, with(row, "distance_mm", row.distanceMm() + 1));

        Result result = compared(READINGS);

        assertThat(result.holds()).isFalse();
        assertThat(result.different()).isOne();
        assertThat(result.equal()).isEqualTo(699);
        assertThat(result.differences())
                .containsExactly(new Difference(
                        "p", row.second(), "distance_mm", row.distanceMm() + 1, row.distanceMm(), row.revision()));
    }

    @Test
    void rowsThatStandOnOneSideOnlyAreCounted() throws Exception {
        PlayerSecond missing = stored.remove(100);
        stored.add(with(with(stored.get(0), "player_id", "q"), "second", START_S + 9));

        Result result = compared(READINGS);

        assertThat(result.onlyRecomputed()).isOne();
        assertThat(result.onlyStored()).isOne();
        assertThat(result.differences()).extracting(Difference::field).containsOnly("row");
        assertThat(result.differences()).extracting(Difference::second).contains(missing.second(), START_S + 9);
    }

    @Test
    void whatIsNewerThanTheCutIsLeftOut() throws Exception {
        PlayerSecond row = stored.get(5);
        stored.set(5, with(row.withRevision(READINGS), "distance_mm", 1));

        Result result = compared(READINGS);

        assertThat(result.holds()).isTrue();
        assertThat(result.leftOut()).isOne();
        assertThat(result.keys()).isEqualTo(699);
    }

    @Test
    void anotherDefinitionIsCountedAndItsValuesAreCompared() throws Exception {
        stored.set(3, with(stored.get(3), "definition_version", "tracking-1.fifa"));

        Result result = compared(READINGS);

        assertThat(result.holds()).isTrue();
        assertThat(result.otherDefinitions()).isEqualTo(Map.of("tracking-1.fifa", 1L));
    }

    @Test
    void aThousandDifferencesAreCountedAndTheFirstOnesShown() throws Exception {
        stored.replaceAll(row -> {
            try {
                return with(row, "readings", 99);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        Result result = compared(READINGS);

        assertThat(result.different()).isEqualTo(700);
        assertThat(result.differences()).hasSize(RowComparison.DIFFERENCES_MAX);
        assertThat(result.differences().get(0).second()).isEqualTo(START_S);
    }

    private Result compared(long cut) throws Exception {
        return RowComparison.of(replay, cut, VERSION, (from, to) -> {
            questions++;
            return stored.stream()
                    .filter(row -> row.second() >= from && row.second() < to)
                    .sorted((one, other) -> Long.compare(one.second(), other.second()))
                    .toList();
        });
    }

    private static PlayerSecond with(PlayerSecond row, String field, Object value) throws IOException {
        var json = (ObjectNode) EventJson.reader().readTree(EventJson.bytes(row));
        return EventJson.read(EventJson.bytes(json.putPOJO(field, value)), PlayerSecond.class);
    }

    private static AcceptedReading reading(String player, long ts, long offset) {
        double x = 10 + offset * 0.05 % 80;
        return new AcceptedReading(
                null, "m", player, "s", offset, ts, x, 20.0, null, null, 120, null, null, null, null, null, null, 0,
                offset, 0, false);
    }
}
