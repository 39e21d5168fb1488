package io.pitchside.connectors.mqtt;

import io.pitchside.model.topic.Topic;
import io.pitchside.model.topic.Topics;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The settings of {@link MqttSource}, checked: one that does not hold together is refused with the key that is wrong. */
final class MqttSourceConfig extends AbstractConfig {
    /** What a record needs beside its payload: key, headers, and the frame of a batch. */
    static final int RECORD_OVERHEAD_BYTES_MAX = 8 * 1024;

    static final String MODE = "mode";
    static final String TOPIC = "topic";
    static final String PARTITIONS = "partitions";
    static final String PATTERN_PLAYER = "pattern.player";
    static final String PATTERN_FRAME = "pattern.frame";
    static final String MESSAGE_BYTES_MAX = "message.bytes.max";
    static final String INFLIGHT_BYTES_MAX = "inflight.bytes.max";
    static final String QUEUE_RECORDS_MAX = "queue.records.max";
    static final String QUEUE_BYTES_MAX = "queue.bytes.max";
    static final String CONNECTIONS_MAX = "connections.max";
    static final String LISTEN_HOST = "listen.host";
    static final String LISTEN_PORT = "listen.port";
    static final String LISTEN_THREADS = "listen.threads";
    static final String DEVICES_FILE = "devices.file";
    static final String ANONYMOUS_LOOPBACK = "anonymous.loopback";
    static final String TLS_CERTIFICATE = "tls.certificate";
    static final String TLS_KEY = "tls.key";
    static final String URL = "url";
    static final String PROTOCOL = "protocol";
    static final String CLIENT_ID = "client.id";
    static final String USERNAME = "username";
    static final String PASSWORD = "password";

    static final ConfigDef DEFINITION = define();

    /** Where the messages come from. */
    enum Mode {
        LISTEN,
        SUBSCRIBE
    }

    MqttSourceConfig(Map<String, String> properties) {
        super(DEFINITION, properties, false);
        faults(values()).forEach((key, fault) -> {
            throw new ConfigException(key + ": " + fault);
        });
    }

    private static ConfigDef define() {
        ConfigDef definition = new ConfigDef()
                .define(
                        MODE,
                        ConfigDef.Type.STRING,
                        "listen",
                        ValidString.in("listen", "subscribe"),
                        Importance.HIGH,
                        "listen: be the MQTT endpoint that devices publish to; subscribe: take the messages of a"
                                + " broker.");
        defineRecords(definition);
        defineLimits(definition);
        defineListen(definition);
        defineSubscribe(definition);
        return definition;
    }

    private static void defineRecords(ConfigDef definition) {
        definition
                .define(
                        TOPIC,
                        ConfigDef.Type.STRING,
                        Topics.SENSOR_READINGS,
                        Importance.HIGH,
                        "Kafka topic of the readings.")
                .define(
                        PARTITIONS,
                        ConfigDef.Type.INT,
                        2,
                        Range.between(1, Topic.PARTITIONS_MAX),
                        Importance.HIGH,
                        "Number of partitions of that topic; decides which one a match goes to.")
                .define(
                        PATTERN_PLAYER,
                        ConfigDef.Type.STRING,
                        "stadiums/{stadium}/matches/{match}/players/{player}/readings",
                        MqttSourceConfig::checkPattern,
                        Importance.MEDIUM,
                        "MQTT topic of one player's readings, with {stadium}, {match} and {player} where the ids"
                                + " stand.")
                .define(
                        PATTERN_FRAME,
                        ConfigDef.Type.STRING,
                        "stadiums/{stadium}/matches/{match}/readings",
                        MqttSourceConfig::checkPattern,
                        Importance.MEDIUM,
                        "MQTT topic of frames, whose readings name their player, with {stadium} and {match}.");
    }

    private static void defineLimits(ConfigDef definition) {
        definition
                .define(
                        MESSAGE_BYTES_MAX,
                        ConfigDef.Type.INT,
                        1 << 20,
                        Range.between(1024, 64 << 20),
                        Importance.MEDIUM,
                        "Largest MQTT message, bytes. The producer's max.request.size must be larger by "
                                + RECORD_OVERHEAD_BYTES_MAX + ".")
                .define(
                        INFLIGHT_BYTES_MAX,
                        ConfigDef.Type.INT,
                        4 << 20,
                        Range.atLeast(1024),
                        Importance.MEDIUM,
                        "Bytes of one connection that may wait for Kafka before it is not read any more.")
                .define(
                        QUEUE_RECORDS_MAX,
                        ConfigDef.Type.INT,
                        20_000,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "Readings of all connections that may wait for Connect before none is read any more.")
                .define(
                        QUEUE_BYTES_MAX,
                        ConfigDef.Type.LONG,
                        64L << 20,
                        Range.atLeast(1024),
                        Importance.MEDIUM,
                        "The same in bytes of memory.")
                .define(
                        CONNECTIONS_MAX,
                        ConfigDef.Type.INT,
                        10_000,
                        Range.atLeast(1),
                        Importance.MEDIUM,
                        "Devices that may be connected at a time.");
    }

    private static void defineListen(ConfigDef definition) {
        definition
                .define(
                        LISTEN_HOST,
                        ConfigDef.Type.STRING,
                        "127.0.0.1",
                        Importance.HIGH,
                        "listen: address to open; 0.0.0.0 for all.")
                .define(
                        LISTEN_PORT,
                        ConfigDef.Type.INT,
                        1883,
                        Range.between(0, 65_535),
                        Importance.HIGH,
                        "listen: TCP port; 0 for any free one.")
                .define(
                        LISTEN_THREADS,
                        ConfigDef.Type.INT,
                        1,
                        Range.between(1, 64),
                        Importance.LOW,
                        "listen: event loop threads. One takes more than 80,000 readings a second.")
                .define(
                        DEVICES_FILE,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.HIGH,
                        "listen: JSON file of the devices that may publish; read again whenever it changes.")
                .define(
                        ANONYMOUS_LOOPBACK,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.MEDIUM,
                        "listen: whether a client on this machine may connect without a user name.")
                .define(
                        TLS_CERTIFICATE,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "listen: certificate chain, PEM file.")
                .define(
                        TLS_KEY,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "listen: private key, PKCS #8 PEM file.");
    }

    private static void defineSubscribe(ConfigDef definition) {
        definition
                .define(
                        URL,
                        ConfigDef.Type.STRING,
                        "",
                        Importance.HIGH,
                        "subscribe: the broker, as tcp://host:port or ssl://host:port.")
                .define(
                        PROTOCOL,
                        ConfigDef.Type.INT,
                        5,
                        Range.between(3, 5),
                        Importance.LOW,
                        "subscribe: 5 for MQTT 5; 3 for a broker that only speaks 3.1.1, which has no user properties.")
                .define(
                        CLIENT_ID,
                        ConfigDef.Type.STRING,
                        "pitchside",
                        Importance.MEDIUM,
                        "subscribe: name of the durable session; must be the only client of the broker that is called"
                                + " so.")
                .define(USERNAME, ConfigDef.Type.STRING, "", Importance.MEDIUM, "subscribe: user name; empty for none.")
                .define(PASSWORD, ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, "subscribe: password.");
    }

    private static void checkPattern(String key, @Nullable Object value) {
        try {
            TopicPattern pattern = TopicPattern.parse(String.valueOf(value));
            if (pattern.namesPlayer() != key.equals(PATTERN_PLAYER)) {
                throw new ConfigException(
                        key,
                        value,
                        key.equals(PATTERN_PLAYER) ? "must have a level {player}" : "must have no level {player}");
            }
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, value, e.getMessage());
        }
    }

    /** What is wrong between the settings, by the key to correct; for values that are right one by one. */
    static Map<String, String> faults(Map<String, ?> values) {
        Map<String, String> faults = new LinkedHashMap<>();
        boolean certificate = !"".equals(values.get(TLS_CERTIFICATE));
        if (certificate == "".equals(values.get(TLS_KEY))) {
            faults.put(
                    certificate ? TLS_KEY : TLS_CERTIFICATE, "TLS needs both " + TLS_CERTIFICATE + " and " + TLS_KEY);
        }
        if (Integer.valueOf(4).equals(values.get(PROTOCOL))) {
            faults.put(PROTOCOL, "allowed are 3 (for MQTT 3.1.1) and 5");
        }
        if ("subscribe".equals(values.get(MODE))) {
            try {
                brokerAddress(String.valueOf(values.get(URL)));
            } catch (ConfigException e) {
                faults.put(URL, e.getMessage());
            }
            if ("".equals(values.get(CLIENT_ID))) {
                faults.put(CLIENT_ID, "a durable session needs a name");
            }
        }
        return faults;
    }

    private static URI brokerAddress(String url) {
        try {
            URI address = new URI(url);
            String scheme =
                    address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            if (List.of("tcp", "ssl").contains(scheme) && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new ConfigException("\"" + url + "\" is no address: " + e.getReason());
        }
        throw new ConfigException("\"" + url + "\" must be tcp://host:port or ssl://host:port when mode is subscribe");
    }

    Mode mode() {
        return Mode.valueOf(getString(MODE).toUpperCase(Locale.ROOT));
    }

    String topic() {
        return getString(TOPIC);
    }

    TopicPattern playerPattern() {
        return TopicPattern.parse(getString(PATTERN_PLAYER));
    }

    TopicPattern framePattern() {
        return TopicPattern.parse(getString(PATTERN_FRAME));
    }

    TopicRoutes newRoutes() {
        return new TopicRoutes(playerPattern(), framePattern(), getInt(PARTITIONS));
    }

    int messageBytesMax() {
        return getInt(MESSAGE_BYTES_MAX);
    }

    int inflightBytesMax() {
        return getInt(INFLIGHT_BYTES_MAX);
    }

    RecordQueue newQueue() {
        return new RecordQueue(getInt(QUEUE_RECORDS_MAX), getLong(QUEUE_BYTES_MAX));
    }

    int connectionsMax() {
        return getInt(CONNECTIONS_MAX);
    }

    String listenHost() {
        return getString(LISTEN_HOST);
    }

    int listenPort() {
        return getInt(LISTEN_PORT);
    }

    int listenThreads() {
        return getInt(LISTEN_THREADS);
    }

    /** The file of the devices; null where none is configured. */
    @Nullable
    Path devicesFile() {
        return path(DEVICES_FILE);
    }

    boolean anonymousLoopback() {
        return getBoolean(ANONYMOUS_LOOPBACK);
    }

    /** Null where TLS is off; likewise the key. */
    @Nullable
    Path tlsCertificate() {
        return path(TLS_CERTIFICATE);
    }

    @Nullable
    Path tlsKey() {
        return path(TLS_KEY);
    }

    private @Nullable Path path(String key) {
        String text = getString(key);
        return text.isEmpty() ? null : Path.of(text);
    }

    /** The broker's address; only in mode {@code subscribe}. */
    URI broker() {
        return brokerAddress(getString(URL));
    }

    int protocol() {
        return getInt(PROTOCOL);
    }

    String clientId() {
        return getString(CLIENT_ID);
    }

    String username() {
        return getString(USERNAME);
    }

    Password password() {
        return getPassword(PASSWORD);
    }
}
