package io.pitchside.stores.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchside.model.event.DeadLetter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSeriesStoreIT {
    private static final TimeSeriesTable METRICS = TimeSeriesTable.PLAYER_METRICS;
    private static final long SECOND = 1_700_000_000;

    @TempDir
    static Path folder;

    private static EmbeddedStore store;

    @BeforeAll
    static void start() throws Exception {
        store = EmbeddedStore.on(folder.resolve("shared"));
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
    }

    /** Fixed seeds, and a fresh one; {@code -Dpitchside.seed} replays one. */
    static LongStream seeds() {
        Long named = Long.getLong("pitchside.seed");
        return named != null ? LongStream.of(named) : LongStream.of(1, 2, System.nanoTime());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyTextComesBackAsItWasWritten(long seed) throws Exception {
        Random random = new Random(seed);
        String pipeline = "text-" + seed;
        LineProtocol body = new LineProtocol();
        List<String[]> expected = LongStream.range(0, 500)
                .mapToObj(i -> new String[] {text(random, 1), text(random, 0)})
                .toList();
        for (int i = 0; i < expected.size(); i++) {
            String[] row = expected.get(i);
            EmbeddedStore.add(body, "alerts", SECOND + i, TimeUnit.SECONDS, values -> {
                values.symbol(TimeSeriesTable.ALERTS.column("pipeline"), pipeline);
                values.symbol(TimeSeriesTable.ALERTS.column("rule"), row[0]);
                values.text(TimeSeriesTable.ALERTS.column("message"), row[1]);
            });
        }

        store.writer.write(body, 0, body.rows());
        store.settle();

        ResultTable found =
                store.ask("SELECT rule, message FROM alerts WHERE pipeline = '" + pipeline + "' ORDER BY ts");
        assertThat(found.size()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(new String[] {found.text(i, "rule"), found.text(i, "message")})
                    .as("row %d; replay: -Dit.test=TimeSeriesStoreIT -Dpitchside.seed=%d", i, seed)
                    .isEqualTo(expected.get(i));
        }
    }

    private static String text(Random random, int lengthMin) {
        String signs = " ,=\\\"'\n\r\t;#/%$\u0001\u007fäß€漢😀ab01";
        StringBuilder text = new StringBuilder();
        int length = lengthMin + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            int at = random.nextInt(signs.codePointCount(0, signs.length()));
            text.appendCodePoint(signs.codePointAt(signs.offsetByCodePoints(0, at)));
        }
        return text.toString();
    }

    @Test
    void writingAgainChangesNothingAndACorrectionReplaces() throws Exception {
        reading("again", "p1", 1, 10.0);
        reading("again", "p1", 1, 10.0);
        reading("again", "p1", 1, 11.5);
        reading("again", "p1", 2, 10.0);
        store.settle();

        ResultTable found = store.ask("SELECT seq, x FROM readings WHERE match_id = 'again' ORDER BY seq");

        assertThat(found.size()).isEqualTo(2);
        assertThat(found.number(0, "x", 0)).isEqualTo(11.5);
    }

    @Test
    void totalsSumTheSecondsBeforeTheGivenOne() throws Exception {
        for (int i = 0; i < 10; i++) {
            second("totals", "p1", SECOND + i, 1_000 + i, i < 5 ? 100L + i : null);
        }
        second("totals", "p2", SECOND, 7, null);
        store.settle();

        List<PlayerTotals> totals = store.queries.totals("totals", SECOND + 9);

        assertThat(totals).extracting(PlayerTotals::playerId).containsExactly("p1", "p2");
        PlayerTotals first = totals.get(0);
        assertThat(first.distanceMm()).isEqualTo(9_036);
        assertThat(first.hsrMm()).isEqualTo(2 * 9_036);
        assertThat(first.sprintMm()).isEqualTo(9_036);
        assertThat(first.seconds()).isEqualTo(9);
        assertThat(first.hrMean()).isEqualTo(102);
        assertThat(first.hrMax()).isEqualTo(104);
        assertThat(first.lastSecond()).isEqualTo(SECOND + 8);
        assertThat(totals.get(1).hrMean()).isNull();
        assertThat(totals.get(1).hrMax()).isNull();
    }

    @Test
    void secondsComeBackInOrderFromTheGivenOne() throws Exception {
        for (int i = 9; i >= 0; i--) {
            second("seconds", "p1", SECOND + i, i, 60L + i);
        }
        store.settle();

        assertThat(store.queries.seconds("seconds", SECOND + 7))
                .extracting(second -> second.second() + "/" + second.distanceMm() + "/" + second.hr())
                .containsExactly(SECOND + 7 + "/7/67", SECOND + 8 + "/8/68", SECOND + 9 + "/9/69");
    }

    @Test
    void namesWithQuotesAreOnlyNames() throws Exception {
        second("o'neill'; --", "p1", SECOND, 5, null);
        store.settle();

        assertThat(store.queries.totals("o'neill'; --", SECOND + 1)).hasSize(1);
        assertThat(store.queries.matches()).contains("o'neill'; --");
    }

    @Test
    void deadLettersComeNewestFirstWithTheirBytes() throws Exception {
        byte[] payload = {0, 1, (byte) 0xff, '"', '\n'};
        for (int i = 0; i < 3; i++) {
            int at = i;
            store.write("dead_letters", SECOND + i, TimeUnit.SECONDS, values -> {
                TimeSeriesTable table = TimeSeriesTable.DEAD_LETTERS;
                values.symbol(table.column("pipeline"), "tracking");
                values.symbol(table.column("source"), "mqtt");
                values.symbol(table.column("reason"), "invalid-json");
                values.symbol(table.column("topic"), "sensor-readings");
                values.text(table.column("message"), "broken");
                values.integer(table.column("partition"), 1);
                values.integer(table.column("offset"), 40L + at);
                values.integer(table.column("byte_offset"), -1);
                values.text(table.column("key"), "m1/?");
                values.text(
                        table.column("payload"), java.util.Base64.getEncoder().encodeToString(payload));
            });
        }
        store.settle();

        assertThat(store.queries.deadLetters(2)).extracting(DeadLetter::offset).containsExactly(42L, 41L);
        DeadLetter letter = store.queries.deadLetter("sensor-readings", 1, 41).orElseThrow();
        assertThat(letter.payload()).isEqualTo(payload);
        assertThat(letter.at()).isEqualTo((SECOND + 1) * 1000);
        assertThat(letter.byteOffset()).isEqualTo(-1);
        assertThat(store.queries.deadLetter("sensor-readings", 0, 41)).isEmpty();
        assertThat(store.queries.deadLetterCount()).isEqualTo(3);
    }

    @Test
    void aRefusedRowIsNamed() throws Exception {
        LineProtocol body = new LineProtocol();
        for (int i = 0; i < 5; i++) {
            byte[] number = (i == 3 ? "rubbish" : "1").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            EmbeddedStore.add(body, "readings", SECOND + i, TimeUnit.SECONDS, values -> {
                values.symbol(TimeSeriesTable.READINGS.column("match_id"), "line\nbreak");
                values.integer(TimeSeriesTable.READINGS.column("seq"), 1);
                values.number(TimeSeriesTable.READINGS.column("x"), number, 0, number.length);
            });
        }

        assertThatThrownBy(() -> store.writer.write(body, 1, 5))
                .isInstanceOfSatisfying(
                        RowsRefusedException.class, e -> assertThat(e.row()).isEqualTo(3));
    }

    @Test
    void aMissingTableIsNotTheRowsFault() {
        LineProtocol body = new LineProtocol();
        EmbeddedStore.add(
                body,
                "no_such_table",
                SECOND,
                TimeUnit.SECONDS,
                values -> values.integer(TimeSeriesTable.READINGS.column("seq"), 1));

        assertThatThrownBy(() -> store.writer.write(body, 0, 1)).isInstanceOf(StoreAccessException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/exec?query=select+1", "/exp?query=select+1", "/imp", "/write?precision=ns"})
    void nothingIsAnsweredWithoutThePassword(String path) throws Exception {
        URI uri = store.server.address().url().resolve(path);

        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.ofString("readings seq=1i\n"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void aWrongPasswordIsNamedAsSuch() {
        TimeSeriesAddress wrong = new TimeSeriesAddress(store.server.address().url(), EmbeddedStore.USERNAME, "guess");

        assertThatThrownBy(() -> new TimeSeriesReader(wrong).table("SELECT 1", 1, EmbeddedStore.TIMEOUT))
                .isInstanceOf(StoreAccessException.class)
                .hasMessageContaining("password")
                .hasMessageNotContaining("guess");
        assertThat(wrong.toString()).doesNotContain("guess");
    }

    @Test
    void aStoreThatIsNotThereIsUnavailable() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        TimeSeriesAddress nowhere = new TimeSeriesAddress(URI.create("http://127.0.0.1:" + port), "a", "b");

        assertThatThrownBy(() -> new TimeSeriesReader(nowhere).table("SELECT 1", 1, EmbeddedStore.TIMEOUT))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    void aTakenPortIsOneClearLine() throws Exception {
        int port = store.server.port();

        assertThatThrownBy(() -> QuestDbServer.start(folder.resolve("other"), port, "a", "b"))
                .hasMessage(
                        "port " + port + " (questdb.port) is taken: free it, or set questdb.port to another or to 0");
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAStop() throws Exception {
        Path own = folder.resolve("stopped");
        try (EmbeddedStore before = EmbeddedStore.on(own)) {
            before.write("readings", SECOND, TimeUnit.SECONDS, TimeSeriesStoreIT::anyReading);
        }

        try (EmbeddedStore after = EmbeddedStore.on(own)) {
            after.settle();
            assertThat(after.queries.readings()).isEqualTo(1);
            assertThat(after.queries.readings(1, 5, 6)).isEqualTo(1);
            assertThat(after.queries.readings(1, 6, 7)).isZero();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
        Path own = folder.resolve("killed");
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        own.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int said = victim.getInputStream().read();
        victim.destroyForcibly().waitFor();
        assertThat(said).as("what the victim printed").isEqualTo('w');

        try (EmbeddedStore after = EmbeddedStore.on(own)) {
            after.settle();
            assertThat(after.queries.readings()).isEqualTo(Victim.ROWS);
        }
    }

    /** Writes, says so on its standard output, and waits to be killed. */
    static final class Victim {
        static final int ROWS = 1_000;

        private Victim() {}

        public static void main(String[] args) throws Exception {
            EmbeddedStore store = EmbeddedStore.on(Path.of(args[0]));
            for (int i = 0; i < ROWS; i++) {
                store.write("readings", SECOND + i, TimeUnit.SECONDS, TimeSeriesStoreIT::anyReading);
            }
            System.out.write('w');
            System.out.flush();
            Thread.currentThread().join();
        }
    }

    @Test
    void warmUpRowsAreInNoAnswer() throws Exception {
        store.write("readings_warm_up", SECOND, TimeUnit.SECONDS, values -> {
            values.symbol(TimeSeriesTable.READINGS.column("match_id"), "_warm-up-1");
            values.integer(TimeSeriesTable.READINGS.column("seq"), 1);
        });
        store.settle();

        assertThat(store.queries.matches()).doesNotContain("_warm-up-1");
    }

    @Test
    void anAbsentColumnIsAdded(@TempDir Path own) throws Exception {
        try (QuestDbServer server = QuestDbServer.start(own, 0, "a", "b")) {
            TimeSeriesReader reader = new TimeSeriesReader(server.address());
            reader.execute(
                    "CREATE TABLE alerts (ts TIMESTAMP, pipeline SYMBOL, rule SYMBOL, subject SYMBOL)"
                            + " TIMESTAMP(ts) PARTITION BY DAY WAL DEDUP UPSERT KEYS(ts, pipeline, rule, subject)",
                    EmbeddedStore.TIMEOUT);

            TimeSeriesSchema.create(reader);

            assertThat(reader.table("SELECT message FROM alerts", 1, EmbeddedStore.TIMEOUT)
                            .size())
                    .isZero();
        }
    }

    private static void anyReading(LineProtocol values) {
        values.symbol(TimeSeriesTable.READINGS.column("match_id"), "m1");
        values.symbol(TimeSeriesTable.READINGS.column("player_id"), "p1");
        values.symbol(TimeSeriesTable.READINGS.column("sensor_id"), "p1");
        values.integer(TimeSeriesTable.READINGS.column("seq"), 1);
        values.integer(TimeSeriesTable.READINGS.column("kafka_partition"), 1);
        values.integer(TimeSeriesTable.READINGS.column("kafka_offset"), 5);
    }

    private static void reading(String match, String player, long seq, double x) throws Exception {
        store.write("readings", SECOND, TimeUnit.SECONDS, values -> {
            values.symbol(TimeSeriesTable.READINGS.column("match_id"), match);
            values.symbol(TimeSeriesTable.READINGS.column("player_id"), player);
            values.symbol(TimeSeriesTable.READINGS.column("sensor_id"), player);
            values.integer(TimeSeriesTable.READINGS.column("seq"), seq);
            values.number(TimeSeriesTable.READINGS.column("x"), x);
        });
    }

    /** A second whose lengths are all {@code distanceMm}. */
    private static void second(String match, String player, long second, long distanceMm, Long hr) throws Exception {
        store.write("player_metrics", second, TimeUnit.SECONDS, values -> {
            values.symbol(METRICS.column("match_id"), match);
            values.symbol(METRICS.column("player_id"), player);
            values.symbol(METRICS.column("definition_version"), "1");
            values.integer(METRICS.column("distance_mm"), distanceMm);
            values.integer(METRICS.column("zone4_mm"), distanceMm);
            values.integer(METRICS.column("zone5_mm"), distanceMm);
            if (hr != null) {
                values.integer(METRICS.column("hr"), hr);
            }
        });
    }
}
