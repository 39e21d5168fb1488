package io.pitchside.stores.timeseries;

import static io.pitchside.stores.timeseries.Events.MS;
import static io.pitchside.stores.timeseries.Events.SECOND;
import static io.pitchside.stores.timeseries.Events.reading;
import static io.pitchside.stores.timeseries.Events.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchside.model.access.Role;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.testing.InfluxDb;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The contract on InfluxDB, and what is InfluxDB's alone. */
class InfluxDbStoreIT extends TimeSeriesContract {
    private static final String DATABASE = "contract";

    /** InfluxDB with the database of these tests. */
    static final class Influx implements StoreUnderTest {
        final InfluxDb server;
        private final TimeSeriesAddress address;
        private final OpenedStore opened;
        private final TimeSeriesWriter writer;

        Influx(InfluxDb server, String database) throws Exception {
            this.server = server;
            address = new TimeSeriesAddress(URI.create(server.url()), InfluxDb.USERNAME, InfluxDb.PASSWORD);
            opened = OpenedStore.open(StoreKind.INFLUXDB, address, database);
            writer = TimeSeriesWriter.influxDb(address, database, TIMEOUT);
        }

        @Override
        public StoreKind kind() {
            return StoreKind.INFLUXDB;
        }

        @Override
        public TimeSeriesAddress address() {
            return address;
        }

        @Override
        public TimeSeriesStore store() {
            return opened.store();
        }

        @Override
        public TimeSeriesWriter writer() {
            return writer;
        }

        @Override
        public void close() {
            server.close();
        }
    }

    @Override
    StoreUnderTest open(Path own) throws Exception {
        return new Influx(InfluxDb.server().start(), DATABASE);
    }

    @Override
    StoreUnderTest killedAfter(Path own, int readings) throws Exception {
        Influx store = new Influx(InfluxDb.server().start(), DATABASE);
        for (int i = 0; i < readings; i++) {
            store.write(reading("m1", "p1", i, MS + i));
        }
        store.server.kill9();
        store.server.start();
        return store;
    }

    @Test
    void seriesDoNotGrowWithReadingsOrRevisions() throws Exception {
        String database = "series";
        Influx own = new Influx(((Influx) tested).server, database);
        for (int i = 0; i < 50; i++) {
            own.write(reading("m1", "p1", i, MS + i), second("m1", "p1", SECOND, i, i));
        }

        String answer = own.server.query(database, "SHOW SERIES");

        assertThat(answer)
                .contains("[\"player_metrics,match_id=m1,player_id=p1\"]")
                .contains("[\"readings,match_id=m1,player_id=p1,sensor_id=t-p1\"]");
        assertThat(answer.split("match_id=", -1)).hasSize(3);
    }

    @Test
    void aPoisonRowIsRefusedAndTheOthersOfThePostAreKept() throws Exception {
        LineProtocol body = tested.body();
        for (int i = 0; i < 5; i++) {
            byte[] number = (i == 3 ? "rubbish" : "1").getBytes(StandardCharsets.US_ASCII);
            EmbeddedStore.add(body, "readings", SECOND + i, TimeUnit.SECONDS, values -> {
                values.symbol(TimeSeriesTable.READINGS.column("match_id"), "poison");
                values.integer(TimeSeriesTable.READINGS.column("seq"), 1);
                values.number(TimeSeriesTable.READINGS.column("x"), number, 0, number.length);
            });
        }

        assertThatThrownBy(() -> tested.writer().write(body, 0, 5))
                .isInstanceOfSatisfying(RowsRefusedException.class, e -> assertThat(e.row())
                        .isEqualTo(RowsRefusedException.ROW_UNKNOWN));

        List<AcceptedReading> kept = new ArrayList<>();
        tested.store().readings("poison", MS, MS + 10_000, 10, kept::add);
        assertThat(kept).hasSize(4);
    }

    @Test
    void aValueOfAnotherTypeIsARefusedRow() throws Exception {
        tested.write(reading("conflict", "p1", 1, MS));
        LineProtocol body = tested.body();
        EmbeddedStore.add(body, "readings", SECOND, TimeUnit.SECONDS, values -> {
            values.symbol(TimeSeriesTable.READINGS.column("match_id"), "conflict");
            values.text(TimeSeriesTable.READINGS.column("x"), "text");
        });

        assertThatThrownBy(() -> tested.writer().write(body, 0, 1))
                .isInstanceOf(RowsRefusedException.class)
                .hasMessageContaining("field type conflict");
    }

    @Test
    void aLostDatabaseIsNotTheRowsFault() throws Exception {
        TimeSeriesWriter lost = TimeSeriesWriter.influxDb(tested.address(), "no such", StoreUnderTest.TIMEOUT);
        LineProtocol body = tested.body();
        tested.add(body, reading("lost", "p1", 1, MS), false);

        assertThatThrownBy(() -> lost.write(body, 0, 1))
                .isInstanceOf(StoreAccessException.class)
                .hasMessageContaining("database not found");
        InfluxDbStore absent = new InfluxDbStore(new InfluxDbReader(tested.address(), "no such"));
        assertThatThrownBy(absent::progress).isInstanceOf(StoreAccessException.class);
    }

    @Test
    void compressedPostsAreTheSame() throws Exception {
        TimeSeriesWriter far = TimeSeriesWriter.influxDb(tested.address(), DATABASE, StoreUnderTest.TIMEOUT, true);
        LineProtocol body = tested.body();
        AcceptedReading first = reading("gzip", "p1", 1, MS);
        AcceptedReading second = reading("gzip", "p1", 2, MS);
        tested.add(body, reading("gzip", "p0", 1, MS), false);
        tested.add(body, first, false);
        tested.add(body, second, false);

        far.write(body, 1, 3);

        List<AcceptedReading> found = new ArrayList<>();
        tested.store().readings("gzip", MS, MS + 1, 10, found::add);
        assertThat(found).containsExactly(first, second);
    }

    @Test
    void aUserWithoutRightsOnTheDatabaseIsToldSo() throws Exception {
        InfluxDb server = ((Influx) tested).server;
        server.query("CREATE USER \"nobody\" WITH PASSWORD 'nothing'");
        server.query("CREATE USER \"writer\" WITH PASSWORD 'writes'");
        server.query("GRANT ALL ON \"" + DATABASE + "\" TO \"writer\"");
        URI url = tested.address().url();

        assertThatThrownBy(() ->
                        OpenedStore.open(StoreKind.INFLUXDB, new TimeSeriesAddress(url, "nobody", "nothing"), DATABASE))
                .isInstanceOf(StoreAccessException.class)
                .hasMessageContaining(DATABASE);
        assertThat(OpenedStore.open(StoreKind.INFLUXDB, new TimeSeriesAddress(url, "writer", "writes"), DATABASE)
                        .store()
                        .progress()
                        .settled())
                .isTrue();
    }

    @Test
    void sqlIsRefusedWithWhatToDoInstead() throws Exception {
        OpenedStore opened = OpenedStore.open(StoreKind.INFLUXDB, tested.address(), DATABASE);

        try (QueryDoor door = opened.queryDoor(10, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> door.answer("SELECT 1", Role.ADMIN, new ResultTable()))
                    .isInstanceOf(QueryRefusedException.class)
                    .hasMessageContaining("InfluxQL")
                    .hasMessageContaining(DATABASE);
        }
    }

    @Test
    void logOrderIsTheSameInSmallSlices() throws Exception {
        InfluxDbReader reader = new InfluxDbReader(tested.address(), DATABASE);
        List<AcceptedReading> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            long offset = i < 250 ? i : 1_000_000L + i;
            rows.add(reading("slices", "p1", i, MS + i * 1_000L - (i % 9 == 0 ? 200_000 : 0), offset));
        }
        tested.write(rows.toArray());
        List<AcceptedReading> found = new ArrayList<>();

        new InfluxDbReadings(reader, StoreUnderTest.TIMEOUT, StoreUnderTest.TIMEOUT, 70).byOffset("slices", found::add);

        assertThat(found).containsExactlyElementsOf(rows);
    }
}
