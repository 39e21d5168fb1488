package io.pitchside.app.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Brings file, environment and command line together and finds everything that is wrong with them. Used once. */
final class ConfigurationReader {
    /** Variables that speak to the start script or to the command line, not to the configuration. */
    private static final Set<String> OTHER_VARIABLES = Set.of(
            "PITCHSIDE_DATA_DIR", "PITCHSIDE_DEBUG", "PITCHSIDE_HOME", "PITCHSIDE_JAVA_OPTS", "PITCHSIDE_JVM_START_MS");

    /** Kubernetes gives every pod such variables for a service that is called pitchside. */
    private static final Pattern SERVICE_VARIABLE =
            Pattern.compile("PITCHSIDE_(SERVICE_(HOST|PORT(_\\w+)?)|PORT(_\\d+_\\w+)?)");

    private static final Map<String, Key<?>> BY_NAME =
            Keys.ALL.stream().collect(Collectors.toUnmodifiableMap(Key::name, Function.identity()));
    private static final Map<String, Key<?>> BY_VARIABLE =
            Keys.ALL.stream().collect(Collectors.toUnmodifiableMap(Key::environmentName, Function.identity()));
    private static final String KAFKA_VARIABLE_PREFIX = Keys.ENVIRONMENT_PREFIX + "KAFKA_";

    private final Map<String, String> environment;
    private final List<String> sets;
    private final @Nullable Path dataDirectory;

    private final List<String> problems = new ArrayList<>();
    private final Map<Key<?>, Object> values = new HashMap<>();
    private final Map<Key<?>, String> texts = new HashMap<>();
    private final Map<Key<?>, String> origins = new HashMap<>();
    private final Map<String, String> kafka = new TreeMap<>();
    private @Nullable KafkaSettings kafkaSettings;

    ConfigurationReader(Map<String, String> environment, List<String> sets, @Nullable Path dataDirectory) {
        this.environment = Map.copyOf(environment);
        this.sets = List.copyOf(sets);
        this.dataDirectory = dataDirectory;
    }

    Configuration read(@Nullable Path file) {
        if (file != null) {
            takeFile(YamlSettings.of(file));
        }
        takeEnvironment();
        sets.forEach(this::takeSet);
        if (dataDirectory != null) {
            take(Keys.DATA, new Setting(Keys.DATA.name(), dataDirectory.toString(), "--data"));
        }
        for (Key<?> key : Keys.ALL) {
            values.putIfAbsent(key, key.defaultValue());
        }
        // A default path is relative to nothing a person can see, so everything below works on the absolute one.
        values.computeIfPresent(
                Keys.DATA, (key, path) -> ((Path) path).toAbsolutePath().normalize());
        if (problems.isEmpty()) {
            problems.addAll(Contradictions.of(new Configuration(values, texts, origins, kafka)));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return new Configuration(values, texts, origins, kafka);
    }

    private void takeFile(List<Setting> settings) {
        Map<String, Setting> seen = new LinkedHashMap<>();
        for (Setting setting : settings) {
            Setting before = seen.putIfAbsent(setting.name(), setting);
            if (before == null) {
                take(setting);
            } else {
                problems.add(setting.origin() + ": " + setting.name() + " stands there a second time, first "
                        + before.origin());
            }
        }
    }

    private void takeEnvironment() {
        // Sorted, so that the same environment gives the same messages in the same order.
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            String text = variable.getValue();
            // Compose files pass variables on that nobody set: they arrive empty.
            if (!name.startsWith(Keys.ENVIRONMENT_PREFIX) || text.isEmpty()) {
                continue;
            }
            Key<?> key = BY_VARIABLE.get(name);
            String origin = "environment variable " + name;
            if (key != null) {
                take(key, new Setting(key.name(), text, origin));
            } else if (name.startsWith(KAFKA_VARIABLE_PREFIX)) {
                String kafkaName = name.substring(KAFKA_VARIABLE_PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                take(new Setting(Keys.KAFKA_PREFIX + kafkaName, text, origin));
            } else if (!OTHER_VARIABLES.contains(name)
                    && !SERVICE_VARIABLE.matcher(name).matches()) {
                problems.add(origin + " is no key of the configuration"
                        + Spelling.nearest(name, BY_VARIABLE.keySet())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; docs/configuration.md lists them"));
            }
        }
        String data = environment.getOrDefault("PITCHSIDE_DATA_DIR", "");
        if (!data.isEmpty()) {
            take(Keys.DATA, new Setting(Keys.DATA.name(), data, "environment variable PITCHSIDE_DATA_DIR"));
        }
    }

    private void takeSet(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            problems.add("--set " + Secret.withoutPasswords(assignment)
                    + ": write it as key=value, as in --set http.port=8081");
            return;
        }
        String name = assignment.substring(0, equals).strip();
        take(new Setting(name, assignment.substring(equals + 1).strip(), "--set"));
    }

    private void take(Setting setting) {
        Key<?> key = BY_NAME.get(setting.name());
        if (key != null) {
            take(key, setting);
        } else if (setting.name().startsWith(Keys.KAFKA_PREFIX)) {
            takeKafka(setting);
        } else {
            problems.add(unknown(
                    setting,
                    Spelling.nearest(setting.name(), BY_NAME.keySet())
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("; docs/configuration.md lists all keys")));
        }
    }

    private void take(Key<?> key, Setting setting) {
        try {
            values.put(key, requireNonNull(key.read(setting.text())));
            texts.put(key, setting.text());
            origins.put(key, setting.origin());
        } catch (IllegalArgumentException e) {
            // The reader's own message would repeat the value, which may be a secret.
            problems.add(key.name() + " = \"" + key.shown(setting.text()) + "\" (" + setting.origin() + "): allowed is "
                    + key.allowed());
        }
    }

    private void takeKafka(Setting setting) {
        if (kafkaSettings == null) {
            kafkaSettings = new KafkaSettings();
        }
        KafkaSettings known = kafkaSettings;
        String name = setting.name().substring(Keys.KAFKA_PREFIX.length());
        if (!known.knows(name)) {
            problems.add(unknown(
                    setting,
                    known.nearest(name)
                            .map(near -> "; did you mean " + Keys.KAFKA_PREFIX + near + "?")
                            .orElse("; behind \"kafka.\" stand the settings of Kafka's clients")));
            return;
        }
        try {
            known.check(name, setting.text());
            kafka.put(name, setting.text());
        } catch (ConfigException e) {
            problems.add(setting.name() + " = \""
                    + (known.secret(name) ? Secret.HIDDEN : Secret.withoutPasswords(setting.text())) + "\" ("
                    + setting.origin() + "): Kafka's clients do not take this value for " + name);
        }
    }

    private static String unknown(Setting setting, String hint) {
        return "unknown key " + setting.name() + " (" + setting.origin() + ")" + hint;
    }
}
