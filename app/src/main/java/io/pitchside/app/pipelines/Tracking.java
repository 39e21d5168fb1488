package io.pitchside.app.pipelines;

import static io.pitchside.app.config.Keys.MQTT_CLIENT_ID;
import static io.pitchside.app.config.Keys.MQTT_INFLIGHT_BYTES_MAX;
import static io.pitchside.app.config.Keys.MQTT_MESSAGE_BYTES_MAX;
import static io.pitchside.app.config.Keys.MQTT_TOPIC_FRAME;
import static io.pitchside.app.config.Keys.MQTT_TOPIC_PLAYER;
import static io.pitchside.app.config.Keys.MQTT_URL;
import static io.pitchside.app.config.Keys.TRACKING_PARTITIONS;

import io.pitchside.app.config.Configuration;
import io.pitchside.app.config.Keys;
import io.pitchside.app.embedded.ConnectSecrets;
import io.pitchside.jobs.tracking.TrackingJob;
import io.pitchside.jobs.tracking.TrackingJobSettings;
import io.pitchside.model.pipeline.Pipeline;
import io.pitchside.model.topic.Topic;
import io.pitchside.model.topic.Topic.Cleanup;
import io.pitchside.model.topic.Topics;
import io.pitchside.model.tracking.AlertRules;
import io.pitchside.model.tracking.TrackingRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sensors of players and ball, from the stadium's MQTT to the page at the pitch. Values that differ from start to start,
 * and secrets, stand in the file of {@link ConnectSecrets}; the declaration only refers to them.
 */
public final class Tracking {
    public static final String NAME = TrackingJob.NAME;

    /** The front door of the sensors. */
    public static final String DOOR = "tracking-mqtt";
    /** What writes the time series. */
    public static final String SINK = "tracking-time-series";

    /** How long topics that are not compacted keep a record, from its arrival: Kafka is a buffer, not a store. */
    public static final Duration RETENTION = Duration.ofHours(24);

    /** The largest message must fit a request, with key, headers and frame. */
    private static final int OVERHEAD_BYTES = 64 * 1024;

    private static final int REQUEST_BYTES_MIN = 2 * 1024 * 1024;
    private static final String MATCH = "match_id";
    private static final String PLAYER = "match_id/player_id";

    private Tracking() {}

    /** The pipeline as this site configured it. */
    public static Pipeline pipeline(Configuration site) {
        return new Pipeline(
                NAME,
                "Player and ball sensors: live positions, speed, distance, heart rate",
                topics(site.get(TRACKING_PARTITIONS)),
                List.of(
                        new Pipeline.Door(
                                DOOR,
                                "io.pitchside.connectors.mqtt.MqttSource",
                                List.of(Topics.SENSOR_READINGS),
                                door(site)),
                        new Pipeline.Door(
                                "match-setups", "", List.of(Topics.SENSOR_READINGS, Topics.MATCH_SETUP), Map.of()),
                        new Pipeline.Door("definitions", "", List.of(Topics.METRIC_DEFINITIONS), Map.of()),
                        new Pipeline.Door("acknowledgements", "", List.of(Topics.ALERT_ACKNOWLEDGEMENTS), Map.of())),
                new Pipeline.Job(
                        NAME,
                        List.of(Topics.SENSOR_READINGS),
                        List.of(
                                Topics.READINGS,
                                Topics.PLAYER_METRICS,
                                Topics.LEDGER,
                                Topics.DEAD_LETTERS,
                                Topics.ALERTS,
                                Topics.SETUP_HISTORY)),
                List.of(new Pipeline.Sink(
                        SINK,
                        "io.pitchside.connectors.timeseries.TimeSeriesSink",
                        List.of(
                                Topics.READINGS,
                                Topics.PLAYER_METRICS,
                                Topics.LEDGER,
                                Topics.DEAD_LETTERS,
                                Topics.ALERTS,
                                Topics.ALERT_ACKNOWLEDGEMENTS,
                                Topics.SETUP_HISTORY,
                                Topics.METRIC_DEFINITIONS),
                        sink(site))),
                List.of(
                        new Pipeline.View(
                                "live",
                                "/live",
                                "Live match: pitch, speed and heart rate, distance and sprints",
                                List.of(Topics.SENSOR_READINGS, Topics.PLAYER_METRICS, Topics.MATCH_SETUP)),
                        new Pipeline.View(
                                "ops",
                                "/ops",
                                "Operations: parts, ledger, dead letters",
                                List.of(Topics.LEDGER, Topics.DEAD_LETTERS, Topics.ALERTS))));
    }

    /** What the job is told of this site. */
    public static TrackingJobSettings jobSettings(Configuration site, String bootstrapServers) {
        return new TrackingJobSettings(
                bootstrapServers,
                site.kafkaClient(),
                site.get(Keys.TRACKING_PARALLELISM),
                site.get(Keys.TRACKING_IDLE_FLUSH),
                new TrackingRules(
                        site.get(Keys.TRACKING_ZONES_KMH),
                        site.get(Keys.TRACKING_SPRINT_ENTER_MPS),
                        site.get(Keys.TRACKING_SPRINT_LEAVE_MPS),
                        site.get(Keys.TRACKING_SPRINT_MIN_DURATION).toMillis(),
                        site.get(Keys.TRACKING_ACCELERATION_MPS2),
                        site.get(Keys.TRACKING_ACCELERATION_MIN_DURATION).toMillis(),
                        site.get(Keys.TRACKING_HMLD_MPS),
                        site.get(Keys.TRACKING_HMLD_MPS2),
                        site.get(Keys.TRACKING_HIGH_POWER_WKG),
                        site.get(Keys.TRACKING_HR_GAP_MAX).toMillis(),
                        site.get(Keys.TRACKING_SPEED_MAX_MPS),
                        site.get(Keys.TRACKING_SMOOTHING_HALF_WINDOW).toMillis(),
                        site.get(Keys.TRACKING_GAP_MAX).toMillis(),
                        site.get(Keys.TRACKING_LATENESS).toMillis(),
                        site.get(Keys.TRACKING_CLOCK_AHEAD_MAX).toMillis(),
                        site.get(Keys.TRACKING_CLOCK_JUMP_MAX).toMillis()),
                alertRules(site));
    }

    private static AlertRules alertRules(Configuration site) {
        return new AlertRules(
                site.get(Keys.TRACKING_ALERTS_HEART_RATE_SHARE),
                site.get(Keys.TRACKING_ALERTS_HEART_RATE_CLEAR_SHARE),
                site.get(Keys.TRACKING_ALERTS_HEART_RATE_DURATION).toMillis(),
                site.get(Keys.TRACKING_ALERTS_SPRINT_WINDOW).toSeconds() * 1000,
                site.get(Keys.TRACKING_ALERTS_SPRINT_FACTOR),
                site.get(Keys.TRACKING_ALERTS_SPRINT_FLOOR_M),
                site.get(Keys.TRACKING_ALERTS_SPRINT_WARM_UP).toMillis(),
                site.get(Keys.TRACKING_ALERTS_SPRINT_CLEAR_SHARE),
                site.get(Keys.TRACKING_ALERTS_SILENT_AFTER).toMillis(),
                site.get(Keys.TRACKING_ALERTS_FROZEN_DISTANCE_M),
                site.get(Keys.TRACKING_ALERTS_FROZEN_AFTER).toMillis(),
                AlertRules.DEFAULT.frozenMovedM());
    }

    private static List<Topic> topics(int partitions) {
        return List.of(
                new Topic(Topics.SENSOR_READINGS, PLAYER, partitions, Cleanup.DELETE),
                new Topic(Topics.READINGS, PLAYER, partitions, Cleanup.DELETE),
                new Topic(Topics.PLAYER_METRICS, PLAYER, partitions, Cleanup.DELETE),
                new Topic(Topics.MATCH_SETUP, MATCH, 1, Cleanup.COMPACT),
                new Topic(Topics.LEDGER, "pipeline/source/partition/minute", 1, Cleanup.COMPACT),
                new Topic(Topics.DEAD_LETTERS, "topic/partition/offset", 1, Cleanup.DELETE),
                new Topic(Topics.ALERTS, "pipeline/rule/subject/at", 1, Cleanup.DELETE),
                new Topic(Topics.ALERT_ACKNOWLEDGEMENTS, "alert's event id", 1, Cleanup.COMPACT),
                new Topic(Topics.SETUP_HISTORY, "match_id/version", 1, Cleanup.DELETE),
                new Topic(Topics.METRIC_DEFINITIONS, "definition_version", 1, Cleanup.COMPACT));
    }

    private static Map<String, String> door(Configuration site) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "tasks.max", "1",
                "topic", Topics.SENSOR_READINGS,
                "partitions", Integer.toString(site.get(TRACKING_PARTITIONS)),
                "pattern.player", site.get(MQTT_TOPIC_PLAYER),
                "pattern.frame", site.get(MQTT_TOPIC_FRAME),
                "message.bytes.max", Integer.toString(site.get(MQTT_MESSAGE_BYTES_MAX)),
                "inflight.bytes.max", Integer.toString(site.get(MQTT_INFLIGHT_BYTES_MAX))));
        // A short linger: it halves the producer's work and costs a live position two milliseconds at most.
        settings.putAll(Map.of(
                "producer.override.linger.ms", "2",
                "producer.override.batch.size", "65536",
                "producer.override.acks", "all",
                "producer.override.enable.idempotence", "true",
                "producer.override.max.request.size",
                        Integer.toString(
                                Math.max(REQUEST_BYTES_MIN, site.get(MQTT_MESSAGE_BYTES_MAX) + OVERHEAD_BYTES)),
                // What is on its way to Kafka costs the heap five times its bytes: a short queue, and the sockets wait.
                "producer.override.buffer.memory", "16777216"));
        settings.putAll(site.get(MQTT_URL).isPresent() ? subscribing(site) : listening(site));
        return settings;
    }

    private static Map<String, String> listening(Configuration site) {
        ConnectSecrets secrets = ConnectSecrets.of(site);
        Map<String, String> settings = new HashMap<>(Map.of(
                "mode", "listen",
                "listen.host", site.get(Keys.MQTT_HOST),
                "listen.port", secrets.reference(ConnectSecrets.MQTT_PORT),
                "devices.file", site.devicesFile().toString(),
                "anonymous.loopback", Boolean.toString(site.get(Keys.MQTT_ALLOW_ANONYMOUS))));
        site.get(Keys.MQTT_TLS_CERTIFICATE).ifPresent(file -> settings.put("tls.certificate", absolute(file)));
        site.get(Keys.MQTT_TLS_KEY).ifPresent(file -> settings.put("tls.key", absolute(file)));
        return settings;
    }

    /** The worker may run in another folder than whoever wrote the configuration. */
    private static String absolute(Path file) {
        return file.toAbsolutePath().toString();
    }

    private static Map<String, String> subscribing(Configuration site) {
        ConnectSecrets secrets = ConnectSecrets.of(site);
        Map<String, String> settings = new HashMap<>(Map.of(
                "mode", "subscribe",
                "url", site.get(MQTT_URL).orElseThrow().toString(),
                "protocol", site.get(Keys.MQTT_PROTOCOL).substring(0, 1),
                "client.id", site.get(MQTT_CLIENT_ID)));
        site.get(Keys.MQTT_USERNAME).ifPresent(username -> settings.put("username", username));
        site.get(Keys.MQTT_PASSWORD)
                .ifPresent(password -> settings.put("password", secrets.reference(ConnectSecrets.MQTT_PASSWORD)));
        return settings;
    }

    private static Map<String, String> sink(Configuration site) {
        ConnectSecrets secrets = ConnectSecrets.of(site);
        Map<String, String> settings = new HashMap<>(Map.of(
                "tasks.max", "1",
                "url", secrets.reference(ConnectSecrets.TIME_SERIES_URL),
                "username", secrets.reference(ConnectSecrets.TIME_SERIES_USERNAME),
                "password", secrets.reference(ConnectSecrets.TIME_SERIES_PASSWORD),
                "kind", secrets.reference(ConnectSecrets.TIME_SERIES_KIND),
                "database", secrets.reference(ConnectSecrets.TIME_SERIES_DATABASE)));
        // The store pays per request, not per row: one request a second, however many rows came in it.
        settings.putAll(Map.of(
                "consumer.override.fetch.min.bytes", "3145728",
                "consumer.override.max.partition.fetch.bytes", "3145728",
                "consumer.override.fetch.max.wait.ms", "1000",
                "consumer.override.max.poll.records", "50000",
                "consumer.override.auto.offset.reset", "earliest"));
        return settings;
    }
}
