package io.pitchside.stores.timeseries;

import static io.pitchside.stores.timeseries.InfluxQl.is;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.PlayerSums.Part;
import io.pitchside.stores.timeseries.InfluxDbReader.Row;
import io.pitchside.stores.timeseries.TimeSeriesStore.PlayerDay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums over {@code player_metrics} in InfluxDB. An absent value is stored as zero there, so the sums need no condition;
 * how many values there are is the sum of {@code has_…}. Thread-safe.
 */
final class InfluxDbSums {
    private static final String FROM = " FROM \"player_metrics\" WHERE ";
    private static final Part[] PARTS = Part.values();
    /** Columns of {@link #SUMS} before the parts. */
    private static final int ROWS = 1;

    private static final int SPEED_MAX = 2;
    private static final int HR_MAX = 3;
    private static final int PARTS_FROM = 4;
    private static final String SUMS = sums();
    private static final Comparator<PlayerDay> BY_DAY =
            Comparator.comparingLong(PlayerDay::day).thenComparing(PlayerDay::matchId);

    private final InfluxDbReader reader;
    private final Duration timeout;

    InfluxDbSums(InfluxDbReader reader, Duration timeout) {
        this.reader = reader;
        this.timeout = timeout;
    }

    private static String sums() {
        StringBuilder sums =
                new StringBuilder("SELECT count(\"revision\"), max(\"speed_max_mps\") AS speed, max(\"hr\") AS hr");
        for (Part part : PARTS) {
            TimeSeriesColumn column = TimeSeriesTable.PLAYER_METRICS.column(part.column());
            sums.append(", sum(")
                    .append(InfluxQl.name(column))
                    .append(") AS sum_")
                    .append(column.name());
            String counted = column.nullable() ? column.presence() : "revision";
            sums.append(column.nullable() ? ", sum(" : ", count(").append(InfluxQl.name(counted));
            sums.append(") AS n_").append(column.name());
        }
        return sums.toString();
    }

    List<PlayerSums> ofMatch(String matchId, long beforeSecond) throws StoreUnavailableException, StoreAccessException {
        String match = is("match_id", matchId);
        String before = " AND time < " + InfluxQl.nanos(beforeSecond, SECONDS);
        Map<String, PlayerSums> found = new TreeMap<>();
        for (Row row : reader.ask(
                SUMS + FROM + match + before + " GROUP BY \"player_id\"; " + newest(match, "player_id"), timeout)) {
            String player = row.tags().getOrDefault("player_id", "");
            add(row, found.computeIfAbsent(player, PlayerSums::new));
        }
        return new ArrayList<>(found.values());
    }

    List<PlayerDay> ofPlayer(String playerId) throws StoreUnavailableException, StoreAccessException {
        String player = is("player_id", playerId);
        Map<String, PlayerSums> found = new TreeMap<>();
        Map<String, Long> days = new TreeMap<>();
        String first = "; SELECT first(\"revision\")" + FROM + player + " GROUP BY \"match_id\"";
        for (Row row : reader.ask(
                SUMS + FROM + player + " GROUP BY \"match_id\"; " + newest(player, "match_id") + first, timeout)) {
            String match = row.tags().getOrDefault("match_id", "");
            if (row.statement() == 3) {
                days.put(match, Math.floorDiv(row.whole(0), SECONDS.toNanos(86_400)));
            } else {
                add(row, found.computeIfAbsent(match, unused -> new PlayerSums(playerId)));
            }
        }
        List<PlayerDay> all = new ArrayList<>();
        days.forEach((match, day) ->
                all.add(new PlayerDay(day, match, found.getOrDefault(match, new PlayerSums(playerId)))));
        all.sort(BY_DAY);
        return all;
    }

    /** Statement 1: the highest revision; statement 2: the newest row, for its time. */
    private static String newest(String where, String groupedBy) {
        String rest = FROM + where + " GROUP BY " + InfluxQl.name(groupedBy);
        return "SELECT max(\"revision\")" + rest + "; SELECT last(\"revision\")" + rest;
    }

    private static void add(Row row, PlayerSums sums) {
        switch (row.statement()) {
            case 0 -> {
                for (int i = 0; i < PARTS.length; i++) {
                    int at = PARTS_FROM + 2 * i;
                    sums.add(PARTS[i], row.whole(at), row.whole(at + 1));
                }
                sums.addRest(row.whole(ROWS), row.number(SPEED_MAX), (int) row.whole(HR_MAX), -1, -1);
            }
            case 1 -> sums.addRest(0, 0, 0, -1, row.whole(1));
            default -> sums.addRest(0, 0, 0, Math.floorDiv(row.whole(0), SECONDS.toNanos(1)), -1);
        }
    }
}
