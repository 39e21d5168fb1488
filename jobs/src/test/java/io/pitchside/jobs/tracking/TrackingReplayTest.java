package io.pitchside.jobs.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.jobs.tracking.CoreRun.Sample;
import io.pitchside.model.event.EventHeaders;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.topic.Topics;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Status;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.SetupApplied;
import io.pitchside.model.tracking.TrackingRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay of the log, or of what a store keeps of it, makes the rows that the live job made. */
class TrackingReplayTest {
    private static final long START = 1_700_000_000_000L;
    private static final byte[] NOTHING = new byte[0];

    private final CoreRun live = new CoreRun(TrackingRules.DEFAULT);
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private final List<SetupApplied> setups = new ArrayList<>();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theTopicAndTheStoreGiveTheLiveRows(long seed) throws IOException {
        play(new Random(seed));
        live.flush();

        TrackingReplay topic = TrackingReplay.of(CoreRun.MATCH, TrackingRules.DEFAULT);
        log.forEach(topic::record);
        topic.finish();
        TrackingReplay store = stored();
        store.finish();

        assertThat(rows(topic)).as("seed %d", seed).isEqualTo(live.values());
        assertThat(rows(store)).as("seed %d", seed).isEqualTo(live.values());
        assertThat(topic.records()).isEqualTo(log.size());
        assertThat(store.records()).isEqualTo(live.accepted.size() + setups.size());
    }

    @Test
    void aSecondIsFinalOnceALaterReadingClosedItOrTheMatchEnded() {
        for (int i = 0; i < 100; i++) {
            send(new Sample("p0", i, START + i * 50L, 10 + i * 0.1, 20, 0));
        }
        TrackingReplay replay = TrackingReplay.of(CoreRun.MATCH, TrackingRules.DEFAULT);
        log.forEach(replay::record);
        long open = replay.finalBefore("p0");
        control(Status.FINISHED);

        replay.record(log.get(log.size() - 1));

        assertThat(open).isEqualTo(START / 1000 + 4);
        assertThat(replay.finalBefore("p0")).isEqualTo(Long.MAX_VALUE);
        assertThat(rows(replay)).isEqualTo(live.values());
    }

    @Test
    void recordsOfOtherMatchesAreLeftAlone() {
        TrackingReplay replay = TrackingReplay.of("m", TrackingRules.DEFAULT);
        send(new Sample("p0", 1, START, 1, 1, 0));

        log.forEach(replay::record);

        assertThat(replay.records()).isZero();
        assertThat(replay.concerns("m/p".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(replay.concerns("m".getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @Test
    void otherRulesGiveOtherZonesAndTheSameWay() {
        play(new Random(7));
        TrackingReplay fifa = TrackingReplay.of(CoreRun.MATCH, TrackingRules.DEFAULT);
        TrackingReplay hsr = TrackingReplay.of(CoreRun.MATCH, TrackingRules.DEFAULT.withZones(TrackingRules.ZONES_HSR));
        log.forEach(fifa::record);
        log.forEach(hsr::record);

        assertThat(distance(hsr)).isCloseTo(distance(fifa), org.assertj.core.data.Percentage.withPercentage(0.01));
        assertThat(rows(hsr)).isNotEqualTo(rows(fifa));
    }

    private static long distance(TrackingReplay replay) {
        return rows(replay).values().stream()
                .mapToLong(PlayerSecond::distanceMm)
                .sum();
    }

    private TrackingReplay stored() throws IOException {
        TrackingReplay replay = TrackingReplay.of(CoreRun.MATCH, TrackingRules.DEFAULT);
        List<SetupApplied> waiting = new ArrayList<>(setups);
        for (String json : live.accepted) {
            AcceptedReading reading = EventJson.read(json.getBytes(StandardCharsets.UTF_8), AcceptedReading.class);
            while (!waiting.isEmpty() && waiting.get(0).offset() < reading.offset()) {
                replay.setup(waiting.remove(0));
            }
            replay.reading(reading);
        }
        waiting.forEach(replay::setup);
        return replay;
    }

    /** Players in disorder, with repeats, lateness beyond the bound, garbage, clocks that jump, and set-ups between. */
    private void play(Random random) {
        control(Status.LIVE);
        List<Sample> recent = new ArrayList<>();
        double[] x = {10, 30, 50};
        for (int i = 0; i < 3_000; i++) {
            int player = random.nextInt(3);
            x[player] += random.nextDouble() * 0.7;
            long disorder = random.nextInt(40) == 0 ? random.nextInt(45_000) : random.nextInt(300);
            long jump = random.nextInt(300) == 0 ? 60_000 : 0;
            Sample sample = new Sample(
                    "p" + player, i, START + i * 20L - disorder + jump, x[player], 20, 100 + random.nextInt(60));
            send(sample);
            recent.add(sample);
            if (random.nextInt(10) == 0) {
                send(recent.get(random.nextInt(recent.size())));
            }
            if (random.nextInt(100) == 0) {
                send("p" + player, "{\"seq\":" + i + ",\"ts\":");
            }
            if (random.nextInt(700) == 0) {
                control(random.nextBoolean() ? Status.FINISHED : Status.LIVE);
            }
        }
    }

    private void send(Sample sample) {
        send(sample.player(), sample.json());
    }

    private void send(String player, String json) {
        live.send(player, json);
        add(CoreRun.MATCH + "/" + player, json.getBytes(StandardCharsets.UTF_8));
    }

    private void control(Status status) {
        long offset = log.size();
        MatchSetup setup = new MatchSetup(
                CoreRun.MATCH,
                offset + 1,
                null,
                "football",
                0,
                status,
                MatchSetup.Pitch.STANDARD,
                new MatchSetup.Team("Home", null, null),
                new MatchSetup.Team("Away", null, null),
                List.of(),
                List.of(new MatchSetup.Period("1", START, START + 30_500)));
        live.control(setup);
        add(CoreRun.MATCH, EventJson.bytes(setup))
                .headers()
                .add(EventHeaders.CONTROL, EventHeaders.CONTROL_MATCH_SETUP.getBytes(StandardCharsets.UTF_8));
        setups.add(new SetupApplied(
                CoreRun.MATCH, offset + 1, new String(EventJson.bytes(setup), StandardCharsets.UTF_8), 0, offset));
    }

    private ConsumerRecord<byte[], byte[]> add(String key, byte[] value) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                Topics.SENSOR_READINGS, 0, log.size(), key.getBytes(StandardCharsets.UTF_8), value);
        record.headers()
                .add(EventHeaders.HISTORIC, NOTHING)
                .add(EventHeaders.SOURCE, "test".getBytes(StandardCharsets.UTF_8));
        log.add(record);
        return record;
    }

    private static Map<String, PlayerSecond> rows(TrackingReplay replay) {
        Map<String, PlayerSecond> rows = new TreeMap<>();
        replay.rows()
                .forEach((player, seconds) -> seconds.forEach(
                        (second, row) -> rows.put(player + "/" + second, CoreRun.withoutRevision(row))));
        return rows;
    }
}
