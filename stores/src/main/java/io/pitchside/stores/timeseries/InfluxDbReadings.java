package io.pitchside.stores.timeseries;

import static io.pitchside.stores.timeseries.InfluxQl.is;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.stores.timeseries.InfluxDbReader.Row;
import io.pitchside.stores.timeseries.TimeSeriesStore.Readings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The readings in InfluxDB, by time and by offset. Thread-safe. */
final class InfluxDbReadings {
    /** So many offsets are read, sorted and handed on at a time: InfluxDB sorts by time only. */
    static final long SLICE_OFFSETS = 250_000;

    private static final long MINUTE_NS = 60_000_000_000L;
    private static final String SELECT = "SELECT \"player_id\", \"sensor_id\", \"stadium_id\", \"seq\", \"x\", \"y\","
            + " \"z\", \"speed\", \"hr\", \"lat\", \"lon\", \"ax\", \"ay\", \"az\", \"battery\", \"kafka_partition\","
            + " \"kafka_offset\", \"lateness_ms\", \"late\" FROM \"readings\" WHERE ";

    private final InfluxDbReader reader;
    private final Duration timeout;
    private final Duration longTimeout;
    private final long sliceOffsets;

    /** @param sliceOffsets {@link #SLICE_OFFSETS}, or fewer */
    InfluxDbReadings(InfluxDbReader reader, Duration timeout, Duration longTimeout, long sliceOffsets) {
        this.reader = reader;
        this.timeout = timeout;
        this.longTimeout = longTimeout;
        this.sliceOffsets = sliceOffsets;
    }

    void byTime(String matchId, long fromMs, long toMs, int rowsMax, Readings readings)
            throws IOException, StoreAccessException {
        String query = SELECT + is("match_id", matchId) + " AND " + InfluxQl.between(fromMs, toMs, MILLISECONDS)
                + " LIMIT " + rowsMax;
        reader.read(query, timeout, (statement, tags, values) -> readings.reading(reading(matchId, values)));
    }

    Optional<AcceptedReading> one(String matchId, String sensorId, long ts, long seq)
            throws StoreUnavailableException, StoreAccessException {
        long time = InfluxQl.nanos(ts, MILLISECONDS) + Math.floorMod(seq, PointRole.NANOS_MAX);
        String query = SELECT + is("match_id", matchId) + " AND " + is("sensor_id", sensorId) + " AND time = " + time
                + " AND \"seq\" = " + seq + " LIMIT 1";
        return reader.ask(query, timeout).stream().findFirst().map(row -> reading(matchId, row.values()));
    }

    /** The offsets that one minute of event time holds: {@code [from, to]}. */
    private record Minute(long startNs, long from, long to) {}

    /**
     * Slice by slice of offsets, each sorted here. Offsets and event time run along with each other, so each slice asks
     * only for the minutes that have offsets of it.
     */
    void byOffset(String matchId, Readings readings) throws IOException, StoreAccessException {
        List<Minute> minutes = minutes(matchId);
        long end = minutes.stream().mapToLong(Minute::to).max().orElse(-1);
        long from = next(minutes, 0);
        while (from <= end) {
            boolean empty = slice(matchId, minutes, from, from + sliceOffsets, readings) == 0;
            from = next(minutes, from + sliceOffsets);
            if (empty && from <= end) {
                // The match paused while others of its partition went on.
                from = firstFrom(matchId, from);
            }
        }
    }

    private long firstFrom(String matchId, long offset) throws StoreUnavailableException, StoreAccessException {
        String query = "SELECT min(\"kafka_offset\") FROM \"readings\" WHERE " + is("match_id", matchId)
                + " AND \"kafka_offset\" >= " + offset;
        return reader.ask(query, longTimeout).stream()
                .mapToLong(row -> row.whole(1))
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private int slice(String matchId, List<Minute> minutes, long from, long to, Readings readings)
            throws IOException, StoreAccessException {
        long firstNs = Long.MAX_VALUE;
        long lastNs = Long.MIN_VALUE;
        for (Minute minute : minutes) {
            if (minute.from() < to && minute.to() >= from) {
                firstNs = Math.min(firstNs, minute.startNs());
                lastNs = Math.max(lastNs, minute.startNs());
            }
        }
        String query = SELECT + is("match_id", matchId) + " AND time >= " + firstNs + " AND time < "
                + (lastNs + MINUTE_NS) + " AND \"kafka_offset\" >= " + from + " AND \"kafka_offset\" < " + to;
        List<AcceptedReading> found = new ArrayList<>();
        reader.read(query, longTimeout, (statement, tags, values) -> found.add(reading(matchId, values)));
        found.sort(Comparator.comparingLong(AcceptedReading::offset));
        for (AcceptedReading reading : found) {
            readings.reading(reading);
        }
        return found.size();
    }

    /** The first offset from {@code from} on that may be there; behind the last one where there is none. */
    private static long next(List<Minute> minutes, long from) {
        return minutes.stream()
                .filter(minute -> minute.to() >= from)
                .mapToLong(minute -> Math.max(minute.from(), from))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private List<Minute> minutes(String matchId) throws StoreUnavailableException, StoreAccessException {
        String match = " FROM \"readings\" WHERE " + is("match_id", matchId);
        List<Row> ends = reader.ask(
                "SELECT first(\"kafka_offset\")" + match + "; SELECT last(\"kafka_offset\")" + match, longTimeout);
        if (ends.isEmpty()) {
            return List.of();
        }
        // Grouping by time would end now and so leave out what is ahead of this clock, if its end were not given.
        String query = "SELECT min(\"kafka_offset\"), max(\"kafka_offset\")" + match + " AND time >= "
                + ends.get(0).whole(0) + " AND time <= "
                + ends.get(ends.size() - 1).whole(0)
                + " GROUP BY time(1m) fill(none)";
        return reader.ask(query, longTimeout).stream()
                .map(row -> new Minute(row.whole(0), row.whole(1), row.whole(2)))
                .toList();
    }

    /** The columns of {@link #SELECT}, by position: there are millions of rows. */
    private static AcceptedReading reading(String matchId, @Nullable Object[] values) {
        return new AcceptedReading(
                values[3] == null ? null : symbol(values[3]),
                matchId,
                symbol(values[1]),
                symbol(values[2]),
                whole(values[4]),
                Math.floorDiv(whole(values[0]), PointRole.NANOS_MAX),
                decimal(values[5]),
                decimal(values[6]),
                decimal(values[7]),
                decimal(values[8]),
                values[9] == null ? null : (Integer) (int) whole(values[9]),
                decimal(values[10]),
                decimal(values[11]),
                decimal(values[12]),
                decimal(values[13]),
                decimal(values[14]),
                decimal(values[15]),
                (int) whole(values[16]),
                whole(values[17]),
                whole(values[18]),
                Boolean.TRUE.equals(values[19]));
    }

    private static String symbol(@Nullable Object value) {
        return PercentText.decode(String.valueOf(value));
    }

    private static long whole(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private static @Nullable Double decimal(@Nullable Object value) {
        return value instanceof Number number ? (Double) number.doubleValue() : null;
    }
}
