package io.pitchside.stores.timeseries;

import io.pitchside.model.event.DeadLetter;
import io.pitchside.model.event.LedgerRow;
import io.pitchside.model.tracking.PlayerSecond;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The questions that the platform itself asks the store. Warm-up rows are in none of the answers. Thread-safe.
 *
 * <p>Every method throws {@link StoreUnavailableException} if the store cannot be reached and
 * {@link StoreAccessException} if it does not let us in.
 */
public final class TimeSeriesQueries {
    public static final int MATCHES_MAX = 10_000;
    public static final int LEDGER_ROWS_MAX = 1_000_000;
    public static final int SECONDS_MAX = 2_000_000;
    private static final int TABLES_MAX = 1000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long MICROS = 1_000_000;

    private static final String TOTALS = """
            SELECT match_id, player_id, sum(distance_mm) distance_mm, sum(zone4_mm + zone5_mm) hsr_mm, \
            sum(zone5_mm) sprint_mm, sum(sprints) sprints, max(speed_max_mps) speed_max_mps, avg(hr) hr_mean, \
            max(hr) hr_max, count() seconds, sum(missing_ms) missing_ms, sum(repaired) repaired, \
            cast(max(ts) AS long) last_ts FROM player_metrics WHERE match_id = %s AND ts < %d \
            GROUP BY match_id, player_id ORDER BY player_id""";

    private final TimeSeriesReader reader;

    public TimeSeriesQueries(TimeSeriesReader reader) {
        this.reader = reader;
    }

    /** How far the store is with what it acknowledged, all tables included. */
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

    /** How many readings are stored, repeats counted once. */
    public long readings() throws StoreUnavailableException, StoreAccessException {
        return ask("SELECT count() n FROM readings", 1).whole(0, "n");
    }

    /** How many readings of one partition of {@code sensor-readings} at offsets {@code [from, to)} are stored. */
    public long readings(int partition, long from, long to) throws StoreUnavailableException, StoreAccessException {
        String sql = "SELECT count() n FROM readings WHERE kafka_partition = " + partition + " AND kafka_offset >= "
                + from + " AND kafka_offset < " + to;
        return ask(sql, 1).whole(0, "n");
    }

    /** The matches that have readings or player seconds. */
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

    /** The totals of every player of a match, over the seconds before {@code beforeSecond} (epoch seconds). */
    public List<PlayerTotals> totals(String matchId, long beforeSecond)
            throws StoreUnavailableException, StoreAccessException {
        ResultTable found =
                ask(String.format(Locale.ROOT, TOTALS, literal(matchId), micros(beforeSecond)), MATCHES_MAX);
        List<PlayerTotals> totals = new ArrayList<>();
        for (int row = 0; row < found.size(); row++) {
            double hrMean = found.number(row, "hr_mean", Double.NaN);
            totals.add(new PlayerTotals(
                    matchId,
                    String.valueOf(found.text(row, "player_id")),
                    found.whole(row, "distance_mm"),
                    found.whole(row, "hsr_mm"),
                    found.whole(row, "sprint_mm"),
                    found.whole(row, "sprints"),
                    found.number(row, "speed_max_mps", 0),
                    Double.isNaN(hrMean) ? null : (Double) hrMean,
                    found.value(row, "hr_max") == null ? null : (Integer) (int) found.whole(row, "hr_max"),
                    found.whole(row, "seconds"),
                    found.whole(row, "missing_ms"),
                    found.whole(row, "repaired"),
                    found.whole(row, "last_ts") / MICROS));
        }
        return totals;
    }

    /** The player seconds of a match from {@code sinceSecond} (epoch seconds) on, in their order. */
    public List<PlayerSecond> seconds(String matchId, long sinceSecond)
            throws StoreUnavailableException, StoreAccessException {
        ResultTable found = ask(
                "SELECT *, cast(ts AS long) AS at_us FROM player_metrics WHERE match_id = " + literal(matchId)
                        + " AND ts >= " + micros(sinceSecond) + " ORDER BY ts, player_id",
                SECONDS_MAX);
        List<PlayerSecond> seconds = new ArrayList<>();
        for (int row = 0; row < found.size(); row++) {
            seconds.add(secondAt(found, row));
        }
        return seconds;
    }

    private static PlayerSecond secondAt(ResultTable found, int row) {
        return new PlayerSecond(
                String.valueOf(found.text(row, "match_id")),
                String.valueOf(found.text(row, "player_id")),
                found.whole(row, "at_us") / MICROS,
                found.number(row, "x", 0),
                found.number(row, "y", 0),
                found.number(row, "speed_mps", 0),
                found.number(row, "speed_max_mps", 0),
                found.number(row, "acceleration_max_mps2", 0),
                found.number(row, "acceleration_min_mps2", 0),
                found.whole(row, "distance_mm"),
                found.whole(row, "zone1_mm"),
                found.whole(row, "zone2_mm"),
                found.whole(row, "zone3_mm"),
                found.whole(row, "zone4_mm"),
                found.whole(row, "zone5_mm"),
                found.whole(row, "zone1_ms"),
                found.whole(row, "zone2_ms"),
                found.whole(row, "zone3_ms"),
                found.whole(row, "zone4_ms"),
                found.whole(row, "zone5_ms"),
                (int) found.whole(row, "sprints"),
                found.value(row, "hr") == null ? null : (Integer) (int) found.whole(row, "hr"),
                (int) found.whole(row, "readings"),
                found.whole(row, "missing_ms"),
                (int) found.whole(row, "repaired"),
                String.valueOf(found.text(row, "definition_version")),
                found.whole(row, "revision"),
                (int) found.whole(row, "partition"));
    }

    /** The newest dead letters, newest first. */
    public List<DeadLetter> deadLetters(int limit) throws StoreUnavailableException, StoreAccessException {
        return deadLetters("ORDER BY ts DESC", limit);
    }

    /** The dead letter of one record, if it became one. */
    public Optional<DeadLetter> deadLetter(String topic, int partition, long offset)
            throws StoreUnavailableException, StoreAccessException {
        String where =
                "WHERE topic = " + literal(topic) + " AND \"partition\" = " + partition + " AND \"offset\" = " + offset;
        return deadLetters(where, 1).stream().findFirst();
    }

    private List<DeadLetter> deadLetters(String rest, int limit)
            throws StoreUnavailableException, StoreAccessException {
        // The URL's limit alone would not keep the store from sorting everything.
        ResultTable found =
                ask("SELECT *, cast(ts AS long) AS at_us FROM dead_letters " + rest + " LIMIT " + limit, limit);
        List<DeadLetter> letters = new ArrayList<>();
        for (int row = 0; row < found.size(); row++) {
            letters.add(new DeadLetter(
                    String.valueOf(found.text(row, "pipeline")),
                    textOrEmpty(found, row, "source"),
                    String.valueOf(found.text(row, "reason")),
                    textOrEmpty(found, row, "message"),
                    String.valueOf(found.text(row, "topic")),
                    (int) found.whole(row, "partition"),
                    found.whole(row, "offset"),
                    (int) found.whole(row, "byte_offset"),
                    textOrEmpty(found, row, "key"),
                    Base64.getDecoder().decode(textOrEmpty(found, row, "payload")),
                    found.whole(row, "at_us") / 1000));
        }
        return letters;
    }

    /** How many dead letters are stored. */
    public long deadLetterCount() throws StoreUnavailableException, StoreAccessException {
        return ask("SELECT count() n FROM dead_letters", 1).whole(0, "n");
    }

    /** The whole ledger of a pipeline, by partition, minute and source. */
    public List<LedgerRow> ledger(String pipeline) throws StoreUnavailableException, StoreAccessException {
        ResultTable found = ask(
                "SELECT *, cast(ts AS long) AS at_us FROM ledger WHERE pipeline = " + literal(pipeline)
                        + " ORDER BY \"partition\", ts, source",
                LEDGER_ROWS_MAX);
        List<LedgerRow> rows = new ArrayList<>();
        for (int row = 0; row < found.size(); row++) {
            rows.add(new LedgerRow(
                    String.valueOf(found.text(row, "pipeline")),
                    String.valueOf(found.text(row, "source")),
                    (int) found.whole(row, "partition"),
                    found.whole(row, "at_us") / 1000,
                    found.whole(row, "received"),
                    found.whole(row, "unique"),
                    found.whole(row, "duplicate"),
                    found.whole(row, "late"),
                    found.whole(row, "rejected"),
                    found.whole(row, "conflicts"),
                    found.whole(row, "control"),
                    found.whole(row, "position"),
                    found.whole(row, "first_position")));
        }
        return rows;
    }

    private ResultTable ask(String sql, int rowsMax) throws StoreUnavailableException, StoreAccessException {
        try {
            return reader.table(sql, rowsMax, TIMEOUT);
        } catch (QueryRefusedException e) {
            // Our own statement on our own tables: refused only if the store cannot do it now (or not in time).
            throw new StoreUnavailableException("time series cannot answer: " + e.getMessage(), e);
        }
    }

    private static String textOrEmpty(ResultTable found, int row, String column) {
        return Objects.requireNonNullElse(found.text(row, column), "");
    }

    /** Seconds as the store counts time; a far future stays one. */
    private static long micros(long second) {
        return Math.min(second, Long.MAX_VALUE / MICROS) * MICROS;
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
