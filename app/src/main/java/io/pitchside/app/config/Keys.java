package io.pitchside.app.config;

import io.pitchside.simulator.MatchPlan;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every key of the configuration, in the order of the documentation. Adding a constant here is all it takes: reading,
 * errors, {@code docs/configuration.md} and the test that pins the defaults go over {@link #ALL}.
 */
public final class Keys {
    /** What the environment variables that are keys begin with. */
    public static final String ENVIRONMENT_PREFIX = "PITCHSIDE_";

    /** Everything below this prefix that is no key of ours goes to every Kafka client, without the prefix. */
    public static final String KAFKA_PREFIX = "kafka.";

    private static final Pattern PLAYER_PATTERN =
            Pattern.compile("(?=.*\\{match})(?=.*\\{player})" + levels("stadium|match|player"));
    private static final Pattern FRAME_PATTERN = Pattern.compile("(?=.*\\{match})" + levels("stadium|match"));

    // Where the platform keeps its data.
    public static final Key<Path> DATA = Key.of(
            "data",
            KeyType.path(),
            "~/.pitchside",
            "Folder of everything the platform keeps. Also `--data` and `PITCHSIDE_DATA_DIR`.");

    // Pages and API.
    public static final Key<String> HTTP_HOST = Key.of(
            "http.host",
            KeyType.requiredText(),
            "127.0.0.1",
            "Address the pages and the API listen on. Only loopback is allowed: there is no TLS yet.");
    public static final Key<Integer> HTTP_PORT =
            Key.of("http.port", KeyType.port(), "8080", "Port of the pages and the API.");

    // The MQTT front door.
    public static final Key<String> MQTT_HOST = Key.of(
            "mqtt.host",
            KeyType.requiredText(),
            "127.0.0.1",
            "Address the sensors' door listens on. Another one than loopback needs `mqtt.tls.certificate`,"
                    + " `mqtt.tls.key` and `mqtt.allow-anonymous: false`.");
    public static final Key<Integer> MQTT_PORT = Key.of("mqtt.port", KeyType.port(), "1883", "Port of the door.");
    public static final Key<Boolean> MQTT_ALLOW_ANONYMOUS = Key.of(
            "mqtt.allow-anonymous",
            KeyType.flag(),
            "true",
            "Whether clients on this machine may publish without a device's password. Others never may.");
    public static final Key<Path> MQTT_DEVICES_FILE = Key.of(
            "mqtt.devices-file",
            KeyType.path(),
            "devices.json",
            "The devices that may publish (`pitchside devices add`). Relative to the data folder.");
    public static final Key<Optional<Path>> MQTT_TLS_CERTIFICATE = Key.withoutDefault(
            "mqtt.tls.certificate", KeyType.optionalPath(), "Certificate chain of the door, a PEM file.");
    public static final Key<Optional<Path>> MQTT_TLS_KEY =
            Key.withoutDefault("mqtt.tls.key", KeyType.optionalPath(), "Private key of the door, a PEM file.");
    public static final Key<Optional<URI>> MQTT_URL = Key.withoutDefault(
            "mqtt.url",
            KeyType.address("tcp", "ssl"),
            "A broker that the site has already: the platform subscribes there and opens no door of its own.");
    public static final Key<Optional<String>> MQTT_USERNAME =
            Key.withoutDefault("mqtt.username", KeyType.text(), "User at the broker of `mqtt.url`.");
    public static final Key<Optional<Secret>> MQTT_PASSWORD =
            Key.withoutDefault("mqtt.password", KeyType.hidden(), "Password at the broker of `mqtt.url`.");
    public static final Key<String> MQTT_PROTOCOL = Key.of(
            "mqtt.protocol", KeyType.choice("5", "3.1.1"), "5", "MQTT version spoken with the broker of `mqtt.url`.");
    public static final Key<String> MQTT_CLIENT_ID = Key.of(
            "mqtt.client-id",
            KeyType.requiredText(),
            "pitchside",
            "Client id at the broker of `mqtt.url`: its session, so one per platform.");
    public static final Key<Integer> MQTT_MESSAGE_BYTES_MAX =
            Key.of("mqtt.message-bytes-max", KeyType.bytes("1KiB", "16MiB"), "1MiB", "Largest message that is taken.");
    public static final Key<Integer> MQTT_INFLIGHT_BYTES_MAX = Key.of(
            "mqtt.inflight-bytes-max",
            KeyType.bytes("1KiB", "1GiB"),
            "4MiB",
            "How much of one connection may wait for Kafka before its socket is no longer read.");
    public static final Key<String> MQTT_TOPIC_PLAYER = Key.of(
            "mqtt.topic.player",
            KeyType.matching(
                    "pattern", "levels with {match} and {player}, {stadium} if wanted, no wildcards", PLAYER_PATTERN),
            "stadiums/{stadium}/matches/{match}/players/{player}/readings",
            "Topic on which one player's readings come.");
    public static final Key<String> MQTT_TOPIC_FRAME = Key.of(
            "mqtt.topic.frame",
            KeyType.matching("pattern", "levels with {match}, {stadium} if wanted, no wildcards", FRAME_PATTERN),
            "stadiums/{stadium}/matches/{match}/readings",
            "Topic on which frames of a whole match come; each reading then names its player.");

    // Kafka, Connect, Flink.
    public static final Key<Integer> KAFKA_PORT =
            Key.of("kafka.port", KeyType.port(), "9092", "Port of the embedded broker.");
    public static final Key<Optional<String>> KAFKA_BOOTSTRAP_SERVERS = Key.withoutDefault(
            "kafka.bootstrap.servers", KeyType.servers(), "A Kafka cluster to use instead of the embedded broker.");
    public static final Key<Integer> CONNECT_PORT =
            Key.of("connect.port", KeyType.port(), "8083", "Port of the embedded Kafka Connect worker.");
    public static final Key<Optional<URI>> CONNECT_URL = Key.withoutDefault(
            "connect.url",
            KeyType.address("http", "https"),
            "A Connect cluster to use instead of the embedded worker.");
    public static final Key<Integer> FLINK_PORT =
            Key.of("flink.port", KeyType.port(), "8081", "Port of the embedded Flink cluster.");
    public static final Key<Optional<URI>> FLINK_URL = Key.withoutDefault(
            "flink.url", KeyType.address("http", "https"), "A Flink cluster to use instead of the embedded one.");

    // Stores.
    public static final Key<Integer> QUESTDB_PORT =
            Key.of("questdb.port", KeyType.port(), "9000", "Port of the embedded time-series store.");
    public static final Key<Optional<URI>> TIME_SERIES_URL = Key.withoutDefault(
            "time-series.url",
            KeyType.address("http", "https"),
            "A time-series store to use instead of the embedded QuestDB: another QuestDB, or InfluxDB 1.x.");
    public static final String KIND_AUTO = "auto";
    public static final Key<String> TIME_SERIES_KIND = Key.of(
            "time-series.kind",
            KeyType.choice(KIND_AUTO, "questdb", "influxdb"),
            KIND_AUTO,
            "What answers at `time-series.url`; auto asks it.");
    public static final Key<String> TIME_SERIES_DATABASE = Key.of(
            "time-series.database",
            KeyType.requiredText(),
            "pitchside",
            "Database of InfluxDB at `time-series.url`, made where it is absent.");
    public static final Key<Optional<String>> TIME_SERIES_USERNAME =
            Key.withoutDefault("time-series.username", KeyType.text(), "User at `time-series.url`.");
    public static final Key<Optional<Secret>> TIME_SERIES_PASSWORD =
            Key.withoutDefault("time-series.password", KeyType.hidden(), "Password at `time-series.url`.");
    public static final Key<Integer> POSTGRES_PORT =
            Key.of("postgres.port", KeyType.port(), "5432", "Port of the embedded PostgreSQL.");
    public static final Key<Optional<Secret>> POSTGRES_URL = Key.withoutDefault(
            "postgres.url",
            KeyType.databaseAddress(
                    "postgresql://USER:PASSWORD@HOST:PORT/DATABASE",
                    "postgresql://",
                    "postgres://",
                    "jdbc:postgresql:"),
            "A PostgreSQL database to use instead of the embedded one.");
    public static final Key<Optional<Secret>> POSTGRES_READ_URL = Key.withoutDefault(
            "postgres.read-url",
            KeyType.databaseAddress(
                    "postgresql://USER:PASSWORD@HOST:PORT/DATABASE",
                    "postgresql://",
                    "postgres://",
                    "jdbc:postgresql:"),
            "A replica of `postgres.url` that takes the reading.");
    public static final Key<Integer> MONGO_PORT =
            Key.of("mongo.port", KeyType.port(), "27017", "Port of the embedded document store.");
    public static final Key<Optional<Secret>> MONGO_URL = Key.withoutDefault(
            "mongo.url",
            KeyType.databaseAddress("mongodb://USER:PASSWORD@HOST:PORT/", "mongodb://", "mongodb+srv://"),
            "A MongoDB to use instead of the embedded document store.");
    public static final Key<Optional<String>> LAKE_WAREHOUSE = Key.withoutDefault(
            "lake.warehouse", KeyType.text(), "Folder or bucket (`s3://…`, `gs://…`) of the lake's files.");
    public static final Key<Optional<URI>> S3_ENDPOINT = Key.withoutDefault(
            "s3.endpoint", KeyType.address("http", "https"), "Endpoint of an S3-compatible object store.");

    // Feeds and scheduled copies.
    public static final Key<Optional<URI>> FOOTBALL_DATA_URL = Key.withoutDefault(
            "football.football-data.url", KeyType.address("http", "https"), "Base address of football-data.org v4.");
    public static final Key<Optional<Secret>> FOOTBALL_DATA_TOKEN =
            Key.withoutDefault("football.football-data.token", KeyType.hidden(), "Token at football-data.org.");
    public static final Key<Optional<URI>> API_FOOTBALL_URL = Key.withoutDefault(
            "football.api-football.url", KeyType.address("http", "https"), "Base address of API-Football v3.");
    public static final Key<Optional<Secret>> API_FOOTBALL_KEY =
            Key.withoutDefault("football.api-football.key", KeyType.hidden(), "Key at API-Football.");
    public static final Key<String> SYNC_SCHEDULER = Key.of(
            "sync.scheduler",
            KeyType.choice("internal", "external"),
            "internal",
            "Who starts the scheduled copies: the platform, or a scheduler of the site (Airflow).");

    // The tracking pipeline.
    public static final Key<Integer> TRACKING_PARTITIONS = Key.of(
            "tracking.partitions",
            KeyType.integer(1, 1024),
            "2",
            "Partitions of the tracking topics; fixed while matches of them live.");
    public static final Key<Integer> TRACKING_PARALLELISM =
            Key.of("tracking.parallelism", KeyType.integer(1, 256), "1", "Parallel tasks of the tracking job.");
    public static final Key<Duration> TRACKING_LATENESS = Key.of(
            "tracking.lateness",
            KeyType.duration("0s", "10m"),
            "30s",
            "How far behind its sensor's clock a reading may come and still correct the metrics.");
    public static final Key<Duration> TRACKING_CLOCK_AHEAD_MAX = Key.of(
            "tracking.clock-ahead-max",
            KeyType.duration("0s", "1h"),
            "5s",
            "How far ahead of its receipt a reading may say it was taken; further ahead it is refused.");
    public static final Key<Duration> TRACKING_CLOCK_JUMP_MAX = Key.of(
            "tracking.clock-jump-max",
            KeyType.duration("1s", "1h"),
            "30s",
            "A jump of a sensor's clock beyond this is believed only when a second reading agrees.");
    public static final Key<Duration> TRACKING_CHECKPOINT_INTERVAL = Key.of(
            "tracking.checkpoint-interval",
            KeyType.duration("100ms", "10m"),
            "10s",
            "How often the job saves its state. An audit asks for one at once.");
    public static final Key<Duration> TRACKING_IDLE_FLUSH = Key.of(
            "tracking.idle-flush",
            KeyType.duration("100ms", "10m"),
            "2s",
            "How long a sensor is silent before its open second is shown as it stands.");
    public static final Key<Double> TRACKING_SPRINT_ENTER_MPS = Key.of(
            "tracking.sprint.enter-mps",
            KeyType.decimal("0.1", "20"),
            "7.0",
            "A sprint begins at this speed, metres per second.");
    public static final Key<Double> TRACKING_SPRINT_LEAVE_MPS = Key.of(
            "tracking.sprint.leave-mps",
            KeyType.decimal("0.1", "20"),
            "5.5",
            "A sprint ends below this speed, metres per second.");
    public static final Key<Duration> TRACKING_SPRINT_MIN_DURATION = Key.of(
            "tracking.sprint.min-duration",
            KeyType.duration("0s", "1m"),
            "500ms",
            "A run shorter than this is no sprint.");
    public static final Key<List<Double>> TRACKING_ZONES_KMH = Key.of(
            "tracking.zones-kmh",
            KeyType.speedZones(),
            "fifa",
            "Borders of the five speed zones: fifa (7,15,20,25 km/h), hsr (7.2,14.4,19.8,25.2), or four of your own in km/h.");
    public static final Key<Double> TRACKING_SPEED_MAX_MPS = Key.of(
            "tracking.speed-max-mps",
            KeyType.decimal("1", "1000"),
            "12",
            "A step faster than this is left out: no player is that fast.");
    public static final Key<Duration> TRACKING_SMOOTHING_HALF_WINDOW = Key.of(
            "tracking.smoothing-half-window",
            KeyType.duration("0s", "2s"),
            "140ms",
            "How far the smoothing looks to either side; derived values lag by as much.");
    public static final Key<Duration> TRACKING_GAP_MAX = Key.of(
            "tracking.gap-max",
            KeyType.duration("1ms", "1m"),
            "500ms",
            "Readings further apart than this have a gap between them: nothing is computed across it.");

    public static final Key<Double> TRACKING_ACCELERATION_MPS2 = Key.of(
            "tracking.acceleration.mps2",
            KeyType.decimal("0.1", "20"),
            "3",
            "An acceleration or deceleration is counted from this on, metres per second squared.");
    public static final Key<Duration> TRACKING_ACCELERATION_MIN_DURATION = Key.of(
            "tracking.acceleration.min-duration",
            KeyType.duration("0s", "10s"),
            "500ms",
            "A shorter acceleration or deceleration is not counted.");
    public static final Key<Double> TRACKING_HMLD_MPS = Key.of(
            "tracking.hmld.mps",
            KeyType.decimal("0.1", "20"),
            "5.5",
            "High metabolic load distance: metres above this speed, metres per second.");
    public static final Key<Double> TRACKING_HMLD_MPS2 = Key.of(
            "tracking.hmld.mps2",
            KeyType.decimal("0.1", "20"),
            "2",
            "High metabolic load distance: metres from this acceleration or braking on.");
    public static final Key<Double> TRACKING_HIGH_POWER_WKG = Key.of(
            "tracking.high-power-wkg",
            KeyType.decimal("0.1", "200"),
            "20",
            "High power: metres run above this metabolic power, watts per kilogram.");
    public static final Key<Duration> TRACKING_HR_GAP_MAX = Key.of(
            "tracking.hr-gap-max",
            KeyType.duration("100ms", "1m"),
            "5s",
            "How long a heart rate stands for the time since the one before.");

    // Alerts on a player's stream.
    public static final Key<Double> TRACKING_ALERTS_HEART_RATE_SHARE = Key.of(
            "tracking.alerts.heart-rate.share",
            KeyType.decimal("0.3", "1"),
            "0.92",
            "A heart rate at or above this share of the player's maximum is high.");
    public static final Key<Double> TRACKING_ALERTS_HEART_RATE_CLEAR_SHARE = Key.of(
            "tracking.alerts.heart-rate.clear-share",
            KeyType.decimal("0.3", "1"),
            "0.88",
            "The alert is over below this share; not above `tracking.alerts.heart-rate.share`.");
    public static final Key<Duration> TRACKING_ALERTS_HEART_RATE_DURATION = Key.of(
            "tracking.alerts.heart-rate.duration",
            KeyType.duration("1s", "1h"),
            "60s",
            "How long the heart rate must stay high before the alert is raised.");
    public static final Key<Duration> TRACKING_ALERTS_SPRINT_WINDOW = Key.of(
            "tracking.alerts.sprint.window",
            KeyType.duration("10s", "1h"),
            "5m",
            "Sprint metres are compared over windows of this length, whole seconds.");
    public static final Key<Double> TRACKING_ALERTS_SPRINT_FACTOR = Key.of(
            "tracking.alerts.sprint.factor",
            KeyType.decimal("1", "10"),
            "1.2",
            "The alert is raised above the player's largest earlier window times this.");
    public static final Key<Double> TRACKING_ALERTS_SPRINT_FLOOR_M = Key.of(
            "tracking.alerts.sprint.floor-m",
            KeyType.decimal("0", "10000"),
            "60",
            "Fewer sprint metres than this in a window never raise the alert.");
    public static final Key<Duration> TRACKING_ALERTS_SPRINT_WARM_UP = Key.of(
            "tracking.alerts.sprint.warm-up",
            KeyType.duration("0s", "2h"),
            "15m",
            "How much data of a player is needed before windows are compared.");
    public static final Key<Double> TRACKING_ALERTS_SPRINT_CLEAR_SHARE = Key.of(
            "tracking.alerts.sprint.clear-share",
            KeyType.decimal("0.1", "1"),
            "0.8",
            "The alert is over below this share of the metres that raised it.");
    public static final Key<Duration> TRACKING_ALERTS_SILENT_AFTER = Key.of(
            "tracking.alerts.silent-after",
            KeyType.duration("1s", "1h"),
            "10s",
            "A player whose newest reading is this far behind the match's newest one is silent.");
    public static final Key<Duration> TRACKING_ALERTS_FROZEN_AFTER = Key.of(
            "tracking.alerts.frozen.after",
            KeyType.duration("1s", "1h"),
            "30s",
            "A position that does not move for this long although readings come is frozen.");
    public static final Key<Double> TRACKING_ALERTS_FROZEN_DISTANCE_M = Key.of(
            "tracking.alerts.frozen.distance-m",
            KeyType.decimal("0", "1"),
            "0.05",
            "How far a frozen position may wander.");

    // Questions.
    public static final Key<Integer> QUERY_ROWS_MAX = Key.of(
            "query.rows-max", KeyType.integer(1, 100_000_000), "1000000", "Most rows that one query may answer.");
    public static final Key<Duration> QUERY_TIMEOUT =
            Key.of("query.timeout", KeyType.duration("100ms", "1h"), "30s", "How long one query may run.");

    // Demo and start.
    public static final Key<Long> DEMO_SEED =
            Key.of("demo.seed", KeyType.longInteger(), "1", "Seed of the simulated matches: same seed, same matches.");
    public static final Key<Integer> DEMO_MATCHES =
            Key.of("demo.matches", KeyType.integer(1, 1000), "1", "How many matches `up --demo` plays.");
    public static final Key<Integer> DEMO_RATE_HZ = Key.of(
            "demo.rate-hz", KeyType.integerOf(MatchPlan.RATES), "20", "Readings per second of each simulated sensor.");
    public static final Key<Duration> WARM_UP_DURATION = Key.of(
            "warm-up.duration",
            KeyType.duration("0s", "5m"),
            "4s",
            "How long synthetic readings warm the process up before it is ready; 0s leaves it out.");
    public static final Key<Integer> WARM_UP_RATE =
            Key.of("warm-up.rate", KeyType.integer(1, 1_000_000), "10000", "Readings per second of the warm-up.");
    public static final Key<Duration> START_TIMEOUT =
            Key.of("start.timeout", KeyType.duration("1s", "1h"), "60s", "A start that takes longer is given up.");

    /** All keys, in the order in which they stand above. */
    public static final List<Key<?>> ALL = declared();

    private Keys() {}

    /** MQTT topic levels, each either fixed or one of the names in braces. */
    private static String levels(String names) {
        String level = "(?:[^/+#{}\\s]+|\\{(?:" + names + ")})";
        return level + "(?:/" + level + ")*";
    }

    private static List<Key<?>> declared() {
        List<Key<?>> keys = new ArrayList<>();
        for (Field field : Keys.class.getDeclaredFields()) {
            if (field.getType() == Key.class && Modifier.isStatic(field.getModifiers())) {
                try {
                    keys.add((Key<?>) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("cannot read " + field, e);
                }
            }
        }
        return List.copyOf(keys);
    }
}
