package io.pitchside.web.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How to reach Kafka. The settings may hold secrets, so the text form leaves them out.
 *
 * @param bootstrapServers {@code host:port,…}
 * @param settings passed on to every client as they are (SASL, TLS, …)
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> settings) {
    public KafkaAccess {
        requireNonNull(bootstrapServers, "bootstrapServers");
        settings = Map.copyOf(settings);
    }

    /** Client properties: these settings, and what the client itself needs. */
    Properties with(Map<String, Object> own) {
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.put("bootstrap.servers", bootstrapServers);
        properties.putAll(own);
        return properties;
    }

    /**
     * A producer for what somebody waits for: idempotent, every record sent at once and to all replicas.
     *
     * @param deliveryMax after this long a record that was not taken is given up
     */
    KafkaProducer<byte[], byte[]> producer(String clientId, Duration deliveryMax) {
        int deliveryMsMax = (int) deliveryMax.toMillis();
        return new KafkaProducer<>(with(Map.of(
                "client.id",
                clientId,
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class,
                "acks",
                "all",
                "enable.idempotence",
                "true",
                "max.block.ms",
                deliveryMsMax,
                "request.timeout.ms",
                deliveryMsMax / 2,
                "linger.ms",
                0,
                "delivery.timeout.ms",
                deliveryMsMax)));
    }

    @Override
    public String toString() {
        return "KafkaAccess[" + bootstrapServers + "]";
    }
}
