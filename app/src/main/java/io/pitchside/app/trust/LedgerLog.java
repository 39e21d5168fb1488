package io.pitchside.app.trust;

import io.pitchside.model.event.EventJson;
import io.pitchside.model.event.LedgerRow;
import io.pitchside.model.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The newest row of every event id, read from the {@code ledger} topic itself, so that a store that lags cannot hide a
 * difference. Remembers what it read, and reads on from there. Thread-safe.
 */
public final class LedgerLog implements AutoCloseable {
    private static final TopicPartition LEDGER = new TopicPartition(Topics.LEDGER, 0);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration READ_MAX = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, LedgerRow> rows = new HashMap<>();

    /** @param consumer without a group; this log's own from now on, and closed with it */
    public LedgerLog(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        consumer.assign(List.of(LEDGER));
        consumer.seekToBeginning(List.of(LEDGER));
    }

    /**
     * Reads what is new, and gives all rows of one pipeline.
     *
     * @throws IOException if the topic cannot be read to its end in {@link #READ_MAX}, or holds something that is no row
     */
    public synchronized List<LedgerRow> rows(String pipeline) throws IOException {
        long end = consumer.endOffsets(List.of(LEDGER), READ_MAX).getOrDefault(LEDGER, 0L);
        long deadline = System.nanoTime() + READ_MAX.toNanos();
        while (consumer.position(LEDGER, READ_MAX) < end) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the ledger could not be read to its end within " + READ_MAX.toSeconds() + " s");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.value() != null) {
                    LedgerRow row = EventJson.read(record.value(), LedgerRow.class);
                    rows.put(row.eventId(), row);
                }
            }
        }
        return rows.values().stream()
                .filter(row -> row.pipeline().equals(pipeline))
                .toList();
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
