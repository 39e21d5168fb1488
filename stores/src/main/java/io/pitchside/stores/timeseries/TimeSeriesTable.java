package io.pitchside.stores.timeseries;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.pitchside.model.access.Medical;
import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.LedgerRow;
import io.pitchside.model.topic.Topics;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.MetricDefinition;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.SetupApplied;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the time-series store. Each is declared from the record that its topic carries: the record's fields
 * are the columns, {@link Medical} marks carry over, one field is the row's time ({@link #TIME} in the store). Rows
 * with the same time and key are one row, the one written last, so writing again changes nothing.
 *
 * <p>Every table has a twin for the rows of warm-up matches, which are kept apart everywhere.
 */
public enum TimeSeriesTable {
    READINGS(
            Topics.READINGS,
            AcceptedReading.class,
            "ts",
            TimeUnit.MILLISECONDS,
            List.of("match_id", "player_id", "sensor_id", "stadium_id"),
            List.of("match_id", "player_id", "sensor_id", "seq")),
    PLAYER_METRICS(
            Topics.PLAYER_METRICS,
            PlayerSecond.class,
            "second",
            TimeUnit.SECONDS,
            List.of("match_id", "player_id", "definition_version"),
            List.of("match_id", "player_id")),
    LEDGER(
            Topics.LEDGER,
            LedgerRow.class,
            "minute",
            TimeUnit.MILLISECONDS,
            List.of("pipeline", "source"),
            List.of("pipeline", "source", "partition")),
    DEAD_LETTERS(
            Topics.DEAD_LETTERS,
            DeadLetter.class,
            "at",
            TimeUnit.MILLISECONDS,
            List.of("pipeline", "source", "reason", "topic"),
            List.of("topic", "partition", "offset")),
    ALERTS(
            Topics.ALERTS,
            Alert.class,
            "at",
            TimeUnit.MILLISECONDS,
            List.of("pipeline", "rule", "match_id", "subject"),
            List.of("pipeline", "rule", "subject")),
    ALERT_ACKNOWLEDGEMENTS(
            Topics.ALERT_ACKNOWLEDGEMENTS,
            AlertAcknowledgement.class,
            "at",
            TimeUnit.MILLISECONDS,
            List.of("match_id", "role"),
            List.of("alert_id")),
    SETUP_HISTORY(
            Topics.SETUP_HISTORY,
            SetupApplied.class,
            "version",
            TimeUnit.MILLISECONDS,
            List.of("match_id"),
            List.of("match_id")),
    METRIC_DEFINITIONS(
            Topics.METRIC_DEFINITIONS,
            MetricDefinition.class,
            "at",
            TimeUnit.MILLISECONDS,
            List.of("definition_version"),
            List.of("definition_version"));

    /** The column that holds the row's time, in every table. */
    public static final String TIME = "ts";

    static final String WARM_UP_SUFFIX = "_warm_up";

    private final String topic;
    private final byte[] tableBytes;
    private final byte[] warmUpTableBytes;
    private final String timeField;
    private final TimeUnit timeUnit;
    private final List<TimeSeriesColumn> columns;
    private final List<TimeSeriesColumn> key;

    TimeSeriesTable(
            String topic, Class<?> event, String timeField, TimeUnit timeUnit, List<String> symbols, List<String> key) {
        this.topic = topic;
        this.tableBytes = tableName().getBytes(StandardCharsets.US_ASCII);
        this.warmUpTableBytes = warmUpTableName().getBytes(StandardCharsets.US_ASCII);
        this.timeField = timeField;
        this.timeUnit = timeUnit;
        this.columns = columnsOf(event, timeField, symbols, key);
        this.key = key.stream().map(this::column).collect(Collectors.toUnmodifiableList());
    }

    /** The table that keeps a topic's events, if one does. */
    public static Optional<TimeSeriesTable> ofTopic(String topic) {
        return Arrays.stream(values())
                .filter(table -> table.topic.equals(topic))
                .findFirst();
    }

    public String topic() {
        return topic;
    }

    /** The table's name in the store. */
    public String tableName() {
        return topic.replace('-', '_');
    }

    /** The name of the twin that holds warm-up rows. */
    public String warmUpTableName() {
        return tableName() + WARM_UP_SUFFIX;
    }

    byte[] tableBytes() {
        return tableBytes;
    }

    byte[] warmUpTableBytes() {
        return warmUpTableBytes;
    }

    /** The JSON field that becomes {@link #TIME}. */
    public String timeField() {
        return timeField;
    }

    public TimeUnit timeUnit() {
        return timeUnit;
    }

    /** All columns but {@link #TIME}: symbols first, because line protocol wants them first. */
    public List<TimeSeriesColumn> columns() {
        return columns;
    }

    /** The columns in the order in which a store's line protocol wants them: what tells series apart first. */
    public List<TimeSeriesColumn> columns(StoreKind kind) {
        if (kind == StoreKind.QUESTDB) {
            return columns;
        }
        return Stream.concat(
                        columns.stream().filter(column -> column.pointRole() == PointRole.TAG),
                        columns.stream().filter(column -> column.pointRole() != PointRole.TAG))
                .toList();
    }

    /**
     * Whether a row may be written again with other content. A reading is not: of its copies the first in the log wins,
     * and that one does not change.
     */
    boolean rewritten() {
        return this != READINGS;
    }

    /** What tells a row from the others of its time; every row has a value in each of these. */
    public List<TimeSeriesColumn> key() {
        return key;
    }

    /** @throws IllegalArgumentException if the table has no such column */
    public TimeSeriesColumn column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("table " + tableName() + " has no column " + name));
    }

    /** The statement that creates the table (or its twin) where it is absent. */
    String createStatement(String name) {
        String columnList = columns.stream()
                .map(column -> quoted(column.name()) + " " + column.type())
                .collect(Collectors.joining(", "));
        String keyList = key.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
        return "CREATE TABLE IF NOT EXISTS " + quoted(name) + " (" + TIME + " TIMESTAMP, " + columnList + ") TIMESTAMP("
                + TIME + ") PARTITION BY DAY WAL DEDUP UPSERT KEYS(" + TIME + ", " + keyList + ")";
    }

    static String quoted(String name) {
        return '"' + name + '"';
    }

    private static List<TimeSeriesColumn> columnsOf(
            Class<?> event, String timeField, List<String> symbols, List<String> key) {
        List<TimeSeriesColumn> found = new ArrayList<>();
        // A reading carries the position of its first copy, in another topic than its own: the columns say whose it is.
        Map<String, String> renamed = event == AcceptedReading.class
                ? Map.of("partition", "kafka_partition", "offset", "kafka_offset")
                : Map.of();
        for (boolean symbol : new boolean[] {true, false}) {
            for (RecordComponent component : event.getRecordComponents()) {
                String jsonName = PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
                if (jsonName.equals(timeField) || symbols.contains(jsonName) != symbol) {
                    continue;
                }
                String name = renamed.getOrDefault(jsonName, jsonName);
                TimeSeriesColumn.Type type = symbol ? TimeSeriesColumn.Type.SYMBOL : typeOf(component);
                boolean medical = component.isAnnotationPresent(Medical.class);
                boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                PointRole role = PointRole.of(name, type, key.contains(name));
                found.add(new TimeSeriesColumn(name, jsonName, type, medical, nullable, role, found.size()));
            }
        }
        return List.copyOf(found);
    }

    private static TimeSeriesColumn.Type typeOf(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return TimeSeriesColumn.Type.LONG;
        }
        if (type == double.class || type == Double.class) {
            return TimeSeriesColumn.Type.DOUBLE;
        }
        if (type == boolean.class || type == Boolean.class) {
            return TimeSeriesColumn.Type.BOOLEAN;
        }
        if (type == String.class || type == byte[].class) {
            return TimeSeriesColumn.Type.VARCHAR;
        }
        throw new IllegalStateException("no column type for " + component);
    }
}
