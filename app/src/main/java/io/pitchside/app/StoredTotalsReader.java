package io.pitchside.app;

import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.stores.timeseries.QueryRefusedException;
import io.pitchside.stores.timeseries.ResultTable;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.TimeSeriesQueries;
import io.pitchside.stores.timeseries.TimeSeriesReader;
import io.pitchside.web.live.TotalsStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the store holds of a match, as the live pages begin with it. Thread-safe. */
final class StoredTotalsReader implements TotalsStore {
    private static final int PLAYERS_MAX = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long MICROS = 1_000_000;

    /** Sums before the second, and the newest row of all; one pass over the match's rows. */
    private static final String SUMS = """
            SELECT player_id, cast(max(ts) AS long) newest_us, max(revision) revision, \
            sum(CASE WHEN ts < %2$d THEN 1 ELSE 0 END) seconds, %3$s \
            max(CASE WHEN ts < %2$d THEN speed_max_mps ELSE 0.0 END) speed_max_mps, \
            sum(CASE WHEN ts < %2$d AND hr IS NOT NULL THEN hr ELSE 0 END) hr_sum, \
            sum(CASE WHEN ts < %2$d AND hr IS NOT NULL THEN 1 ELSE 0 END) hr_seconds, \
            max(CASE WHEN ts < %2$d AND hr IS NOT NULL THEN hr ELSE 0 END) hr_max \
            FROM player_metrics WHERE match_id = '%1$s' GROUP BY player_id""";

    private static final List<String> SUMMED = List.of(
            "distance_mm",
            "zone1_mm",
            "zone2_mm",
            "zone3_mm",
            "zone4_mm",
            "zone5_mm",
            "sprints",
            "readings",
            "missing_ms",
            "repaired");

    private final TimeSeriesReader reader;
    private final TimeSeriesQueries store;

    StoredTotalsReader(TimeSeriesReader reader, TimeSeriesQueries store) {
        this.reader = reader;
        this.store = store;
    }

    @Override
    public StoredTotals load(String matchId, long fromSecond) throws IOException {
        try {
            List<PlayerSecond> recent = store.seconds(matchId, fromSecond);
            ResultTable found = reader.table(sql(matchId, fromSecond), PLAYERS_MAX, TIMEOUT);
            List<PlayerSums> players = new ArrayList<>();
            for (int row = 0; row < found.size(); row++) {
                players.add(sums(found, row));
            }
            return new StoredTotals(players, recent);
        } catch (QueryRefusedException | StoreAccessException e) {
            throw new IOException("the totals of match " + matchId + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String sql(String matchId, long fromSecond) {
        long from = Math.min(Math.max(fromSecond, 0), Long.MAX_VALUE / MICROS) * MICROS;
        StringBuilder sums = new StringBuilder();
        for (String column : SUMMED) {
            sums.append(String.format(Locale.ROOT, "sum(CASE WHEN ts < %d THEN %2$s ELSE 0 END) %2$s, ", from, column));
        }
        return String.format(Locale.ROOT, SUMS, matchId.replace("'", "''"), from, sums);
    }

    private static PlayerSums sums(ResultTable found, int row) {
        return new PlayerSums(
                String.valueOf(found.text(row, "player_id")),
                found.whole(row, "seconds"),
                found.whole(row, "distance_mm"),
                found.whole(row, "zone1_mm"),
                found.whole(row, "zone2_mm"),
                found.whole(row, "zone3_mm"),
                found.whole(row, "zone4_mm"),
                found.whole(row, "zone5_mm"),
                found.whole(row, "sprints"),
                found.number(row, "speed_max_mps", 0),
                found.whole(row, "hr_sum"),
                found.whole(row, "hr_seconds"),
                (int) found.whole(row, "hr_max"),
                found.whole(row, "readings"),
                found.whole(row, "missing_ms"),
                found.whole(row, "repaired"),
                found.whole(row, "newest_us") / MICROS,
                found.whole(row, "revision"));
    }
}
