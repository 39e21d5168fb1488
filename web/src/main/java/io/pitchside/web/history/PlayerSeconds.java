package io.pitchside.web.history;

import io.pitchside.model.tracking.PlayerSecond;
import java.util.Arrays;

/**
 * What page answers need of one player's rows, in columns: a match is a hundred thousand rows. Rows rise by second.
 * Filled by one thread, then only read.
 */
public final class PlayerSeconds {
    private static final int ROWS_USUAL = 6_000;

    private final String playerId;
    private int count;
    private long[] seconds;
    private double[] x;
    private double[] y;
    private long[] distanceMm;
    private long[] hsrMm;
    private long[] hmldMm;
    private long[] readings;

    PlayerSeconds(String playerId) {
        this(
                playerId,
                0,
                new long[ROWS_USUAL],
                new double[ROWS_USUAL],
                new double[ROWS_USUAL],
                new long[4][ROWS_USUAL]);
    }

    private PlayerSeconds(String playerId, int count, long[] seconds, double[] x, double[] y, long[][] sums) {
        this.playerId = playerId;
        this.count = count;
        this.seconds = seconds;
        this.x = x;
        this.y = y;
        distanceMm = sums[0];
        hsrMm = sums[1];
        hmldMm = sums[2];
        readings = sums[3];
    }

    /** A copy of the rows before a second, to which more can be added. */
    PlayerSeconds before(long second) {
        int kept = countBefore(second);
        int room = Math.max(seconds.length, kept);
        return new PlayerSeconds(
                playerId,
                kept,
                Arrays.copyOf(seconds, room),
                Arrays.copyOf(x, room),
                Arrays.copyOf(y, room),
                new long[][] {
                    Arrays.copyOf(distanceMm, room),
                    Arrays.copyOf(hsrMm, room),
                    Arrays.copyOf(hmldMm, room),
                    Arrays.copyOf(readings, room)
                });
    }

    /** Adds a row that is later than the ones before. */
    void add(PlayerSecond row) {
        if (count == seconds.length) {
            grow();
        }
        Double atX = row.x();
        Double atY = row.y();
        seconds[count] = row.second();
        x[count] = atX == null ? Double.NaN : atX;
        y[count] = atY == null ? Double.NaN : atY;
        distanceMm[count] = row.distanceMm();
        hsrMm[count] = row.zone4Mm() + row.zone5Mm();
        hmldMm[count] = row.hmldMm();
        readings[count] = row.readings();
        count++;
    }

    private void grow() {
        int room = 2 * count;
        seconds = Arrays.copyOf(seconds, room);
        x = Arrays.copyOf(x, room);
        y = Arrays.copyOf(y, room);
        distanceMm = Arrays.copyOf(distanceMm, room);
        hsrMm = Arrays.copyOf(hsrMm, room);
        hmldMm = Arrays.copyOf(hmldMm, room);
        readings = Arrays.copyOf(readings, room);
    }

    public String playerId() {
        return playerId;
    }

    /** How many rows there are. */
    public int count() {
        return count;
    }

    /** How many rows are before a second, which are the first ones. */
    public int countBefore(long second) {
        int found = Arrays.binarySearch(seconds, 0, count, second);
        return found >= 0 ? found : -found - 1;
    }

    public long second(int row) {
        return seconds[row];
    }

    /** Whether the row has a position. */
    public boolean hasPosition(int row) {
        return !Double.isNaN(x[row]) && !Double.isNaN(y[row]);
    }

    public double x(int row) {
        return x[row];
    }

    public double y(int row) {
        return y[row];
    }

    /** Seconds of the rows; only the first {@link #count} count. Not to be changed, like the next ones. */
    long[] seconds() {
        return seconds;
    }

    long[] distanceMm() {
        return distanceMm;
    }

    long[] hsrMm() {
        return hsrMm;
    }

    long[] hmldMm() {
        return hmldMm;
    }

    long distanceMm(int rows) {
        return sum(distanceMm, rows);
    }

    long hmldMm(int rows) {
        return sum(hmldMm, rows);
    }

    /** Readings in the first rows together. */
    long readings(int rows) {
        return sum(readings, rows);
    }

    private static long sum(long[] values, int rows) {
        long sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += values[i];
        }
        return sum;
    }
}
