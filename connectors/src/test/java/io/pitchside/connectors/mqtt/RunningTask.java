package io.pitchside.connectors.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** The connector's task in this JVM, with the test in Connect's place: it polls, and it says what Kafka has written. */
final class RunningTask implements AutoCloseable {
    static final RecordMetadata WRITTEN = new RecordMetadata(new TopicPartition("sensor-readings", 0), 0, 0, 0, 0, 0);

    final MqttSourceTask task = new MqttSourceTask();
    final TestContext context;

    private RunningTask(Map<String, String> settings) {
        context = new TestContext(settings);
        task.initialize(context);
        task.start(settings);
    }

    /** Starts the endpoint on a free port of the loopback; the settings come in pairs. */
    static RunningTask listening(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("listen.port", "0"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return new RunningTask(all);
    }

    ListenDoor door() {
        return (ListenDoor) requireNonNull(task.door());
    }

    int port() {
        return door().address().getPort();
    }

    FrontDoorMetrics metrics() {
        return task.metrics();
    }

    /** Polls until there are so many records; fails after ten seconds. */
    List<SourceRecord> poll(int count) throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (records.size() < count) {
            assertThat(System.nanoTime())
                    .as("%d of %d records in time", records.size(), count)
                    .isLessThan(until);
            List<SourceRecord> batch = task.poll();
            if (batch != null) {
                records.addAll(batch);
            }
        }
        return records;
    }

    void commit(SourceRecord record) {
        task.commitRecord(record, WRITTEN);
    }

    static String key(SourceRecord record) {
        return new String((byte[]) record.key(), UTF_8);
    }

    static String value(SourceRecord record) {
        return new String((byte[]) record.value(), UTF_8);
    }

    /** The header's text; null if it is absent. */
    static @Nullable String header(SourceRecord record, String name) {
        Header header = record.headers().lastWithName(name);
        return header == null ? null : new String((byte[]) header.value(), UTF_8);
    }

    @Override
    public void close() {
        task.stop();
    }
}
