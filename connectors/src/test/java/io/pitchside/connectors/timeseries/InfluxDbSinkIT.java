package io.pitchside.connectors.timeseries;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.EventJson;
import io.pitchside.stores.timeseries.StoreKind;
import io.pitchside.stores.timeseries.TimeSeriesAddress;
import io.pitchside.testing.InfluxDb;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class InfluxDbSinkIT extends TimeSeriesSinkContract {
    private final InfluxDb server = InfluxDb.server();

    @Override
    TimeSeriesAddress startServer(Path folder) {
        server.start();
        return new TimeSeriesAddress(URI.create(server.url()), InfluxDb.USERNAME, InfluxDb.PASSWORD);
    }

    @Override
    void stopServer() {
        server.stop();
    }

    @AfterAll
    void delete() {
        server.close();
    }

    @Override
    StoreKind kind() {
        return StoreKind.INFLUXDB;
    }

    @Test
    void aRowThatTheStoreRefusesIsReportedAndItsNeighboursKept() throws Exception {
        List<SinkRecord> batch = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            // InfluxDB keeps no series whose name is longer than 65,535 bytes.
            String subject = i == 7 || i == 13 ? "s".repeat(70_000) : "s" + i;
            Alert alert =
                    new Alert("long", "r", "long", null, subject, 1_700_000_000_000L, null, null, null, false, "");
            batch.add(TestTask.record("alerts", i, EventJson.bytes(alert)));
        }
        try (TestTask task = task(true)) {
            task.task.put(batch);

            assertThat(task.reported).extracting(SinkRecord::kafkaOffset).containsExactly(7L, 13L);
            assertThat(task.counted("rows-refused-total")).isEqualTo(2);
        }
        assertThat(store().alerts("long", 100)).hasSize(18);
    }
}
