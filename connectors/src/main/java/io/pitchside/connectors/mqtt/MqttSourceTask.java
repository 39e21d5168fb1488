package io.pitchside.connectors.mqtt;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;

/**
 * The task of {@link MqttSource}: opens the door of the configured mode, gives Connect what comes in, and completes a
 * message when Connect has written the last record of it.
 *
 * <p>Connect calls {@link #poll} and {@link #stop} on the task's thread and {@link #commitRecord} on the producer's;
 * the door works on threads of its own.
 */
public final class MqttSourceTask extends SourceTask {
    static final int BATCH_RECORDS_MAX = 2_000;
    /** How long a poll waits for a first record; Connect looks in between whether the task shall stop. */
    static final long POLL_WAIT_MS = 200;

    private final FrontDoorMetrics metrics = new FrontDoorMetrics();
    private @Nullable RecordQueue queue;
    private @Nullable Door door;

    @Override
    public String version() {
        return new MqttSource().version();
    }

    /** @throws ConnectException if the door cannot be opened; the message says why */
    @Override
    public void start(Map<String, String> properties) {
        MqttSourceConfig config = new MqttSourceConfig(properties);
        RecordQueue records = config.newQueue();
        metrics.register(context.pluginMetrics(), records::size);
        queue = records;
        door = config.mode() == MqttSourceConfig.Mode.LISTEN
                ? ListenDoor.open(config, records, metrics, MqttSourceTask::wallClockMicros)
                : SubscribeDoor.open(config, records, metrics, MqttSourceTask::wallClockMicros);
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        RecordQueue records = queue;
        Door open = door;
        if (records == null || open == null) {
            return null;
        }
        Throwable failure = open.failure();
        if (failure != null) {
            throw new ConnectException("the MQTT front door is closed: " + failure.getMessage(), failure);
        }
        return records.take(BATCH_RECORDS_MAX, POLL_WAIT_MS);
    }

    /** @param metadata null where a transformation dropped the record: its sender has nothing to send again */
    @Override
    public void commitRecord(SourceRecord record, @Nullable RecordMetadata metadata) {
        (metadata == null ? metrics.dropped : metrics.acknowledged).increment();
        if (((MqttRecord) record).delivery().recordWritten()) {
            metrics.acknowledgedMessages.increment();
        }
    }

    @Override
    public void stop() {
        if (door != null) {
            door.close();
        }
        if (queue != null) {
            queue.close();
        }
    }

    /** The open door; for tests. */
    @Nullable
    Door door() {
        return door;
    }

    FrontDoorMetrics metrics() {
        return metrics;
    }

    private static long wallClockMicros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
