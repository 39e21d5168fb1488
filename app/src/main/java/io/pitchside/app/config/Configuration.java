package io.pitchside.app.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one site configured, checked. Immutable and thread-safe. A file is overridden by environment variables, and
 * those by {@code --set}; what nobody wrote has its default. Nothing unknown, unreadable or contradictory gets past
 * {@link #load}, and {@link #toString()} shows no secret.
 */
public final class Configuration {
    private final Map<Key<?>, Object> values;
    private final Map<Key<?>, String> texts;
    private final Map<Key<?>, String> origins;
    private final Map<String, String> kafka;

    Configuration(
            Map<Key<?>, Object> values,
            Map<Key<?>, String> texts,
            Map<Key<?>, String> origins,
            Map<String, String> kafka) {
        this.values = Map.copyOf(values);
        this.texts = Map.copyOf(texts);
        this.origins = Map.copyOf(origins);
        this.kafka = Map.copyOf(kafka);
    }

    /**
     * Reads the configuration.
     *
     * @param file the configuration file; null where there is none
     * @param environment the process's environment; only names that begin with {@code PITCHSIDE_} are looked at
     * @param sets {@code key=value}, later ones override earlier ones
     * @param dataDirectory what the command line says; null where it says nothing
     * @throws ConfigurationException if anything is unknown, unreadable or contradictory; it names all of it
     */
    public static Configuration load(
            @Nullable Path file, Map<String, String> environment, List<String> sets, @Nullable Path dataDirectory) {
        return new ConfigurationReader(environment, sets, dataDirectory).read(file);
    }

    /** The key's value; an empty {@link java.util.Optional} for an address that nobody configured. */
    @SuppressWarnings("unchecked") // The reader puts a key's value in with the key's own type.
    public <T> T get(Key<T> key) {
        return (T) requireNonNull(values.get(requireNonNull(key, "key")), key.name());
    }

    /** Whether somebody wrote the key, as against its default. */
    public boolean isSet(Key<?> key) {
        return origins.containsKey(key);
    }

    /** Where the value comes from, for a person: file and line, environment variable, {@code --set}, or the default. */
    public String origin(Key<?> key) {
        return origins.getOrDefault(key, "default");
    }

    /** The data folder, absolute. */
    public Path data() {
        return get(Keys.DATA);
    }

    /** The devices file, absolute. */
    public Path devicesFile() {
        return data().resolve(get(Keys.MQTT_DEVICES_FILE));
    }

    /** What every Kafka client gets beside its own settings: {@code kafka.security.protocol} without {@code kafka.}. */
    public Map<String, String> kafkaClient() {
        return kafka;
    }

    /** A key's value as it may be shown to anybody; empty for an address that nobody configured. */
    public String shown(Key<?> key) {
        if (key == Keys.DATA) {
            return data().toString();
        }
        String text = texts.get(key);
        if (text == null) {
            return key.defaultText() == null ? "" : key.defaultText();
        }
        return key.shown(text);
    }

    /** Every value that somebody wrote, as it may be shown to anybody, by its full name in the keys' order. */
    public Map<String, String> shownSettings() {
        Map<String, String> shown = new LinkedHashMap<>();
        for (Key<?> key : Keys.ALL) {
            if (isSet(key)) {
                shown.put(key.name(), shown(key));
            }
        }
        if (!kafka.isEmpty()) {
            new KafkaSettings().shown(kafka).forEach((name, text) -> shown.put(Keys.KAFKA_PREFIX + name, text));
        }
        return shown;
    }

    @Override
    public String toString() {
        return "Configuration" + shownSettings();
    }
}
