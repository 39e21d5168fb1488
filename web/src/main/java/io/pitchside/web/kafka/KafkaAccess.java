package io.pitchside.web.kafka;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Properties;

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

    @Override
    public String toString() {
        return "KafkaAccess[" + bootstrapServers + "]";
    }
}
