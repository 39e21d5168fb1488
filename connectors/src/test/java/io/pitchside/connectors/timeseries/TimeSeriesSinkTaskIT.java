package io.pitchside.connectors.timeseries;

import static io.pitchside.connectors.timeseries.TimeSeriesSinkContract.reading;
import static io.pitchside.connectors.timeseries.TimeSeriesSinkContract.readings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.pitchside.model.event.EventJson;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** The sink before a store that refuses rows, whether it names them or not. */
class TimeSeriesSinkTaskIT {
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

    private static Map<String, String> settings(String url) {
        return TestTask.settings(url, "tests", "tests");
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
