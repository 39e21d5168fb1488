package io.pitchside.app.embedded;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Kafka clients of this platform, whichever broker they reach. Its text form shows no setting.
 *
 * @param bootstrapServers {@code host:port}, several with commas between them
 * @param settings what every client gets beside that: SASL, TLS
 */
public record KafkaClients(String bootstrapServers, Map<String, String> settings) {
    /** A cluster that says nothing for this long is not there. */
    private static final int ANSWER_MS_MAX = 15_000;

    public KafkaClients {
        requireNonNull(bootstrapServers, "bootstrapServers");
        settings = Map.copyOf(settings);
    }

    /** All settings that a client needs to reach Kafka. */
    public Map<String, String> client() {
        Map<String, String> client = new HashMap<>(settings);
        client.put("bootstrap.servers", bootstrapServers);
        return client;
    }

    public Admin admin() {
        Map<String, Object> admin = new HashMap<>(client());
        admin.put("default.api.timeout.ms", ANSWER_MS_MAX);
        admin.put("request.timeout.ms", ANSWER_MS_MAX / 2);
        return Admin.create(admin);
    }

    /** A consumer that belongs to no group. */
    public Consumer<byte[], byte[]> consumer() {
        Map<String, Object> consumer = new HashMap<>(client());
        consumer.put("enable.auto.commit", "false");
        consumer.put("auto.offset.reset", "earliest");
        consumer.put("allow.auto.create.topics", "false");
        return new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A producer whose records are acknowledged by all replicas. */
    public Producer<byte[], byte[]> producer() {
        Map<String, Object> producer = new HashMap<>(client());
        producer.put("acks", "all");
        producer.put("linger.ms", "0");
        return new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public String toString() {
        return "KafkaClients[" + bootstrapServers + "]";
    }
}
