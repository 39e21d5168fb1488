package io.pitchside.app.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.app.load.TrackingLoad.Options;
import io.pitchside.app.load.TrackingLoad.Outcome;
import io.pitchside.app.publish.ListeningDoor.Received;
import io.pitchside.app.publish.PlatformClient;
import io.pitchside.app.publish.PlatformException;
import io.pitchside.app.publish.PretendPlatform;
import io.pitchside.model.event.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TrackingLoadTest {
    private static final Instant START = Instant.parse("2013-11-07T21:05:13.000Z");

    @TempDir
    private Path dataDir;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private LoadProgress progress;

    @BeforeEach
    void makeProgress() {
        progress = new LoadProgress(new PrintStream(shown, true, UTF_8), false, System::nanoTime);
    }

    @Test
    void aFileIsPlayedInBetweenTwoSetUps() throws Exception {
        TrackingFile file = zxy(120);
        try (PretendPlatform platform = PretendPlatform.start(dataDir)) {
            platform.unsettled(1);

            Outcome outcome = load(file, new Options(null, 0, true), platform.client());

            assertThat(outcome.matchId()).isEqualTo("zxy_test");
            assertThat(outcome.readings()).isEqualTo(120);
            assertThat(outcome.badLines()).isZero();
            assertThat(outcome.messages()).isEqualTo(3).isEqualTo(outcome.acknowledged());
            assertThat(platform.calls()).hasSize(4);
            assertThat(platform.calls().get(0))
                    .startsWith("PUT /api/v1/matches/zxy_test ")
                    .contains("\"status\":\"live\"");
            assertThat(platform.calls().get(1)).contains("\"status\":\"finished\"");
            assertThat(platform.calls().subList(2, 4)).allMatch(call -> call.startsWith("GET /api/v1/audit"));
            List<Received> received = platform.door().received();
            assertThat(received)
                    .allMatch(one -> one.topic().equals("stadiums/loaded/matches/zxy_test/readings"))
                    .allMatch(one -> one.properties().equals(Map.of("source", "load", "historic", "true")));
            assertThat(seqs(received)).isEqualTo(numbers(2, 121));
            assertThat(shown.toString(UTF_8)).contains("ZXY as match zxy_test: 121 lines");
        }
    }

    @Test
    void aBrokenLineIsPublishedAsItIsWithItsProblem() throws Exception {
        TrackingFile file = zxy(20, "2013-11-07T21:05:13.007Z,16,1,NaN,0,0,0,0,0");
        try (PretendPlatform platform = PretendPlatform.start(dataDir)) {
            Outcome outcome = load(file, new Options("m7", 0, false), platform.client());

            assertThat(outcome.readings()).isEqualTo(20);
            assertThat(outcome.badLines()).isEqualTo(1);
            List<Received> received = platform.door().received();
            assertThat(received).hasSize(2);
            assertThat(received.get(1).payload()).isEqualTo("2013-11-07T21:05:13.007Z,16,1,NaN,0,0,0,0,0");
            assertThat(received.get(1).topic()).isEqualTo("stadiums/loaded/matches/m7/readings");
            assertThat(received.get(1).properties())
                    .isEqualTo(Map.of("source", "load", "historic", "true", "sender-problem", "line 22: y is NaN"));
            assertThat(platform.calls()).hasSize(2);
        }
    }

    @Test
    void aLostConnectionLosesNoLine() throws Exception {
        TrackingFile file = zxy(5_000);
        try (PretendPlatform platform = PretendPlatform.start(dataDir)) {
            platform.door().acknowledgeOnly(7);
            Thread cutter = new Thread(() -> {
                await().until(() -> platform.door().received().size() == 100);
                platform.door().acknowledgeOnly(Integer.MAX_VALUE);
                platform.door().cutConnections();
            });
            cutter.start();

            Outcome outcome = load(file, new Options(null, 0, false), platform.client());
            cutter.join();

            assertThat(outcome.acknowledged()).isEqualTo(100);
            assertThat(new ArrayList<>(new LinkedHashSet<>(seqs(platform.door().received()))))
                    .isEqualTo(numbers(2, 5_001));
        }
    }

    @Test
    void atAGivenSpeedTheTimesOfTheFileDecide() throws Exception {
        TrackingFile file = zxy(200);
        AtomicLong now = new AtomicLong();
        List<Long> waits = new ArrayList<>();
        Pace pace = new Pace(10, now::get, nanos -> {
            waits.add(nanos);
            now.addAndGet(nanos);
        });
        try (PretendPlatform platform = PretendPlatform.start(dataDir)) {
            Outcome outcome = TrackingLoad.of(file, new Options(null, 10, false), platform.client(), progress, pace)
                    .run();

            // 200 readings, 10 ms apart, at ten times the speed: 199 ms, in messages of 40 ms of the file.
            assertThat(outcome.messages()).isEqualTo(50);
            assertThat(Duration.ofNanos(now.get())).isEqualTo(Duration.ofMillis(196));
            assertThat(waits).hasSize(49).containsOnly(4_000_000L);
        }
    }

    @Test
    void withoutAPlatformItFailsAtOnce() throws Exception {
        TrackingFile file = zxy(1);

        PlatformException e = catchThrowableOfType(
                PlatformException.class, () -> load(file, new Options(null, 0, true), PlatformClient.of(dataDir)));

        assertThat(e.exitCode()).isEqualTo(3);
    }

    @Test
    void aMatchIdThatCannotBeOneIsRefused() {
        assertThatThrownBy(() -> new Options("a/b", 0, true)).hasMessageContaining("a/b");
    }

    private Outcome load(TrackingFile file, Options options, PlatformClient client) throws Exception {
        return TrackingLoad.of(file, options, client, progress).run();
    }

    private TrackingFile zxy(int lines, String... more) throws IOException, LoadException {
        StringBuilder text = new StringBuilder("t,id,x,y,heading,direction,energy,speed,total_distance\n");
        for (int i = 0; i < lines; i++) {
            text.append(START.plusMillis(10L * i)).append(",").append(i % 3).append(",1.5,2.5,0,0,0,1.25,0\n");
        }
        for (String line : more) {
            text.append(line).append('\n');
        }
        return TrackingFormats.open(Files.writeString(folder.resolve("zxy_test.csv"), text));
    }

    private static List<Long> seqs(List<Received> received) throws IOException {
        List<Long> seqs = new ArrayList<>();
        for (Received one : received) {
            for (JsonNode reading : EventJson.reader().readTree(one.payload())) {
                seqs.add(reading.path("seq").asLong());
            }
        }
        return seqs;
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
