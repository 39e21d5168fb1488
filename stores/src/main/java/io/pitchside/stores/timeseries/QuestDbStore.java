package io.pitchside.stores.timeseries;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.LedgerRow;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.MetricDefinition;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.PlayerSums.Part;
import io.pitchside.model.tracking.SetupApplied;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link TimeSeriesStore} over QuestDB, in its SQL. */
public final class QuestDbStore implements TimeSeriesStore {
    private static final int TABLES_MAX = 1000;
    private static final int DEFINITIONS_MAX = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** A whole match is read on nobody's page. */
    private static final Duration LONG_TIMEOUT = Duration.ofMinutes(5);

    private static final long MICROS = 1_000_000;
    private static final long DAY_S = 86_400;
    private static final String AT_US = "at_us";

    /** What of a player's rows is summed; {@code :condition} is what a row must fulfil to be in the sums. */
    private static final String SUMS = sums();

    private static final String READING = "SELECT player_id, sensor_id, stadium_id, seq, x, y, z, speed, hr, lat, lon,"
            + " ax, ay, az, battery, kafka_partition, kafka_offset, lateness_ms, late, cast(ts AS long) AS at_us"
            + " FROM readings WHERE match_id = ";

    private final EventOfRow<PlayerSecond> seconds =
            new EventOfRow<>(TimeSeriesTable.PLAYER_METRICS, PlayerSecond.class);
    private final EventOfRow<DeadLetter> deadLetters = new EventOfRow<>(TimeSeriesTable.DEAD_LETTERS, DeadLetter.class);
    private final EventOfRow<LedgerRow> ledger = new EventOfRow<>(TimeSeriesTable.LEDGER, LedgerRow.class);
    private final EventOfRow<Alert> alerts = new EventOfRow<>(TimeSeriesTable.ALERTS, Alert.class);
    private final EventOfRow<AlertAcknowledgement> acknowledgements =
            new EventOfRow<>(TimeSeriesTable.ALERT_ACKNOWLEDGEMENTS, AlertAcknowledgement.class);
    private final EventOfRow<SetupApplied> setups = new EventOfRow<>(TimeSeriesTable.SETUP_HISTORY, SetupApplied.class);
    private final EventOfRow<MetricDefinition> definitions =
            new EventOfRow<>(TimeSeriesTable.METRIC_DEFINITIONS, MetricDefinition.class);

    private final TimeSeriesReader reader;

    public QuestDbStore(TimeSeriesReader reader) {
        this.reader = reader;
    }

    @Override
    public StoreProgress progress() throws StoreUnavailableException, StoreAccessException {
        ResultTable found =
                ask("SELECT name, suspended, writerTxn, sequencerTxn, errorMessage FROM wal_tables()", TABLES_MAX);
        List<String> pending = new ArrayList<>();
        List<String> suspended = new ArrayList<>();
        for (int row = 0; row < found.size(); row++) {
            String name = String.valueOf(found.text(row, "name"));
            if (Boolean.TRUE.equals(found.value(row, "suspended"))) {
                suspended.add(name + " (" + found.text(row, "errorMessage") + ")");
            } else if (found.whole(row, "writerTxn") != found.whole(row, "sequencerTxn")) {
                pending.add(name);
            }
        }
        return new StoreProgress(pending, suspended);
    }

    @Override
    public long readings() throws StoreUnavailableException, StoreAccessException {
        return ask("SELECT count() n FROM readings", 1).whole(0, "n");
    }

    @Override
    public long readings(int partition, long from, long to) throws StoreUnavailableException, StoreAccessException {
        String sql = "SELECT count() n FROM readings WHERE kafka_partition = " + partition + " AND kafka_offset >= "
                + from + " AND kafka_offset < " + to;
        return ask(sql, 1).whole(0, "n");
    }

    @Override
    public List<String> matches() throws StoreUnavailableException, StoreAccessException {
        ResultTable found = ask(
                "SELECT DISTINCT match_id FROM readings UNION SELECT DISTINCT match_id FROM player_metrics",
                MATCHES_MAX);
        List<String> matches = new ArrayList<>();
        for (int row = 0; row < found.size(); row++) {
            matches.add(String.valueOf(found.text(row, "match_id")));
        }
        matches.sort(null);
        return matches;
    }

    @Override
    public List<PlayerSums> sums(String matchId, long beforeSecond)
            throws StoreUnavailableException, StoreAccessException {
        String summed = SUMS.replace(":condition", "ts < " + micros(beforeSecond));
        ResultTable found = ask(
                "SELECT player_id, " + summed + " FROM player_metrics WHERE match_id = " + literal(matchId)
                        + " GROUP BY player_id ORDER BY player_id",
                MATCHES_MAX);
        List<PlayerSums> sums = new ArrayList<>();
        for (int row = 0; row < found.size(); row++) {
            sums.add(sumsAt(found, row, String.valueOf(found.text(row, "player_id"))));
        }
        return sums;
    }

    @Override
    public List<PlayerDay> days(String playerId) throws StoreUnavailableException, StoreAccessException {
        ResultTable found = ask(
                "SELECT match_id, cast(min(ts) AS long) first_us, " + SUMS.replace(":condition", "1 = 1")
                        + " FROM player_metrics WHERE player_id = " + literal(playerId)
                        + " GROUP BY match_id ORDER BY first_us, match_id",
                MATCHES_MAX);
        List<PlayerDay> days = new ArrayList<>();
        for (int row = 0; row < found.size(); row++) {
            days.add(new PlayerDay(
                    Math.floorDiv(found.whole(row, "first_us"), MICROS * DAY_S),
                    String.valueOf(found.text(row, "match_id")),
                    sumsAt(found, row, playerId)));
        }
        return days;
    }

    private static String sums() {
        StringBuilder sql = new StringBuilder("cast(max(ts) AS long) newest_us, max(revision) revision,"
                + " sum(CASE WHEN :condition THEN 1 ELSE 0 END) seconds,"
                + " max(CASE WHEN :condition THEN speed_max_mps ELSE 0.0 END) speed_max_mps,"
                + " max(CASE WHEN :condition AND hr IS NOT NULL THEN hr ELSE 0 END) hr_max");
        for (Part part : Part.values()) {
            String column = part.column();
            sql.append(", sum(CASE WHEN :condition AND ")
                    .append(column)
                    .append(" IS NOT NULL THEN ")
                    .append(column);
            sql.append(" ELSE 0 END) sum_").append(column);
            sql.append(", sum(CASE WHEN :condition AND ").append(column).append(" IS NOT NULL THEN 1 ELSE 0 END) n_");
            sql.append(column);
        }
        return sql.toString();
    }

    private static PlayerSums sumsAt(ResultTable found, int row, String playerId) {
        PlayerSums sums = new PlayerSums(playerId);
        for (Part part : Part.values()) {
            sums.add(part, found.whole(row, "sum_" + part.column()), found.whole(row, "n_" + part.column()));
        }
        sums.addRest(
                found.whole(row, "seconds"),
                found.number(row, "speed_max_mps", 0),
                (int) found.whole(row, "hr_max"),
                found.whole(row, "newest_us") / MICROS,
                found.whole(row, "revision"));
        return sums;
    }

    @Override
    public List<PlayerSecond> seconds(String matchId, long fromSecond, long toSecond)
            throws StoreUnavailableException, StoreAccessException {
        String sql = "SELECT *, cast(ts AS long) AS at_us FROM player_metrics WHERE match_id = " + literal(matchId)
                + " AND ts >= " + micros(fromSecond) + " AND ts < " + micros(toSecond) + " ORDER BY ts, player_id";
        return events(seconds, MICROS, sql, SECONDS_MAX);
    }

    @Override
    public List<Alert> alerts(String matchId, int limit) throws StoreUnavailableException, StoreAccessException {
        String sql = "SELECT *, cast(ts AS long) AS at_us FROM alerts" + ofMatch(matchId) + " ORDER BY ts DESC LIMIT "
                + limit;
        return events(alerts, 1000, sql, limit);
    }

    @Override
    public List<AlertAcknowledgement> acknowledgements(String matchId)
            throws StoreUnavailableException, StoreAccessException {
        String sql =
                "SELECT *, cast(ts AS long) AS at_us FROM alert_acknowledgements" + ofMatch(matchId) + " ORDER BY ts";
        return events(acknowledgements, 1000, sql, ALERTS_MAX);
    }

    private static String ofMatch(String matchId) {
        return matchId.isEmpty() ? "" : " WHERE match_id = " + literal(matchId);
    }

    @Override
    public List<SetupApplied> setups(String matchId) throws StoreUnavailableException, StoreAccessException {
        String sql = "SELECT *, cast(ts AS long) AS at_us FROM setup_history" + ofMatch(matchId)
                + " ORDER BY \"partition\", \"offset\"";
        return events(setups, 1000, sql, MATCHES_MAX);
    }

    @Override
    public List<MetricDefinition> definitions() throws StoreUnavailableException, StoreAccessException {
        String sql = "SELECT *, cast(ts AS long) AS at_us FROM metric_definitions ORDER BY ts";
        return events(definitions, 1000, sql, DEFINITIONS_MAX);
    }

    @Override
    public void readings(String matchId, long fromMs, long toMs, int rowsMax, Readings readings)
            throws IOException, StoreAccessException {
        String sql = READING + literal(matchId) + " AND ts >= " + fromMs * 1000 + " AND ts < " + toMs * 1000
                + " ORDER BY ts LIMIT " + rowsMax;
        stream(sql, rowsMax, TIMEOUT, new ReadingRows(matchId, readings));
    }

    @Override
    public void readingsInLogOrder(String matchId, Readings readings) throws IOException, StoreAccessException {
        String sql = READING + literal(matchId) + " ORDER BY kafka_offset";
        stream(sql, READINGS_MAX, LONG_TIMEOUT, new ReadingRows(matchId, readings));
    }

    @Override
    public Optional<AcceptedReading> reading(String matchId, String sensorId, long ts, long seq)
            throws StoreUnavailableException, StoreAccessException {
        List<AcceptedReading> found = new ArrayList<>();
        String sql = READING + literal(matchId) + " AND sensor_id = " + literal(sensorId) + " AND ts = " + ts * 1000
                + " AND seq = " + seq;
        try {
            stream(sql, 1, TIMEOUT, new ReadingRows(matchId, found::add));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("a list in memory does not fail", e);
        }
        return found.stream().findFirst();
    }

    private void stream(String sql, int rowsMax, Duration timeout, ReadingRows rows)
            throws IOException, StoreAccessException {
        try {
            reader.read(sql, rowsMax, timeout, rows);
        } catch (QueryRefusedException e) {
            throw refused(e);
        }
    }

    /** The columns of {@link #READING}, by position: there are millions of rows. */
    private static final class ReadingRows implements ResultRows {
        private final String matchId;
        private final Readings readings;

        ReadingRows(String matchId, Readings readings) {
            this.matchId = matchId;
            this.readings = readings;
        }

        @Override
        public void columns(List<ResultColumn> columns) {}

        @Override
        public void row(@Nullable Object[] values) throws IOException {
            readings.reading(new AcceptedReading(
                    (String) values[2],
                    matchId,
                    String.valueOf(values[0]),
                    String.valueOf(values[1]),
                    whole(values[3]),
                    whole(values[19]) / 1000,
                    decimal(values[4]),
                    decimal(values[5]),
                    decimal(values[6]),
                    decimal(values[7]),
                    values[8] == null ? null : (Integer) (int) whole(values[8]),
                    decimal(values[9]),
                    decimal(values[10]),
                    decimal(values[11]),
                    decimal(values[12]),
                    decimal(values[13]),
                    decimal(values[14]),
                    (int) whole(values[15]),
                    whole(values[16]),
                    whole(values[17]),
                    Boolean.TRUE.equals(values[18])));
        }

        private static long whole(@Nullable Object value) {
            return value instanceof Number number ? number.longValue() : 0;
        }

        private static @Nullable Double decimal(@Nullable Object value) {
            return value instanceof Number number ? (Double) number.doubleValue() : null;
        }

        @Override
        public void end(boolean cut) {}
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) throws StoreUnavailableException, StoreAccessException {
        return deadLetters("ORDER BY ts DESC", limit);
    }

    @Override
    public Optional<DeadLetter> deadLetter(String topic, int partition, long offset)
            throws StoreUnavailableException, StoreAccessException {
        String where =
                "WHERE topic = " + literal(topic) + " AND \"partition\" = " + partition + " AND \"offset\" = " + offset;
        return deadLetters(where, 1).stream().findFirst();
    }

    private List<DeadLetter> deadLetters(String rest, int limit)
            throws StoreUnavailableException, StoreAccessException {
        // The URL's limit alone would not keep the store from sorting everything.
        String sql = "SELECT *, cast(ts AS long) AS at_us FROM dead_letters " + rest + " LIMIT " + limit;
        return events(deadLetters, 1000, sql, limit);
    }

    @Override
    public long deadLetterCount() throws StoreUnavailableException, StoreAccessException {
        return ask("SELECT count() n FROM dead_letters", 1).whole(0, "n");
    }

    @Override
    public List<LedgerRow> ledger(String pipeline) throws StoreUnavailableException, StoreAccessException {
        String sql = "SELECT *, cast(ts AS long) AS at_us FROM ledger WHERE pipeline = " + literal(pipeline)
                + " ORDER BY \"partition\", ts, source";
        return events(ledger, 1000, sql, LEDGER_ROWS_MAX);
    }

    /** The rows of a table as what they were made of; {@code unitUs} is the unit of the table's time field. */
    private <T> List<T> events(EventOfRow<T> rows, long unitUs, String sql, int rowsMax)
            throws StoreUnavailableException, StoreAccessException {
        ResultTable found = ask(sql, rowsMax);
        List<T> events = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            int row = i;
            events.add(rows.event(found.whole(row, AT_US) / unitUs, column -> found.value(row, column)));
        }
        return events;
    }

    private ResultTable ask(String sql, int rowsMax) throws StoreUnavailableException, StoreAccessException {
        try {
            return reader.table(sql, rowsMax, TIMEOUT);
        } catch (QueryRefusedException e) {
            throw refused(e);
        }
    }

    /** Our own statement on our own tables is refused only if the store cannot do it now (or not in time). */
    private static StoreUnavailableException refused(QueryRefusedException e) {
        return new StoreUnavailableException("time series cannot answer: " + e.getMessage(), e);
    }

    /** Seconds as the store counts time; a far future stays one. */
    private static long micros(long second) {
        return Math.min(Math.max(second, 0), Long.MAX_VALUE / MICROS) * MICROS;
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
