package io.pitchside.web.kafka;

import io.pitchside.web.live.LiveSettings;
import io.pitchside.web.live.PastRecords;
import io.pitchside.web.live.ReadingMarks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** Reads a stretch of a topic with a consumer that lives as long as the call. Thread-safe. */
public final class KafkaPast implements PastRecords {
    private static final Duration POLL_MAX = Duration.ofMillis(200);

    private final KafkaAccess kafka;
    private final Clock clock;

    public KafkaPast(KafkaAccess kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    @Override
    public void read(String topic, int partition, long from, long to, Visitor visitor) throws IOException {
        if (from >= to) {
            return;
        }
        TopicPartition source = new TopicPartition(topic, partition);
        long until = clock.millis() + LiveSettings.SEEK_MS_MAX;
        try (KafkaConsumer<ByteBuffer, ByteBuffer> consumer = open()) {
            consumer.assign(List.of(source));
            consumer.seek(source, from);
            ReadingMarks marks = new ReadingMarks();
            while (consumer.position(source) < to) {
                for (ConsumerRecord<ByteBuffer, ByteBuffer> record : consumer.poll(POLL_MAX)) {
                    if (record.offset() < to) {
                        visitor.visit(record.key(), record.value(), RecordMarks.read(record.headers(), marks));
                    }
                }
                if (clock.millis() > until) {
                    throw new IOException(source + " was not read from " + from + " to " + to + " within "
                            + LiveSettings.SEEK_MS_MAX + " ms");
                }
            }
        } catch (KafkaException e) {
            throw new IOException(source + " cannot be read from offset " + from, e);
        }
    }

    private KafkaConsumer<ByteBuffer, ByteBuffer> open() {
        return new KafkaConsumer<>(kafka.with(Map.of(
                "client.id",
                "pitchside-resume",
                "key.deserializer",
                ByteBufferDeserializer.class,
                "value.deserializer",
                ByteBufferDeserializer.class,
                "enable.auto.commit",
                "false",
                // What retention took cannot be brought back: that is an error here, not another place to begin.
                "auto.offset.reset",
                "none",
                "default.api.timeout.ms",
                LiveSettings.SEEK_MS_MAX,
                "max.poll.records",
                10_000)));
    }
}
