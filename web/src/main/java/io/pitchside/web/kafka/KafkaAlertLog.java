package io.pitchside.web.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.topic.Topics;
import io.pitchside.web.AlertLog;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes acknowledgements with one idempotent producer that waits for all replicas. Thread-safe. */
public final class KafkaAlertLog implements AlertLog {
    private static final int DELIVERY_MS_MAX = 10_000;

    private final KafkaProducer<byte[], byte[]> producer;

    public KafkaAlertLog(KafkaAccess kafka) {
        producer = new KafkaProducer<>(kafka.with(Map.of(
                "client.id",
                "pitchside-acknowledgements",
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class,
                "acks",
                "all",
                "enable.idempotence",
                "true",
                "max.block.ms",
                DELIVERY_MS_MAX,
                "request.timeout.ms",
                DELIVERY_MS_MAX / 2,
                "linger.ms",
                0,
                "delivery.timeout.ms",
                DELIVERY_MS_MAX)));
    }

    @Override
    public void write(AlertAcknowledgement acknowledgement) {
        byte[] key = acknowledgement.alertId().getBytes(UTF_8);
        byte[] value = EventJson.bytes(acknowledgement);
        try {
            producer.send(new ProducerRecord<>(Topics.ALERT_ACKNOWLEDGEMENTS, key, value))
                    .get(DELIVERY_MS_MAX, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new ProblemException(
                    ProblemKind.UNAVAILABLE,
                    "the acknowledgement was not written: Kafka did not take it within " + DELIVERY_MS_MAX / 1_000
                            + " s. Send it again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemKind.UNAVAILABLE, "the platform is stopping", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofMillis(DELIVERY_MS_MAX));
    }
}
