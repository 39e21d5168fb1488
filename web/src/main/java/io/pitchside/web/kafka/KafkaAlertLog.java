package io.pitchside.web.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.event.EventJson;
import io.pitchside.model.topic.Topics;
import io.pitchside.web.AlertLog;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes acknowledgements, and answers when Kafka has them. Thread-safe. */
public final class KafkaAlertLog implements AlertLog {
    private static final Duration DELIVERY_MAX = Duration.ofSeconds(10);

    private final KafkaProducer<byte[], byte[]> producer;

    public KafkaAlertLog(KafkaAccess kafka) {
        producer = kafka.producer("pitchside-acknowledgements", DELIVERY_MAX);
    }

    @Override
    public void write(AlertAcknowledgement acknowledgement) {
        byte[] key = acknowledgement.alertId().getBytes(UTF_8);
        byte[] value = EventJson.bytes(acknowledgement);
        try {
            producer.send(new ProducerRecord<>(Topics.ALERT_ACKNOWLEDGEMENTS, key, value))
                    .get(DELIVERY_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new ProblemException(
                    ProblemKind.UNAVAILABLE,
                    "the acknowledgement was not written: Kafka did not take it within " + DELIVERY_MAX.toSeconds()
                            + " s. Send it again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemKind.UNAVAILABLE, "the platform is stopping", e);
        }
    }

    @Override
    public void close() {
        producer.close(DELIVERY_MAX);
    }
}
