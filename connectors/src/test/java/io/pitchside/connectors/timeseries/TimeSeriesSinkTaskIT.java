package io.pitchside.connectors.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.pitchside.model.event.Alert;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.event.LedgerRow;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.stores.timeseries.QuestDbServer;
import io.pitchside.stores.timeseries.ResultTable;
import io.pitchside.stores.timeseries.TimeSeriesQueries;
import io.pitchside.stores.timeseries.TimeSeriesReader;
import io.pitchside.stores.timeseries.TimeSeriesSchema;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.io.TempDir;

class TimeSeriesSinkTaskIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long NOW = 1_700_000_000_000L;

    @TempDir
    static Path folder;

    private static QuestDbServer server;
    private static TimeSeriesReader reader;
    private static TimeSeriesQueries queries;

    @BeforeAll
    static void start() throws Exception {
        server = QuestDbServer.start(folder.resolve("shared"), 0, "tests", "tests");
        reader = new TimeSeriesReader(server.address());
        queries = new TimeSeriesQueries(reader);
        TimeSeriesSchema.create(reader);
    }

    @AfterAll
    static void stop() {
        server.close();
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
                155,
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
        Alert alert = new Alert("round", "sensor-clock-ahead", "round", "round/p1", NOW, "set the clock");
        try (TestTask task = task(false)) {
            task.task.put(List.of(
                    TestTask.record("readings", 1, EventJson.bytes(reading)),
                    TestTask.record("player-metrics", 2, EventJson.bytes(second)),
                    TestTask.record("ledger", 3, EventJson.bytes(ledger)),
                    TestTask.record("dead-letters", 4, EventJson.bytes(letter)),
                    TestTask.record("alerts", 5, EventJson.bytes(alert))));

            assertThat(task.counted("rows-total")).isEqualTo(5);
            assertThat(task.counted("posts-total")).isEqualTo(1);
        }
        settle();

        ResultTable found = ask("SELECT * FROM readings WHERE match_id = 'round'");
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.number(0, "x", 0)).isEqualTo(reading.x());
        assertThat(found.whole(0, "hr")).isEqualTo(90);
        assertThat(found.whole(0, "kafka_offset")).isEqualTo(reading.offset());
        assertThat(queries.seconds("round", 0)).containsExactly(second);
        assertThat(queries.ledger("round")).containsExactly(ledger);
        assertThat(queries.deadLetter("sensor-readings", 1, 77))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(letter);
        ResultTable alerts = ask("SELECT *, cast(ts AS long) at_us FROM alerts WHERE pipeline = 'round'");
        assertThat(alerts.text(0, "rule")).isEqualTo(alert.rule());
        assertThat(alerts.text(0, "subject")).isEqualTo(alert.subject());
        assertThat(alerts.text(0, "message")).isEqualTo(alert.message());
        assertThat(alerts.whole(0, "at_us")).isEqualTo(NOW * 1000);
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

        assertThat(count("readings", "again")).isEqualTo(500);
    }

    @Test
    void warmUpRowsAreKeptApart() throws Exception {
        LedgerRow ledger = new LedgerRow("tracking", "warm-up", 0, NOW, 1, 1, 0, 0, 0, 0, 0, 1, 0);
        Alert alert = new Alert("tracking", "sensor-clock-ahead", "_warm-up-1", "_warm-up-1/p1", NOW, "nothing");
        try (TestTask task = task(false)) {
            task.task.put(List.of(
                    TestTask.record("readings", 1, EventJson.bytes(reading("_warm-up-1", 1, 90))),
                    TestTask.record("ledger", 2, EventJson.bytes(ledger)),
                    TestTask.record("alerts", 3, EventJson.bytes(alert))));
        }
        settle();

        assertThat(count("readings", "_warm-up-1")).isZero();
        assertThat(count("readings_warm_up", "_warm-up-1")).isEqualTo(1);
        assertThat(queries.ledger("tracking")).isEmpty();
        assertThat(ask("SELECT * FROM alerts_warm_up").size()).isEqualTo(1);
    }

    @Test
    void aLargeBatchBecomesSeveralBoundedPosts() throws Exception {
        Map<String, String> settings = settings(server.address().url().toString());
        settings.put(TimeSeriesSinkConfig.POST_BYTES, "10000");
        try (TestTask task = new TestTask(settings, false)) {
            task.task.put(readings("large", 0, 1_000));

            assertThat(task.counted("posts-total")).isGreaterThan(5);
            assertThat(task.counted("bytes-total") / task.counted("posts-total"))
                    .isLessThan(11_000);
        }
        settle();

        assertThat(count("readings", "large")).isEqualTo(1_000);
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

        assertThat(count("readings", "poison")).isEqualTo(10);
    }

    @Test
    void withoutAReporterAPoisonRecordIsCounted() throws Exception {
        try (TestTask task = task(false)) {
            task.task.put(List.of(TestTask.record("readings", 1, "rubbish")));

            assertThat(task.counted("events-unreadable-total")).isEqualTo(1);
        }
    }

    @Test
    void aRowThatTheStoreRefusesIsReportedAndItsNeighboursKept() throws Exception {
        try (FussyStore fussy = new FussyStore(true);
                TestTask task = new TestTask(settings(fussy.url()), true)) {
            List<SinkRecord> batch = new ArrayList<>(readings("fussy", 0, 20));
            batch.add(3, TestTask.record("readings", 100, EventJson.bytes(reading("poison", 1, 90))));
            batch.add(15, TestTask.record("readings", 101, EventJson.bytes(reading("poison", 2, 90))));

            task.task.put(batch);

            assertThat(task.reported).extracting(SinkRecord::kafkaOffset).containsExactly(100L, 101L);
            assertThat(task.counted("rows-refused-total")).isEqualTo(2);
            assertThat(fussy.lines()).hasSize(20);
        }
    }

    @Test
    void aStoreThatDoesNotNameTheRowIsAskedInHalves() throws Exception {
        try (FussyStore fussy = new FussyStore(false);
                TestTask task = new TestTask(settings(fussy.url()), true)) {
            List<SinkRecord> batch = new ArrayList<>(readings("fussy", 0, 1_000));
            batch.add(617, TestTask.record("readings", 5_000, EventJson.bytes(reading("poison", 1, 90))));

            task.task.put(batch);

            assertThat(task.reported).extracting(SinkRecord::kafkaOffset).containsExactly(5_000L);
            assertThat(fussy.lines()).hasSize(1_000);
            assertThat(fussy.posts()).isLessThan(30);
        }
    }

    @Test
    void aStoreThatRefusesEverythingFailsTheTaskAndLosesNothing() throws Exception {
        try (FussyStore fussy = new FussyStore(true);
                TestTask task = new TestTask(settings(fussy.url()), true)) {
            List<SinkRecord> batch = readings("poison", 0, 500);

            assertThatThrownBy(() -> task.task.put(batch))
                    .isInstanceOf(ConnectException.class)
                    .isNotInstanceOf(RetriableException.class)
                    .hasMessageContaining("refused more than 100 rows");

            assertThat(task.reported).isEmpty();
        }
    }

    @Test
    void aWrongPasswordFailsTheTask() {
        Map<String, String> settings = settings(server.address().url().toString());
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
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        List<SinkRecord> batch = readings("down", 0, 100);
        try (TestTask task = new TestTask(settings("http://127.0.0.1:" + port), true)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> task.task.put(batch)).isInstanceOf(RetriableException.class);
            }
            assertThat(task.timeoutsMs).containsExactly(250L, 500L, 1_000L);
            assertThat(task.counted("retries-total")).isEqualTo(3);

            try (QuestDbServer late = QuestDbServer.start(folder.resolve("late"), port, "tests", "tests")) {
                TimeSeriesReader lateReader = new TimeSeriesReader(late.address());
                TimeSeriesSchema.create(lateReader);
                task.task.put(batch);
                TimeSeriesQueries lateQueries = new TimeSeriesQueries(lateReader);
                await().atMost(TIMEOUT).until(() -> lateQueries.progress().settled());
                assertThat(lateQueries.readings()).isEqualTo(100);
            }

            assertThatThrownBy(() -> task.task.put(batch)).isInstanceOf(RetriableException.class);
            assertThat(task.timeoutsMs).endsWith(250L);
        }
    }

    private static TestTask task(boolean withReporter) {
        return new TestTask(settings(server.address().url().toString()), withReporter);
    }

    private static Map<String, String> settings(String url) {
        return TestTask.settings(url, "tests", "tests");
    }

    private static List<SinkRecord> readings(String match, int from, int to) {
        return LongStream.range(from, to)
                .mapToObj(i -> TestTask.record("readings", i, EventJson.bytes(reading(match, i, 100))))
                .toList();
    }

    private static AcceptedReading reading(String match, long seq, int hr) {
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
                0.75,
                1,
                1_000 + seq,
                0,
                false);
    }

    private static long count(String table, String match) throws Exception {
        return ask("SELECT count() n FROM " + table + " WHERE match_id = '" + match + "'")
                .whole(0, "n");
    }

    private static ResultTable ask(String sql) throws Exception {
        return reader.table(sql, 100_000, TIMEOUT);
    }

    private static void settle() {
        await().atMost(TIMEOUT).until(() -> queries.progress().settled());
    }

    /** Stands for a store that refuses a post with a row of match {@code poison} in it, as a whole. */
    private static final class FussyStore implements AutoCloseable {
        private final HttpServer http;
        private final List<String> lines = new ArrayList<>();
        private int posts;

        FussyStore(boolean namesTheRow) throws Exception {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/write", exchange -> {
                posts++;
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                List<String> posted = body.lines().toList();
                int bad = 0;
                while (bad < posted.size() && !posted.get(bad).contains("match_id=poison")) {
                    bad++;
                }
                if (bad == posted.size()) {
                    lines.addAll(posted);
                    exchange.sendResponseHeaders(204, -1);
                } else {
                    String answer = namesTheRow ? "{\"message\":\"no\",\"line\":" + (bad + 1) + "}" : "partial write";
                    exchange.sendResponseHeaders(400, answer.length());
                    exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
                }
                exchange.close();
            });
            http.start();
        }

        String url() {
            return "http://127.0.0.1:" + http.getAddress().getPort();
        }

        List<String> lines() {
            return lines;
        }

        int posts() {
            return posts;
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
