package io.pitchside.web.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.event.EventHeaders;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.topic.Topic;
import io.pitchside.model.topic.Topics;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import io.pitchside.web.SetupLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Writes set-ups, and answers when Kafka has them. Thread-safe. */
public final class KafkaSetupLog implements SetupLog {
    private static final Duration DELIVERY_MAX = Duration.ofSeconds(10);
    private static final String SOURCE = "api";

    private final KafkaProducer<byte[], byte[]> producer;
    private final int partitions;
    private final Clock clock;

    /** @param partitions partitions of {@code sensor-readings} */
    public KafkaSetupLog(KafkaAccess kafka, int partitions, Clock clock) {
        this.partitions = partitions;
        this.clock = clock;
        producer = kafka.producer("pitchside-setups", DELIVERY_MAX);
    }

    @Override
    public Written write(MatchSetup setup) {
        byte[] key = setup.matchId().getBytes(UTF_8);
        byte[] value = EventJson.bytes(setup);
        int partition = Topic.partitionOf(setup.matchId(), partitions);
        try {
            // The control record first: a set-up that is on the list but shapes nothing would be worse than the
            // reverse.
            Future<RecordMetadata> control =
                    producer.send(new ProducerRecord<>(Topics.SENSOR_READINGS, partition, key, value, headers(setup)));
            RecordMetadata written = control.get(DELIVERY_MAX.toMillis(), TimeUnit.MILLISECONDS);
            producer.send(new ProducerRecord<>(Topics.MATCH_SETUP, key, value))
                    .get(DELIVERY_MAX.toMillis(), TimeUnit.MILLISECONDS);
            return new Written(written.partition(), written.offset());
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new ProblemException(
                    ProblemKind.UNAVAILABLE,
                    "the set-up of match " + setup.matchId() + " was not written: Kafka did not acknowledge it within "
                            + DELIVERY_MAX.toSeconds() + " s. Send it again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemKind.UNAVAILABLE, "the platform is stopping", e);
        }
    }

    private List<Header> headers(MatchSetup setup) {
        Instant now = clock.instant();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        return List.of(
                header(EventHeaders.CONTROL, EventHeaders.CONTROL_MATCH_SETUP),
                header(EventHeaders.EVENT_ID, setup.eventId()),
                header(EventHeaders.SOURCE, SOURCE),
                header(EventHeaders.INGESTED_AT, Long.toString(micros)));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }

    @Override
    public void close() {
        producer.close(DELIVERY_MAX);
    }
}
