package io.pitchside.jobs.tracking;

/**
 * The velocity of a player at one reading, smoothed: metres moved over time passed, over all believable steps whose
 * later reading lies within the half window around it. For even sampling that is the Savitzky-Golay filter of order 1
 * (a moving average of the velocities); for uneven sampling longer steps weigh more. A step is the way from one reading
 * to the next; it ends a stretch when the gap is too long or a period's border lies between.
 *
 * <p>Pure: always computed from the readings themselves and in their order, so a re-run gives the same bits. One instance
 * per task, it only holds the last result. Source: METRICS cleaning order of LaurieOnTracking's Metrica_Velocities
 * (differences per half, above 12 m/s left out, window 7, order 1).
 */
final class MotionFilter {
    private final double speedMpsMax;
    private final long gapMsMax;
    private final long halfWindowMs;

    private double speedMps;
    private long stepMs;
    private boolean repaired;
    private double movedX;
    private double movedY;
    private long movedMs;

    /** @param speedMpsMax what moves faster from reading to reading is not believed */
    MotionFilter(double speedMpsMax, long gapMsMax, long halfWindowMs) {
        this.speedMpsMax = speedMpsMax;
        this.gapMsMax = gapMsMax;
        this.halfWindowMs = halfWindowMs;
    }

    /** What kind of step leads to a reading. */
    enum Step {
        /** Motion was computed: {@link #speedMps()} and {@link #stepMs()} hold. */
        MOVED,
        /** The reading has no position. For all others it does not exist. */
        NO_POSITION,
        /** Another position stands at the same time; it counts for that time. */
        SAME_TIME,
        /** The first reading of a stretch. */
        FIRST,
        /** The first reading after a gap inside a period; {@link #stepMs()} is the gap. */
        AFTER_GAP,
        /** Nothing believable around; {@link #stepMs()} of movement is unknown. */
        UNKNOWN
    }

    Step at(ReadingBuffer readings, Periods periods, int i) {
        repaired = false;
        if (!readings.hasPosition(i)) {
            return Step.NO_POSITION;
        }
        int before = readings.positionBefore(i);
        if (before < 0) {
            return Step.FIRST;
        }
        stepMs = readings.ts(i) - readings.ts(before);
        if (stepMs == 0) {
            return Step.SAME_TIME;
        }
        if (periods.separate(readings.ts(before), readings.ts(i))) {
            return Step.FIRST;
        }
        if (stepMs > gapMsMax) {
            return Step.AFTER_GAP;
        }
        average(readings, periods, i, before);
        if (movedMs == 0) {
            return Step.UNKNOWN;
        }
        double vx = movedX / movedMs;
        double vy = movedY / movedMs;
        speedMps = Math.sqrt(vx * vx + vy * vy) * 1000;
        return Step.MOVED;
    }

    private void average(ReadingBuffer readings, Periods periods, int i, int before) {
        movedX = 0;
        movedY = 0;
        movedMs = 0;
        long time = readings.ts(i);
        int from = firstInWindow(readings, periods, i, before);
        int previous = readings.positionBefore(from);
        for (int j = from; j < readings.size() && readings.ts(j) - time <= halfWindowMs; j++) {
            if (!readings.hasPosition(j) || readings.ts(j) == readings.ts(previous)) {
                continue;
            }
            if (j > i && breaks(readings, periods, previous, j)) {
                return;
            }
            boolean believable = add(readings, previous, j);
            if (j == i) {
                repaired = !believable;
            }
            previous = j;
        }
    }

    /** The earliest reading of the window that has a step in the same stretch. */
    private int firstInWindow(ReadingBuffer readings, Periods periods, int i, int before) {
        long time = readings.ts(i);
        int from = i;
        int candidate = before;
        while (time - readings.ts(candidate) <= halfWindowMs) {
            int earlier = readings.positionBefore(candidate);
            if (earlier < 0 || breaks(readings, periods, earlier, candidate)) {
                break;
            }
            from = candidate;
            candidate = earlier;
        }
        return from;
    }

    private boolean breaks(ReadingBuffer readings, Periods periods, int earlier, int later) {
        return readings.ts(later) - readings.ts(earlier) > gapMsMax
                || periods.separate(readings.ts(earlier), readings.ts(later));
    }

    private boolean add(ReadingBuffer readings, int from, int to) {
        double dx = readings.x(to) - readings.x(from);
        double dy = readings.y(to) - readings.y(from);
        long ms = readings.ts(to) - readings.ts(from);
        double limit = speedMpsMax * ms / 1000;
        if (dx * dx + dy * dy > limit * limit) {
            return false;
        }
        movedX += dx;
        movedY += dy;
        movedMs += ms;
        return true;
    }

    double speedMps() {
        return speedMps;
    }

    long stepMs() {
        return stepMs;
    }

    /** Whether the reading's own step was unbelievable and was replaced by its neighbours'. */
    boolean repaired() {
        return repaired;
    }
}
