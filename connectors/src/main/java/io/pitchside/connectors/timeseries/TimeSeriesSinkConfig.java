package io.pitchside.connectors.timeseries;

import io.pitchside.stores.timeseries.LineProtocol;
import io.pitchside.stores.timeseries.StoreKind;
import io.pitchside.stores.timeseries.TimeSeriesAddress;
import io.pitchside.stores.timeseries.TimeSeriesTable;
import io.pitchside.stores.timeseries.TimeSeriesWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkTask;

/** The settings of {@link TimeSeriesSink}. Immutable. */
public final class TimeSeriesSinkConfig extends AbstractConfig {
    /** Where the store answers: {@code http://host:port}. */
    public static final String URL = "url";

    public static final String USERNAME = "username";
    public static final String PASSWORD = "password";
    /** What the store is: {@link #KIND_AUTO} asks it, else a {@link StoreKind}. */
    public static final String KIND = "kind";

    public static final String KIND_AUTO = "auto";
    /** Database of InfluxDB; it must be there. */
    public static final String DATABASE = "database";
    /** Size from which a post is sent; a batch that Connect hands over becomes as few posts as that allows. */
    public static final String POST_BYTES = "post.bytes";
    /** How long the store may take to answer a post. */
    public static final String REQUEST_TIMEOUT_MS = "request.timeout.ms";
    /** How long to wait before the first repeat when the store is down; each further wait is twice as long. */
    public static final String RETRY_BACKOFF_MS = "retry.backoff.ms";

    public static final String RETRY_BACKOFF_MAX_MS = "retry.backoff.max.ms";
    /** More refused rows than this in one batch are no poison rows but a store that does not fit us: the task fails. */
    public static final String REFUSED_ROWS_MAX = "refused.rows.max";

    private static final int POST_BYTES_MAX = 64 << 20;

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    URL,
                    ConfigDef.Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.LambdaValidator.with(
                            (name, value) -> address(String.valueOf(value), "", ""), () -> "http://host:port"),
                    Importance.HIGH,
                    "Address of the time-series store, http://host:port")
            .define(
                    USERNAME,
                    ConfigDef.Type.STRING,
                    "",
                    Importance.HIGH,
                    "User of the store; empty where it asks for none")
            .define(PASSWORD, ConfigDef.Type.PASSWORD, "", Importance.HIGH, "Password of the user")
            .define(
                    KIND,
                    ConfigDef.Type.STRING,
                    KIND_AUTO,
                    ConfigDef.ValidString.in(KIND_AUTO, StoreKind.QUESTDB.code(), StoreKind.INFLUXDB.code()),
                    Importance.HIGH,
                    "What the store is; auto asks it")
            .define(
                    DATABASE,
                    ConfigDef.Type.STRING,
                    "pitchside",
                    new ConfigDef.NonEmptyString(),
                    Importance.MEDIUM,
                    "Database of InfluxDB, which must be there")
            .define(
                    POST_BYTES,
                    ConfigDef.Type.INT,
                    4 << 20,
                    ConfigDef.Range.between(1024, POST_BYTES_MAX),
                    Importance.LOW,
                    "Size from which a post is sent; one post is one transaction of the store")
            .define(
                    REQUEST_TIMEOUT_MS,
                    ConfigDef.Type.INT,
                    30_000,
                    ConfigDef.Range.between(100, 300_000),
                    Importance.LOW,
                    "How long the store may take to answer a post")
            .define(
                    RETRY_BACKOFF_MS,
                    ConfigDef.Type.INT,
                    250,
                    ConfigDef.Range.between(1, 60_000),
                    Importance.LOW,
                    "Wait before the first repeat when the store is down; doubles each time")
            .define(
                    RETRY_BACKOFF_MAX_MS,
                    ConfigDef.Type.INT,
                    5_000,
                    ConfigDef.Range.between(1, 300_000),
                    Importance.LOW,
                    "Longest wait between two repeats")
            .define(
                    REFUSED_ROWS_MAX,
                    ConfigDef.Type.INT,
                    100,
                    ConfigDef.Range.between(0, 100_000),
                    Importance.LOW,
                    "More refused rows than this in one batch fail the task");

    /** @throws ConfigException if a value cannot be used; the message names the key and what is allowed */
    public TimeSeriesSinkConfig(Map<String, String> settings) {
        super(DEFINITION, settings, false);
        String topics = settings.getOrDefault(SinkTask.TOPICS_CONFIG, "");
        for (String topic : topics.split(",", -1)) {
            String name = topic.strip();
            if (!name.isEmpty() && TimeSeriesTable.ofTopic(name).isEmpty()) {
                throw new ConfigException(
                        SinkTask.TOPICS_CONFIG, topics, "no table keeps topic " + name + "; known are " + topicsKept());
            }
        }
    }

    static List<String> topicsKept() {
        return Arrays.stream(TimeSeriesTable.values())
                .map(TimeSeriesTable::topic)
                .collect(Collectors.toList());
    }

    TimeSeriesAddress address() {
        return address(
                getString(URL), getString(USERNAME), getPassword(PASSWORD).value());
    }

    /** What the store is; empty where it is to be asked. */
    Optional<StoreKind> kind() {
        String kind = getString(KIND);
        return kind.equals(KIND_AUTO) ? Optional.empty() : Optional.of(StoreKind.of(kind));
    }

    TimeSeriesWriter writer(StoreKind kind) {
        return switch (kind) {
            case QUESTDB -> TimeSeriesWriter.questDb(address(), requestTimeout());
            case INFLUXDB -> TimeSeriesWriter.influxDb(address(), getString(DATABASE), requestTimeout());
        };
    }

    /** Size from which a post is sent; never so small that one row does not fit. */
    int postBytes() {
        return Math.min(getInt(POST_BYTES), POST_BYTES_MAX - LineProtocol.ROW_BYTES_MAX);
    }

    Duration requestTimeout() {
        return Duration.ofMillis(getInt(REQUEST_TIMEOUT_MS));
    }

    /** How long to wait after the given number of failures in a row, at least 1. */
    long backoffMs(int failures) {
        long doubled = (long) getInt(RETRY_BACKOFF_MS) << Math.min(failures - 1, 20);
        return Math.min(doubled, getInt(RETRY_BACKOFF_MAX_MS));
    }

    int refusedRowsMax() {
        return getInt(REFUSED_ROWS_MAX);
    }

    private static TimeSeriesAddress address(String url, String username, String password) {
        try {
            return new TimeSeriesAddress(URI.create(url), username, password);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(URL, url, "write it as http://host:port");
        }
    }
}
