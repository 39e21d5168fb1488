package io.pitchside.stores.timeseries;

import static io.pitchside.stores.timeseries.Events.MS;
import static io.pitchside.stores.timeseries.Events.SECOND;
import static io.pitchside.stores.timeseries.Events.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on QuestDB, and what is QuestDB's alone. */
class QuestDbStoreIT extends TimeSeriesContract {
    @Override
    StoreUnderTest open(Path own) throws Exception {
        return EmbeddedStore.on(own);
    }

    @Override
    StoreUnderTest killedAfter(Path own, int readings) throws Exception {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        own.toString(),
                        Integer.toString(readings))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int said = victim.getInputStream().read();
        victim.destroyForcibly().waitFor();
        assertThat(said).as("what the victim printed").isEqualTo('w');
        return EmbeddedStore.on(own);
    }

    /** Writes, says so on its standard output, and waits to be killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws Exception {
            EmbeddedStore store = EmbeddedStore.on(Path.of(args[0]));
            for (int i = 0; i < Integer.parseInt(args[1]); i++) {
                store.write(reading("m1", "p1", i, MS + i));
            }
            System.out.write('w');
            System.out.flush();
            Thread.currentThread().join();
        }
    }

    @Test
    void aRefusedRowIsNamed() throws Exception {
        LineProtocol body = new LineProtocol();
        for (int i = 0; i < 5; i++) {
            byte[] number = (i == 3 ? "rubbish" : "1").getBytes(StandardCharsets.US_ASCII);
            EmbeddedStore.add(body, "readings", SECOND + i, TimeUnit.SECONDS, values -> {
                values.symbol(TimeSeriesTable.READINGS.column("match_id"), "line\nbreak");
                values.integer(TimeSeriesTable.READINGS.column("seq"), 1);
                values.number(TimeSeriesTable.READINGS.column("x"), number, 0, number.length);
            });
        }

        assertThatThrownBy(() -> tested.writer().write(body, 1, 5))
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

        assertThatThrownBy(() -> tested.writer().write(body, 0, 1)).isInstanceOf(StoreAccessException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/exec?query=select+1", "/exp?query=select+1", "/imp", "/write?precision=ns"})
    void nothingIsAnsweredWithoutThePassword(String path) throws Exception {
        URI uri = tested.address().url().resolve(path);

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
    void aTakenPortIsOneClearLine() throws Exception {
        int port = tested.address().url().getPort();

        assertThatThrownBy(() -> QuestDbServer.start(folder.resolve("other"), port, "a", "b"))
                .hasMessage(
                        "port " + port + " (questdb.port) is taken: free it, or set questdb.port to another or to 0");
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAStop() throws Exception {
        Path own = folder.resolve("stopped");
        try (EmbeddedStore before = EmbeddedStore.on(own)) {
            before.write(reading("m1", "p1", 1, MS));
        }

        try (EmbeddedStore after = EmbeddedStore.on(own)) {
            after.settle();
            assertThat(after.store().readings()).isEqualTo(1);
        }
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
}
