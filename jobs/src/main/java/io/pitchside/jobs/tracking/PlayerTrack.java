package io.pitchside.jobs.tracking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One player's way: readings in, finished seconds out, corrected when a late reading comes.
 *
 * <pre>
 *   kept readings   |--------- lateness bound ---------|-- half window --|
 *                   dropped ◀ s0                       frontier          newest
 * </pre>
 * A reading behind the frontier is <em>stepped</em>: its window is complete, its increments are in its second. At the
 * start of each second the little state that runs on from reading to reading is noted ({@link Start}). A late reading is
 * put into its place, the frontier goes back to the second whose windows it touches, and everything from there is
 * stepped again by the same code: so the rows are a pure function of the set of readings, whatever their order was.
 * A row is given out when it is new or differs from what was given out. Not thread-safe.
 */
final class PlayerTrack {
    /** More readings than this within the lateness bound are not one player (600 a second). */
    static final int READINGS_MAX = 20_000;

    private static final double NO_SPEED = -1;

    /** What was given out, and what a second starts with. */
    private static final class Start {
        final long second;
        double speedBefore;
        final SprintDetector sprint;
        /** Of the row that was given out for the second; 0 if none was. */
        long rowHash;

        Start(long second, double speedBefore, SprintDetector sprint, long rowHash) {
            this.second = second;
            this.speedBefore = speedBefore;
            this.sprint = sprint;
            this.rowHash = rowHash;
        }
    }

    /** Where rows go. */
    interface Rows {
        void row(SecondSums sums);
    }

    private final ReadingBuffer readings;
    private final SecondSums sums;
    private final SprintDetector sprint;
    private final List<Start> starts;
    private int frontier;
    private double speedBefore = NO_SPEED;
    private long newest = Long.MIN_VALUE;
    /** Not part of the state: whether something was added since the last flush, and when. */
    private boolean unflushed = true;

    private long touchedAt;

    PlayerTrack() {
        this(new ReadingBuffer(), new SecondSums(), new SprintDetector(), new ArrayList<>());
    }

    private PlayerTrack(ReadingBuffer readings, SecondSums sums, SprintDetector sprint, List<Start> starts) {
        this.readings = readings;
        this.sums = sums;
        this.sprint = sprint;
        this.starts = starts;
    }

    /** The earliest time of a reading that can still be put in; what is older can no longer correct anything. */
    long acceptsFrom(TrackingRules rules) {
        return newest == Long.MIN_VALUE ? Long.MIN_VALUE : newest - rules.latenessMs();
    }

    /** Takes a reading that is not older than {@link #acceptsFrom} and gives out the rows that are finished or corrected. */
    void add(MotionFilter filter, TrackingRules rules, Periods periods, Reading reading, Rows rows) {
        if (readings.full()) {
            forget(rules);
        }
        int at = readings.insert(
                reading.ts(), reading.seq(), reading.sensorRank(), reading.x(), reading.y(), reading.hr());
        newest = Math.max(newest, reading.ts());
        unflushed = true;
        if (at < frontier) {
            frontier++;
        }
        if (frontier > 0 && reading.ts() <= readings.ts(frontier - 1) + rules.smoothingHalfWindowMs()) {
            goBack(Math.floorDiv(reading.ts() - rules.smoothingHalfWindowMs(), 1000L));
        }
        long complete = newest - rules.smoothingHalfWindowMs();
        while (frontier < readings.size() && readings.ts(frontier) < complete) {
            step(filter, rules, periods, rows);
        }
    }

    /**
     * Gives out what is not yet finished as if the player's stream ended here. Changes no state, so it may be called at
     * any time; a later reading gives out the same second again.
     */
    void flush(MotionFilter filter, TrackingRules rules, Periods periods, Rows rows) {
        PlayerTrack end = copy();
        while (end.frontier < end.readings.size()) {
            end.step(filter, rules, periods, rows);
        }
        end.close(rows);
        unflushed = false;
    }

    private void goBack(long second) {
        int first = starts.size();
        while (first > 0 && starts.get(first - 1).second >= second) {
            first--;
        }
        if (first == starts.size()) {
            return;
        }
        Start start = starts.get(first);
        speedBefore = start.speedBefore;
        sprint.set(start.sprint);
        sums.open(SecondSums.NONE);
        frontier = readings.lowerBound(second * 1000);
    }

    private void step(MotionFilter filter, TrackingRules rules, Periods periods, Rows rows) {
        int i = frontier++;
        long second = Math.floorDiv(readings.ts(i), 1000L);
        if (second != sums.second()) {
            close(rows);
            noteStart(second);
            sums.open(second);
        }
        switch (filter.at(readings, periods, i)) {
            case SAME_TIME -> {
                sums.sameTime();
                return;
            }
            case FIRST -> interrupted();
            case AFTER_GAP, UNKNOWN -> {
                interrupted();
                sums.missing(filter.stepMs());
            }
            case MOVED -> moved(filter, rules, readings.ts(i));
        }
        sums.reading(readings.x(i), readings.y(i), readings.hr(i));
    }

    private void interrupted() {
        sprint.stop();
        speedBefore = NO_SPEED;
    }

    private void moved(MotionFilter filter, TrackingRules rules, long ts) {
        double speed = filter.speedMps();
        sums.moved(rules.zoneOf(speed), speed, filter.stepMs(), filter.repaired());
        if (speedBefore != NO_SPEED) {
            sums.accelerated((speed - speedBefore) / filter.stepMs() * 1000);
        }
        if (sprint.step(rules, ts, speed)) {
            sums.sprint();
        }
        speedBefore = speed;
    }

    private void close(Rows rows) {
        if (sums.second() == SecondSums.NONE) {
            return;
        }
        Start start = Objects.requireNonNull(startOf(sums.second()), "every open second has a start");
        long hash = sums.contentHash();
        if (start.rowHash != hash) {
            start.rowHash = hash;
            rows.row(sums);
        }
    }

    private @Nullable Start startOf(long second) {
        for (int i = starts.size() - 1; i >= 0 && starts.get(i).second >= second; i--) {
            if (starts.get(i).second == second) {
                return starts.get(i);
            }
        }
        return null;
    }

    private void noteStart(long second) {
        int at = starts.size();
        while (at > 0 && starts.get(at - 1).second >= second) {
            at--;
        }
        if (at < starts.size() && starts.get(at).second == second) {
            Start start = starts.get(at);
            start.speedBefore = speedBefore;
            start.sprint.set(sprint);
        } else {
            starts.add(at, new Start(second, speedBefore, sprint.copy(), 0));
        }
    }

    /** Drops what no admissible reading can touch any more. */
    private void forget(TrackingRules rules) {
        long reach = newest - rules.latenessMs() - rules.smoothingHalfWindowMs();
        long second = Math.floorDiv(reach, 1000L);
        int keepFrom = readings.lowerBound(second * 1000 - rules.smoothingHalfWindowMs()) - 1;
        keepFrom = Math.min(keepFrom, frontier - 1);
        if (keepFrom <= 0 && readings.size() >= READINGS_MAX) {
            keepFrom = Math.min(readings.size() / 4, frontier - 1);
        }
        while (keepFrom > 0 && readings.ts(keepFrom - 1) == readings.ts(keepFrom)) {
            keepFrom--;
        }
        if (keepFrom > 0) {
            readings.dropFirst(keepFrom);
            frontier -= keepFrom;
        }
        int old = 0;
        while (old < starts.size() && starts.get(old).second < second && starts.get(old).second < sums.second()) {
            old++;
        }
        starts.subList(0, old).clear();
    }

    void shiftSensorRanks(int from) {
        readings.shiftSensorRanks(from);
    }

    /** Whether rows are owed that nothing but a flush would give out. */
    boolean unflushed() {
        return unflushed && readings.size() > 0;
    }

    void touchedAt(long processingTimeMs) {
        touchedAt = processingTimeMs;
    }

    long touchedAt() {
        return touchedAt;
    }

    PlayerTrack copy() {
        List<Start> startsCopy = new ArrayList<>(starts.size());
        for (Start start : starts) {
            startsCopy.add(new Start(start.second, start.speedBefore, start.sprint.copy(), start.rowHash));
        }
        PlayerTrack copy = new PlayerTrack(readings.copy(), sums.copy(), sprint.copy(), startsCopy);
        copy.frontier = frontier;
        copy.speedBefore = speedBefore;
        copy.newest = newest;
        copy.unflushed = unflushed;
        copy.touchedAt = touchedAt;
        return copy;
    }

    void writeTo(DataOutput out) throws IOException {
        readings.writeTo(out);
        sums.writeTo(out);
        sprint.writeTo(out);
        out.writeInt(starts.size());
        for (Start start : starts) {
            out.writeLong(start.second);
            out.writeDouble(start.speedBefore);
            start.sprint.writeTo(out);
            out.writeLong(start.rowHash);
        }
        out.writeInt(frontier);
        out.writeDouble(speedBefore);
        out.writeLong(newest);
    }

    static PlayerTrack readFrom(DataInput in) throws IOException {
        ReadingBuffer readings = ReadingBuffer.readFrom(in);
        SecondSums sums = SecondSums.readFrom(in);
        SprintDetector sprint = SprintDetector.readFrom(in);
        int count = in.readInt();
        List<Start> starts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long second = in.readLong();
            double speed = in.readDouble();
            starts.add(new Start(second, speed, SprintDetector.readFrom(in), in.readLong()));
        }
        PlayerTrack track = new PlayerTrack(readings, sums, sprint, starts);
        track.frontier = in.readInt();
        track.speedBefore = in.readDouble();
        track.newest = in.readLong();
        return track;
    }
}
