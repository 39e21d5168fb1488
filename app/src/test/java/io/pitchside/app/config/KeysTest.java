package io.pitchside.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void namesDefaultsAndVariablesArePinned() {
        String keys = Keys.ALL.stream()
                .map(key -> key.name() + " = " + key.defaultText() + " (" + key.environmentName() + ", "
                        + key.typeName() + ")")
                .collect(Collectors.joining("\n"));

        assertThat(keys).isEqualTo("""
                        data = ~/.pitchside (PITCHSIDE_DATA, path)
                        http.host = 127.0.0.1 (PITCHSIDE_HTTP_HOST, text)
                        http.port = 8080 (PITCHSIDE_HTTP_PORT, port)
                        mqtt.host = 127.0.0.1 (PITCHSIDE_MQTT_HOST, text)
                        mqtt.port = 1883 (PITCHSIDE_MQTT_PORT, port)
                        mqtt.allow-anonymous = true (PITCHSIDE_MQTT_ALLOW_ANONYMOUS, flag)
                        mqtt.devices-file = devices.json (PITCHSIDE_MQTT_DEVICES_FILE, path)
                        mqtt.tls.certificate = null (PITCHSIDE_MQTT_TLS_CERTIFICATE, path)
                        mqtt.tls.key = null (PITCHSIDE_MQTT_TLS_KEY, path)
                        mqtt.url = null (PITCHSIDE_MQTT_URL, address)
                        mqtt.username = null (PITCHSIDE_MQTT_USERNAME, text)
                        mqtt.password = null (PITCHSIDE_MQTT_PASSWORD, secret)
                        mqtt.protocol = 5 (PITCHSIDE_MQTT_PROTOCOL, choice)
                        mqtt.client-id = pitchside (PITCHSIDE_MQTT_CLIENT_ID, text)
                        mqtt.message-bytes-max = 1MiB (PITCHSIDE_MQTT_MESSAGE_BYTES_MAX, bytes)
                        mqtt.inflight-bytes-max = 4MiB (PITCHSIDE_MQTT_INFLIGHT_BYTES_MAX, bytes)
                        mqtt.topic.player = stadiums/{stadium}/matches/{match}/players/{player}/readings (PITCHSIDE_MQTT_TOPIC_PLAYER, pattern)
                        mqtt.topic.frame = stadiums/{stadium}/matches/{match}/readings (PITCHSIDE_MQTT_TOPIC_FRAME, pattern)
                        kafka.port = 9092 (PITCHSIDE_KAFKA_PORT, port)
                        kafka.bootstrap.servers = null (PITCHSIDE_KAFKA_BOOTSTRAP_SERVERS, addresses)
                        connect.port = 8083 (PITCHSIDE_CONNECT_PORT, port)
                        connect.url = null (PITCHSIDE_CONNECT_URL, address)
                        flink.port = 8081 (PITCHSIDE_FLINK_PORT, port)
                        flink.url = null (PITCHSIDE_FLINK_URL, address)
                        questdb.port = 9000 (PITCHSIDE_QUESTDB_PORT, port)
                        time-series.url = null (PITCHSIDE_TIME_SERIES_URL, address)
                        time-series.kind = auto (PITCHSIDE_TIME_SERIES_KIND, choice)
                        time-series.database = pitchside (PITCHSIDE_TIME_SERIES_DATABASE, text)
                        time-series.username = null (PITCHSIDE_TIME_SERIES_USERNAME, text)
                        time-series.password = null (PITCHSIDE_TIME_SERIES_PASSWORD, secret)
                        postgres.port = 5432 (PITCHSIDE_POSTGRES_PORT, port)
                        postgres.url = null (PITCHSIDE_POSTGRES_URL, address)
                        postgres.read-url = null (PITCHSIDE_POSTGRES_READ_URL, address)
                        mongo.port = 27017 (PITCHSIDE_MONGO_PORT, port)
                        mongo.url = null (PITCHSIDE_MONGO_URL, address)
                        lake.warehouse = null (PITCHSIDE_LAKE_WAREHOUSE, text)
                        s3.endpoint = null (PITCHSIDE_S3_ENDPOINT, address)
                        football.football-data.url = null (PITCHSIDE_FOOTBALL_FOOTBALL_DATA_URL, address)
                        football.football-data.token = null (PITCHSIDE_FOOTBALL_FOOTBALL_DATA_TOKEN, secret)
                        football.api-football.url = null (PITCHSIDE_FOOTBALL_API_FOOTBALL_URL, address)
                        football.api-football.key = null (PITCHSIDE_FOOTBALL_API_FOOTBALL_KEY, secret)
                        sync.scheduler = internal (PITCHSIDE_SYNC_SCHEDULER, choice)
                        tracking.partitions = 2 (PITCHSIDE_TRACKING_PARTITIONS, integer)
                        tracking.parallelism = 1 (PITCHSIDE_TRACKING_PARALLELISM, integer)
                        tracking.lateness = 30s (PITCHSIDE_TRACKING_LATENESS, duration)
                        tracking.clock-ahead-max = 5s (PITCHSIDE_TRACKING_CLOCK_AHEAD_MAX, duration)
                        tracking.clock-jump-max = 30s (PITCHSIDE_TRACKING_CLOCK_JUMP_MAX, duration)
                        tracking.checkpoint-interval = 10s (PITCHSIDE_TRACKING_CHECKPOINT_INTERVAL, duration)
                        tracking.idle-flush = 2s (PITCHSIDE_TRACKING_IDLE_FLUSH, duration)
                        tracking.sprint.enter-mps = 7.0 (PITCHSIDE_TRACKING_SPRINT_ENTER_MPS, decimal)
                        tracking.sprint.leave-mps = 5.5 (PITCHSIDE_TRACKING_SPRINT_LEAVE_MPS, decimal)
                        tracking.sprint.min-duration = 500ms (PITCHSIDE_TRACKING_SPRINT_MIN_DURATION, duration)
                        tracking.zones-kmh = fifa (PITCHSIDE_TRACKING_ZONES_KMH, zones)
                        tracking.speed-max-mps = 12 (PITCHSIDE_TRACKING_SPEED_MAX_MPS, decimal)
                        tracking.smoothing-half-window = 140ms (PITCHSIDE_TRACKING_SMOOTHING_HALF_WINDOW, duration)
                        tracking.gap-max = 500ms (PITCHSIDE_TRACKING_GAP_MAX, duration)
                        tracking.acceleration.mps2 = 3 (PITCHSIDE_TRACKING_ACCELERATION_MPS2, decimal)
                        tracking.acceleration.min-duration = 500ms (PITCHSIDE_TRACKING_ACCELERATION_MIN_DURATION, duration)
                        tracking.hmld.mps = 5.5 (PITCHSIDE_TRACKING_HMLD_MPS, decimal)
                        tracking.hmld.mps2 = 2 (PITCHSIDE_TRACKING_HMLD_MPS2, decimal)
                        tracking.high-power-wkg = 20 (PITCHSIDE_TRACKING_HIGH_POWER_WKG, decimal)
                        tracking.hr-gap-max = 5s (PITCHSIDE_TRACKING_HR_GAP_MAX, duration)
                        tracking.alerts.heart-rate.share = 0.92 (PITCHSIDE_TRACKING_ALERTS_HEART_RATE_SHARE, decimal)
                        tracking.alerts.heart-rate.clear-share = 0.88 (PITCHSIDE_TRACKING_ALERTS_HEART_RATE_CLEAR_SHARE, decimal)
                        tracking.alerts.heart-rate.duration = 60s (PITCHSIDE_TRACKING_ALERTS_HEART_RATE_DURATION, duration)
                        tracking.alerts.sprint.window = 5m (PITCHSIDE_TRACKING_ALERTS_SPRINT_WINDOW, duration)
                        tracking.alerts.sprint.factor = 1.2 (PITCHSIDE_TRACKING_ALERTS_SPRINT_FACTOR, decimal)
                        tracking.alerts.sprint.floor-m = 60 (PITCHSIDE_TRACKING_ALERTS_SPRINT_FLOOR_M, decimal)
                        tracking.alerts.sprint.warm-up = 15m (PITCHSIDE_TRACKING_ALERTS_SPRINT_WARM_UP, duration)
                        tracking.alerts.sprint.clear-share = 0.8 (PITCHSIDE_TRACKING_ALERTS_SPRINT_CLEAR_SHARE, decimal)
                        tracking.alerts.silent-after = 10s (PITCHSIDE_TRACKING_ALERTS_SILENT_AFTER, duration)
                        tracking.alerts.frozen.after = 30s (PITCHSIDE_TRACKING_ALERTS_FROZEN_AFTER, duration)
                        tracking.alerts.frozen.distance-m = 0.05 (PITCHSIDE_TRACKING_ALERTS_FROZEN_DISTANCE_M, decimal)
                        query.rows-max = 1000000 (PITCHSIDE_QUERY_ROWS_MAX, integer)
                        query.timeout = 30s (PITCHSIDE_QUERY_TIMEOUT, duration)
                        demo.seed = 1 (PITCHSIDE_DEMO_SEED, integer)
                        demo.matches = 1 (PITCHSIDE_DEMO_MATCHES, integer)
                        demo.rate-hz = 20 (PITCHSIDE_DEMO_RATE_HZ, integer)
                        warm-up.duration = 4s (PITCHSIDE_WARM_UP_DURATION, duration)
                        warm-up.rate = 10000 (PITCHSIDE_WARM_UP_RATE, integer)
                        start.timeout = 60s (PITCHSIDE_START_TIMEOUT, duration)""");
    }

    @Test
    void noTwoKeysShareAVariable() {
        assertThat(Keys.ALL).extracting(Key::environmentName).doesNotHaveDuplicates();
    }

    @Test
    void everyKeySaysInASentenceWhatItIs() {
        assertThat(Keys.ALL).allSatisfy(key -> assertThat(key.description()).endsWith("."));
    }

    @Test
    void everythingThatIsAPasswordByItsNameIsASecret() {
        assertThat(Keys.ALL)
                .filteredOn(key -> key.name().toLowerCase(Locale.ROOT).matches(".*(password|token|football\\.key)$"))
                .hasSize(4)
                .allMatch(Key::secret);
    }

    @Test
    void theDocumentationSaysWhatTheCodeSays() throws Exception {
        Path page = Path.of("..", "docs", "configuration.md");

        assertThat(Files.readString(page))
                .as("docs/configuration.md is behind: ./pitchside config --markdown > docs/configuration.md")
                .isEqualTo(ConfigurationMarkdown.text());
    }
}
