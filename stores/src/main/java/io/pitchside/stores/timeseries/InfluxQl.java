package io.pitchside.stores.timeseries;

import java.util.concurrent.TimeUnit;

/** Names, literals and times of InfluxQL. Stateless. */
final class InfluxQl {
    private static final long TIME_MAX = Long.MAX_VALUE - 1;

    private InfluxQl() {}

    static String name(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    static String name(TimeSeriesColumn column) {
        return name(column.name());
    }

    /** A symbol, as it is kept. */
    static String literal(String symbol) {
        // Neither a line break nor a backslash is left in the encoded text.
        return "'" + PercentText.encode(symbol).replace("'", "\\'") + "'";
    }

    /** {@code column = 'symbol'}. */
    static String is(String column, String symbol) {
        return name(column) + " = " + literal(symbol);
    }

    /** Time in nanoseconds; what is too far in the future or before 1970 becomes the last or first time. */
    static long nanos(long time, TimeUnit unit) {
        return Math.min(unit.toNanos(Math.max(time, 0)), TIME_MAX);
    }

    /** {@code time >= from AND time < to}. */
    static String between(long from, long to, TimeUnit unit) {
        return "time >= " + nanos(from, unit) + " AND time < " + nanos(to, unit);
    }
}
