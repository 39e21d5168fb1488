package io.pitchside.connectors.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.event.LedgerRow;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.MetricDefinition;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.SetupApplied;
import io.pitchside.stores.timeseries.OpenedStore;
import io.pitchside.stores.timeseries.StoreKind;
import io.pitchside.stores.timeseries.TimeSeriesAddress;
import io.pitchside.stores.timeseries.TimeSeriesStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the sink promises over a real store, whichever product it is: one subclass each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TimeSeriesSinkContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long NOW = 1_700_000_000_000L;

    private TimeSeriesStore store;

    /** Starts the store, or starts it again on the same port and the same data. */
    abstract TimeSeriesAddress startServer(Path folder) throws Exception;

    abstract void stopServer();

    abstract StoreKind kind();

    private TimeSeriesAddress address;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        folder = shared;
        address = startServer(folder);
        store = OpenedStore.open(kind(), address, "pitchside").store();
    }

    @AfterAll
    void stop() {
        stopServer();
    }

    @Test
    void everyTopicComesBackAsItWent() throws Exception {
        AcceptedReading reading = reading("round", 3, 90);
        PlayerSecond second = new PlayerSecond(
                "round",
                "p1",
                1_700_000_000L,
                1.5,
                2.5,
                3.25,
                4.5,
                1.25,
                -2.5,
                6_500,
                1_000,
                1_500,
                2_000,
                500,
                1_500,
                200,
                300,
                100,
                150,
                250,
                1,
                2,
                3,
                400L,
                50L,
                9_000L,
                70_000L,
                155,
                10L,
                20L,
                30L,
                40L,
                50L,
                900L,
                10,
                40,
                2,
                "fifa-1",
                812,
                1);
        LedgerRow ledger = new LedgerRow("round", "mqtt", 1, NOW, 10, 6, 2, 1, 1, 1, 3, 813, 800);
        DeadLetter letter = new DeadLetter(
                "round",
                "mqtt",
                "invalid-json",
                "not \"JSON\"\nat all",
                "sensor-readings",
                1,
                77,
                3,
                "round/?",
                new byte[DeadLetter.PAYLOAD_BYTES_MAX],
                NOW);
        Alert alert = new Alert(
                "round",
                "sensor-clock-ahead",
                "round",
                "p1",
                "round/p1",
                NOW,
                NOW + 5,
                1.5,
                1.0,
                true,
                "set the clock");
        AlertAcknowledgement seen = new AlertAcknowledgement(alert.eventId(), "round", "coach", NOW);
        SetupApplied setup = new SetupApplied("round", NOW, "{\"match_id\":\"round\"}", 1, 5);
        MetricDefinition definition = new MetricDefinition("fifa-1", "{}", NOW);
        try (TestTask task = task(false)) {
            task.task.put(List.of(
                    TestTask.record("alert-acknowledgements", 6, EventJson.bytes(seen)),
                    TestTask.record("setup-history", 7, EventJson.bytes(setup)),
                    TestTask.record("metric-definitions", 8, EventJson.bytes(definition)),
                    TestTask.record("readings", 1, EventJson.bytes(reading)),
                    TestTask.record("player-metrics", 2, EventJson.bytes(second)),
                    TestTask.record("ledger", 3, EventJson.bytes(ledger)),
                    TestTask.record("dead-letters", 4, EventJson.bytes(letter)),
                    TestTask.record("alerts", 5, EventJson.bytes(alert))));

            assertThat(task.counted("rows-total")).isEqualTo(8);
            assertThat(task.counted("posts-total")).isEqualTo(1);
        }
        settle();

        assertThat(found("round")).containsExactly(reading);
        assertThat(store.seconds("round", 0, Long.MAX_VALUE)).containsExactly(second);
        assertThat(store.ledger("round")).containsExactly(ledger);
        assertThat(store.deadLetter("sensor-readings", 1, 77))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(letter);
        assertThat(store.alerts("round", 10)).containsExactly(alert);
        assertThat(store.acknowledgements("round")).containsExactly(seen);
        assertThat(store.setups("round")).containsExactly(setup);
        assertThat(store.definitions()).containsExactly(definition);
    }

    @Test
    void whatIsDeliveredAgainChangesNothing() throws Exception {
        List<SinkRecord> batch = readings("again", 0, 500);
        try (TestTask task = task(false)) {
            task.task.put(batch);
            task.task.put(batch);
            task.task.put(batch.subList(100, 200));
        }
        settle();

        assertThat(count("again")).isEqualTo(500);
    }

    @Test
    void warmUpRowsAreKeptApart() throws Exception {
        LedgerRow ledger = new LedgerRow("tracking", "warm-up", 0, NOW, 1, 1, 0, 0, 0, 0, 0, 1, 0);
        Alert alert = new Alert(
                "tracking", "x", "_warm-up-1", null, "_warm-up-1/p1", NOW, null, null, null, false, "nothing");
        try (TestTask task = task(false)) {
            task.task.put(List.of(
                    TestTask.record("readings", 1, EventJson.bytes(reading("_warm-up-1", 1, 90))),
                    TestTask.record("ledger", 2, EventJson.bytes(ledger)),
                    TestTask.record("alerts", 3, EventJson.bytes(alert))));
        }
        settle();

        assertThat(count("_warm-up-1")).isZero();
        assertThat(store.matches()).doesNotContain("_warm-up-1");
        assertThat(store.ledger("tracking")).isEmpty();
        assertThat(store.alerts("_warm-up-1", 10)).isEmpty();
    }

    @Test
    void aLargeBatchBecomesSeveralBoundedPosts() throws Exception {
        Map<String, String> settings = settings();
        settings.put(TimeSeriesSinkConfig.POST_BYTES, "10000");
        try (TestTask task = new TestTask(settings, false)) {
            task.task.put(readings("large", 0, 1_000));

            assertThat(task.counted("posts-total")).isGreaterThan(5);
            assertThat(task.counted("bytes-total") / task.counted("posts-total"))
                    .isLessThan(11_000);
        }
        settle();

        assertThat(count("large")).isEqualTo(1_000);
    }

    @Test
    void aRecordThatIsNoEventIsReportedAndItsNeighboursKept() throws Exception {
        List<SinkRecord> batch = new ArrayList<>(readings("poison", 0, 10));
        batch.add(4, TestTask.record("readings", 100, "{\"match_id\":"));
        batch.add(7, TestTask.record("alerts", 101, "{\"at\":1700000000000}"));
        batch.add(8, TestTask.record("player-metrics", 102, "{\"match_id\":7}"));
        batch.add(new SinkRecord("ledger", 0, null, null, null, null, 103));
        try (TestTask task = task(true)) {
            task.task.put(batch);

            assertThat(task.reported).extracting(SinkRecord::kafkaOffset).containsExactly(100L, 101L, 102L);
            assertThat(task.counted("events-unreadable-total")).isEqualTo(3);
            assertThat(task.counted("rows-refused-total")).isZero();
        }
        settle();

        assertThat(count("poison")).isEqualTo(10);
    }

    @Test
    void withoutAReporterAPoisonRecordIsCounted() throws Exception {
        try (TestTask task = task(false)) {
            task.task.put(List.of(TestTask.record("readings", 1, "rubbish")));

            assertThat(task.counted("events-unreadable-total")).isEqualTo(1);
        }
    }

    @Test
    void aWrongPasswordFailsTheTask() {
        Map<String, String> settings = settings();
        settings.put(TimeSeriesSinkConfig.PASSWORD, "guess");
        try (TestTask task = new TestTask(settings, true)) {
            assertThatThrownBy(() -> task.task.put(readings("password", 0, 1)))
                    .isInstanceOf(ConnectException.class)
                    .isNotInstanceOf(RetriableException.class)
                    .hasMessageContaining("password")
                    .hasMessageNotContaining("guess");
        }
    }

    @Test
    void nothingIsLostWhileTheStoreIsDown() throws Exception {
        List<SinkRecord> batch = readings("down", 0, 100);
        stopServer();
        try (TestTask task = task(true)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> task.task.put(batch)).isInstanceOf(RetriableException.class);
            }
            assertThat(task.timeoutsMs).containsExactly(250L, 500L, 1_000L);
            assertThat(task.counted("retries-total")).isEqualTo(3);

            startServer(folder);
            task.task.put(batch);
            settle();
            assertThat(count("down")).isEqualTo(100);

            stopServer();
            assertThatThrownBy(() -> task.task.put(batch)).isInstanceOf(RetriableException.class);
            assertThat(task.timeoutsMs).endsWith(250L);
        } finally {
            startServer(folder);
        }
    }

    @Test
    void aNamedKindIsNotAsked() throws Exception {
        Map<String, String> settings = settings();
        settings.put(TimeSeriesSinkConfig.KIND, kind().code());
        try (TestTask task = new TestTask(settings, false)) {
            task.task.put(readings("named", 0, 3));
        }
        settle();

        assertThat(count("named")).isEqualTo(3);
    }

    @Test
    void aNewerRevisionWithoutAValueTakesTheOlderOnesAway() throws Exception {
        Alert raised = new Alert("revised", "r", "revised", "p1", "s", NOW, null, 5.0, 4.0, false, "m");
        Alert cleared = new Alert("revised", "r", "revised", null, "s", NOW, NOW + 9, null, null, false, "");
        try (TestTask task = task(false)) {
            task.task.put(List.of(
                    TestTask.record("alerts", 1, EventJson.bytes(raised)),
                    TestTask.record("alerts", 2, EventJson.bytes(cleared))));
        }
        settle();

        assertThat(store.alerts("revised", 10)).containsExactly(cleared);
    }

    final TestTask task(boolean withReporter) {
        return new TestTask(settings(), withReporter);
    }

    final TimeSeriesStore store() {
        return store;
    }

    private Map<String, String> settings() {
        return TestTask.settings(address.url().toString(), address.username(), address.password());
    }

    static List<SinkRecord> readings(String match, int from, int to) {
        return LongStream.range(from, to)
                .mapToObj(i -> TestTask.record("readings", i, EventJson.bytes(reading(match, i, 100))))
                .toList();
    }

    static AcceptedReading reading(String match, long seq, int hr) {
        return new AcceptedReading(
                "stadium",
                match,
                "p1",
                "t1",
                seq,
                NOW + seq * 100,
                52.25,
                33.5,
                null,
                5.5,
                hr,
                null,
                null,
                null,
                null,
                null,
                0.75,
                1,
                1_000 + seq,
                0,
                false);
    }

    private long count(String match) throws Exception {
        return found(match).size();
    }

    private List<AcceptedReading> found(String match) throws Exception {
        List<AcceptedReading> found = new ArrayList<>();
        store.readingsInLogOrder(match, found::add);
        return found;
    }

    final void settle() {
        await().atMost(TIMEOUT).until(() -> store.progress().settled());
    }
}
