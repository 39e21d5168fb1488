package io.pitchside.app.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.app.publish.ListeningDoor.Received;
import io.pitchside.model.event.EventJson;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SimulatedMatchTest {
    @TempDir
    private Path dataDir;

    @Test
    void framesComeInRealTimeAndStoppingFinishesTheMatch() throws Exception {
        try (PretendPlatform platform = PretendPlatform.start(dataDir)) {
            long before = System.currentTimeMillis();
            SimulatedMatch simulated =
                    SimulatedMatch.start(SimulatedMatch.Settings.of(7, 1, 20), platform.client(), Clock.systemUTC());
            await().until(() -> platform.door().received().size() >= 10);
            simulated.stop();

            String matchId = simulated.matchIds().get(0);
            List<Received> received = platform.door().received();
            assertThat(simulated.acknowledged()).isEqualTo(received.size());
            assertThat(simulated.failure()).isEmpty();
            Received last = received.get(received.size() - 1);
            assertThat(last.topic()).isEqualTo("stadiums/demo/matches/" + matchId + "/readings");
            assertThat(last.properties()).isEqualTo(Map.of("source", "simulator"));
            JsonNode frame = EventJson.reader().readTree(last.payload());
            assertThat(frame).hasSize(23);
            assertThat(frame.get(0).path("ts").asLong()).isBetween(before, System.currentTimeMillis());
            assertThat(platform.calls().get(0)).contains("\"status\":\"live\"");
            assertThat(platform.calls().get(1)).contains("\"status\":\"finished\"");
        }
    }

    @Test
    void severalMatchesArePlayedAtOnce() throws Exception {
        try (PretendPlatform platform = PretendPlatform.start(dataDir);
                SimulatedMatch simulated = SimulatedMatch.start(
                        SimulatedMatch.Settings.of(1, 5, 10), platform.client(), Clock.systemUTC())) {
            await().until(() -> platform.door().received().stream()
                            .map(Received::topic)
                            .distinct()
                            .count()
                    == 5);

            assertThat(simulated.matchIds()).hasSize(5).doesNotHaveDuplicates();
        }
    }
}
