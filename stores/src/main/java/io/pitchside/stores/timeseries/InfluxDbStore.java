package io.pitchside.stores.timeseries;

import static io.pitchside.stores.timeseries.InfluxQl.is;
import static io.pitchside.stores.timeseries.InfluxQl.name;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.LedgerRow;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.MetricDefinition;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.SetupApplied;
import io.pitchside.stores.timeseries.InfluxDbReader.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** {@link TimeSeriesStore} over InfluxDB 1.x, in InfluxQL. How rows are points there, {@link PointRole} says. */
public final class InfluxDbStore implements TimeSeriesStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** A whole match, or everything, is read on nobody's page. */
    private static final Duration LONG_TIMEOUT = Duration.ofMinutes(5);

    private final InfluxDbReader reader;
    private final InfluxDbReadings readings;
    private final InfluxDbSums sums;
    private final PointRows<PlayerSecond> seconds = new PointRows<>(TimeSeriesTable.PLAYER_METRICS, PlayerSecond.class);
    private final PointRows<DeadLetter> deadLetters = new PointRows<>(TimeSeriesTable.DEAD_LETTERS, DeadLetter.class);
    private final PointRows<LedgerRow> ledger = new PointRows<>(TimeSeriesTable.LEDGER, LedgerRow.class);
    private final PointRows<Alert> alerts = new PointRows<>(TimeSeriesTable.ALERTS, Alert.class);
    private final PointRows<AlertAcknowledgement> acknowledgements =
            new PointRows<>(TimeSeriesTable.ALERT_ACKNOWLEDGEMENTS, AlertAcknowledgement.class);
    private final PointRows<SetupApplied> setups = new PointRows<>(TimeSeriesTable.SETUP_HISTORY, SetupApplied.class);
    private final PointRows<MetricDefinition> definitions =
            new PointRows<>(TimeSeriesTable.METRIC_DEFINITIONS, MetricDefinition.class);

    InfluxDbStore(InfluxDbReader reader) {
        this.reader = reader;
        this.readings = new InfluxDbReadings(reader, TIMEOUT, LONG_TIMEOUT, InfluxDbReadings.SLICE_OFFSETS);
        this.sums = new InfluxDbSums(reader, TIMEOUT);
    }

    /** What InfluxDB has acknowledged is readable; asking makes sure that it is there, with the database. */
    @Override
    public StoreProgress progress() throws StoreUnavailableException, StoreAccessException {
        List<Row> unused = reader.ask(
                "SHOW FIELD KEYS ON " + name(reader.database()) + " FROM "
                        + name(TimeSeriesTable.METRIC_DEFINITIONS.tableName()),
                TIMEOUT);
        return new StoreProgress(List.of(), List.of());
    }

    @Override
    public long readings() throws StoreUnavailableException, StoreAccessException {
        return count("SELECT count(\"seq\") FROM \"readings\"");
    }

    @Override
    public long readings(int partition, long from, long to) throws StoreUnavailableException, StoreAccessException {
        return count("SELECT count(\"seq\") FROM \"readings\" WHERE \"kafka_partition\" = " + partition
                + " AND \"kafka_offset\" >= " + from + " AND \"kafka_offset\" < " + to);
    }

    private long count(String influxQl) throws StoreUnavailableException, StoreAccessException {
        return reader.ask(influxQl, LONG_TIMEOUT).stream()
                .mapToLong(row -> row.whole(1))
                .sum();
    }

    @Override
    public void readings(String matchId, long fromMs, long toMs, int rowsMax, Readings receiver)
            throws IOException, StoreAccessException {
        readings.byTime(matchId, fromMs, toMs, rowsMax, receiver);
    }

    @Override
    public void readingsInLogOrder(String matchId, Readings receiver) throws IOException, StoreAccessException {
        readings.byOffset(matchId, receiver);
    }

    @Override
    public Optional<AcceptedReading> reading(String matchId, String sensorId, long ts, long seq)
            throws StoreUnavailableException, StoreAccessException {
        return readings.one(matchId, sensorId, ts, seq);
    }

    @Override
    public List<String> matches() throws StoreUnavailableException, StoreAccessException {
        TreeSet<String> matches = new TreeSet<>();
        List<Row> found =
                reader.ask("SHOW TAG VALUES FROM \"readings\", \"player_metrics\" WITH KEY = \"match_id\"", TIMEOUT);
        for (Row row : found) {
            matches.add(PercentText.decode(String.valueOf(row.values()[1])));
        }
        return List.copyOf(matches);
    }

    @Override
    public List<PlayerSums> sums(String matchId, long beforeSecond)
            throws StoreUnavailableException, StoreAccessException {
        return sums.ofMatch(matchId, beforeSecond);
    }

    @Override
    public List<PlayerDay> days(String playerId) throws StoreUnavailableException, StoreAccessException {
        return sums.ofPlayer(playerId);
    }

    @Override
    public List<PlayerSecond> seconds(String matchId, long fromSecond, long toSecond)
            throws StoreUnavailableException, StoreAccessException {
        List<PlayerSecond> found = events(
                seconds,
                " WHERE " + is("match_id", matchId) + " AND " + InfluxQl.between(fromSecond, toSecond, SECONDS)
                        + " LIMIT " + SECONDS_MAX);
        found.sort(Comparator.comparingLong(PlayerSecond::second).thenComparing(PlayerSecond::playerId));
        return found;
    }

    @Override
    public List<Alert> alerts(String matchId, int limit) throws StoreUnavailableException, StoreAccessException {
        return events(alerts, ofMatch(matchId) + " ORDER BY time DESC LIMIT " + limit);
    }

    @Override
    public List<AlertAcknowledgement> acknowledgements(String matchId)
            throws StoreUnavailableException, StoreAccessException {
        return events(acknowledgements, ofMatch(matchId) + " LIMIT " + ALERTS_MAX);
    }

    private static String ofMatch(String matchId) {
        return matchId.isEmpty() ? "" : " WHERE " + is("match_id", matchId);
    }

    @Override
    public List<SetupApplied> setups(String matchId) throws StoreUnavailableException, StoreAccessException {
        List<SetupApplied> found = events(setups, ofMatch(matchId) + " LIMIT " + MATCHES_MAX);
        found.sort(Comparator.comparingInt(SetupApplied::partition).thenComparingLong(SetupApplied::offset));
        return found;
    }

    @Override
    public List<MetricDefinition> definitions() throws StoreUnavailableException, StoreAccessException {
        return events(definitions, "");
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) throws StoreUnavailableException, StoreAccessException {
        return events(deadLetters, " ORDER BY time DESC LIMIT " + limit);
    }

    @Override
    public Optional<DeadLetter> deadLetter(String topic, int partition, long offset)
            throws StoreUnavailableException, StoreAccessException {
        String where = " WHERE " + is("topic", topic) + " AND " + is("partition", Integer.toString(partition))
                + " AND \"offset\" = " + offset;
        return events(deadLetters, where).stream().findFirst();
    }

    @Override
    public long deadLetterCount() throws StoreUnavailableException, StoreAccessException {
        return count("SELECT count(\"offset\") FROM \"dead_letters\"");
    }

    @Override
    public List<LedgerRow> ledger(String pipeline) throws StoreUnavailableException, StoreAccessException {
        List<LedgerRow> found = events(ledger, " WHERE " + is("pipeline", pipeline) + " LIMIT " + LEDGER_ROWS_MAX);
        found.sort(Comparator.comparingInt(LedgerRow::partition)
                .thenComparingLong(LedgerRow::minute)
                .thenComparing(LedgerRow::source));
        return found;
    }

    private <T> List<T> events(PointRows<T> rows, String rest) throws StoreUnavailableException, StoreAccessException {
        List<T> events = new ArrayList<>();
        for (Row row : reader.ask(rows.select() + rest, TIMEOUT)) {
            events.add(rows.event(row.values()));
        }
        return events;
    }
}
