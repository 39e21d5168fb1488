package io.pitchside.app.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The settings that are passed on to every Kafka client: which there are, and which of them are secret. */
final class KafkaSettings {
    private final Map<String, ConfigDef.ConfigKey> known = new TreeMap<>();

    KafkaSettings() {
        known.putAll(AdminClientConfig.configDef().configKeys());
        known.putAll(ProducerConfig.configDef().configKeys());
        known.putAll(ConsumerConfig.configDef().configKeys());
    }

    boolean knows(String name) {
        return known.containsKey(name);
    }

    Optional<String> nearest(String name) {
        return Spelling.nearest(name, known.keySet());
    }

    /** @throws org.apache.kafka.common.config.ConfigException if it is none of the allowed values */
    void check(String name, String text) {
        ConfigDef.ConfigKey key = known.get(name);
        if (key != null) {
            new ConfigDef()
                    .define(name, key.type, ConfigDef.NO_DEFAULT_VALUE, key.validator, key.importance, "")
                    .parse(Map.of(name, text));
        }
    }

    boolean secret(String name) {
        ConfigDef.ConfigKey key = known.get(name);
        return key != null && key.type == ConfigDef.Type.PASSWORD;
    }

    /** What is passed on, without the prefix, as it may be shown to anybody. */
    Map<String, String> shown(Map<String, String> settings) {
        Map<String, String> shown = new LinkedHashMap<>();
        settings.forEach((name, text) -> shown.put(name, secret(name) ? Secret.HIDDEN : Secret.withoutPasswords(text)));
        return shown;
    }
}
