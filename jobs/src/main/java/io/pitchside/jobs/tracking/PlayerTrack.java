package io.pitchside.jobs.tracking;

import io.pitchside.model.tracking.TrackingRules;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

    /**
     * What a second starts with, and what was given out for it. Immutable, so that a checkpoint shares it.
     *
     * @param before never stepped
     * @param rowHash of the row that was given out for the second; 0 if none was
     */
    private record Start(long second, Carried before, long rowHash) {}

    /** Where rows go. */
    interface Rows {
        /** @param first whether the second was never given out before; else this is a correction */
        void row(SecondSums sums, boolean first);
    }

    private final ReadingBuffer readings;
    private final SecondSums sums;
    private final Carried carried;
    private final List<Start> starts;
    private int frontier;
    private long newest = Long.MIN_VALUE;
    /** Not part of the state: whether something was added since the last flush, and when. */
    private boolean unflushed = true;

    private long touchedAt;

    PlayerTrack() {
        this(new ReadingBuffer(), new SecondSums(), new Carried(), new ArrayList<>());
    }

    private PlayerTrack(ReadingBuffer readings, SecondSums sums, Carried carried, List<Start> starts) {
        this.readings = readings;
        this.sums = sums;
        this.carried = carried;
        this.starts = starts;
    }

    /** The earliest time of a reading that can still be put in; what is older can no longer correct anything. */
    long acceptsFrom(TrackingRules rules) {
        return newest == Long.MIN_VALUE ? Long.MIN_VALUE : newest - rules.latenessMs();
    }

    /** The highest time of all readings; {@link Long#MIN_VALUE} before the first. */
    long newest() {
        return newest;
    }

    /** Whether a time is no further ahead of the newest reading than that. */
    boolean reaches(long ts, long aheadMsMax) {
        return newest != Long.MIN_VALUE && ts <= newest + aheadMsMax;
    }

    /** Takes a reading that is not older than {@link #acceptsFrom} and gives out the rows that are finished or corrected. */
    void add(Measurement by, Periods periods, HeartProfile profile, Reading reading, Rows rows) {
        if (readings.full()) {
            forget(by);
        }
        int at = readings.insert(reading);
        newest = Math.max(newest, reading.ts());
        unflushed = true;
        if (at < frontier) {
            frontier++;
        }
        long halfWindowMs = by.halfWindowMs;
        if (frontier > 0 && reading.ts() <= readings.ts(frontier - 1) + halfWindowMs) {
            goBack(Math.floorDiv(reading.ts() - halfWindowMs, 1000L));
        }
        long complete = newest - halfWindowMs;
        while (frontier < readings.size() && readings.ts(frontier) < complete) {
            step(by, periods, profile, rows);
        }
    }

    /**
     * Gives out what is not yet finished as if the player's stream ended here. Changes no state, so it may be called at
     * any time; a later reading gives out the same second again.
     */
    void flush(Measurement by, Periods periods, HeartProfile profile, Rows rows) {
        PlayerTrack end = copy();
        while (end.frontier < end.readings.size()) {
            end.step(by, periods, profile, rows);
        }
        end.close(rows);
        unflushed = false;
    }

    private void goBack(long second) {
        int first = starts.size();
        while (first > 0 && starts.get(first - 1).second() >= second) {
            first--;
        }
        if (first == starts.size()) {
            return;
        }
        carried.set(starts.get(first).before());
        sums.open(SecondSums.NONE);
        frontier = readings.lowerBound(second * 1000);
    }

    private void step(Measurement by, Periods periods, HeartProfile profile, Rows rows) {
        int i = frontier++;
        long ts = readings.ts(i);
        long second = Math.floorDiv(ts, 1000L);
        if (second != sums.second()) {
            close(rows);
            noteStart(second);
            sums.open(second);
        }
        sums.reading();
        if (readings.hr(i) != ReadingBuffer.NO_HR) {
            heartRate(by.rules, periods, profile, ts, readings.hr(i));
        }
        if (readings.hasAcceleration(i)) {
            sums.load(carried.load.step(
                    by.gapMsMax, periods, ts, readings.sensor(i), readings.ax(i), readings.ay(i), readings.az(i)));
        }
        position(by, periods, i);
    }

    private void position(Measurement by, Periods periods, int i) {
        switch (by.filter.at(readings, periods, i)) {
            case NO_POSITION, SAME_TIME -> {
                return;
            }
            case FIRST -> carried.interrupted();
            case AFTER_GAP, UNKNOWN -> {
                carried.interrupted();
                sums.missing(by.filter.stepMs());
            }
            case MOVED -> moved(by, readings.ts(i));
        }
        sums.at(readings.x(i), readings.y(i));
    }

    private void moved(Measurement by, long ts) {
        TrackingRules rules = by.rules;
        double speed = by.filter.speedMps();
        long stepMs = by.filter.stepMs();
        sums.moved(by.zones.of(speed), speed, stepMs, by.filter.repaired());
        // At the start of a stretch the acceleration is not known; the speed is taken to be even.
        double acceleration = 0;
        if (carried.speedBefore != Carried.NO_SPEED) {
            acceleration = (speed - carried.speedBefore) / stepMs * 1000;
            sums.accelerated(acceleration);
            if (carried.acceleration.step(rules, ts, stepMs, acceleration)) {
                sums.acceleration();
            }
            if (carried.deceleration.step(rules, ts, stepMs, -acceleration)) {
                sums.deceleration();
            }
        }
        double power = MetabolicPower.power(speed, acceleration);
        boolean highLoad = speed > rules.hmldMps() || Math.abs(acceleration) >= rules.hmldMps2();
        sums.worked(speed * stepMs / 1000, stepMs, power, highLoad, power > rules.highPowerWkg());
        if (carried.sprint.step(rules, ts, speed)) {
            sums.sprint();
        }
        carried.speedBefore = speed;
    }

    /** A heart rate stands for the time since the one before, if that is not too long ago and in the same period. */
    private void heartRate(TrackingRules rules, Periods periods, HeartProfile profile, long ts, short hr) {
        long before = carried.heartRateTs;
        if (before == ts) {
            // Of several at the same time the first one counts.
            return;
        }
        carried.heartRateTs = ts;
        sums.heartRate(profile, hr);
        if (before != Carried.NO_TIME && ts - before <= rules.hrGapMsMax() && !periods.separate(before, ts)) {
            sums.heartTime(profile, hr, ts - before);
        }
    }

    private void close(Rows rows) {
        if (sums.second() == SecondSums.NONE) {
            return;
        }
        int at = startOf(sums.second());
        Start start = starts.get(at);
        long hash = sums.contentHash();
        if (start.rowHash() != hash) {
            starts.set(at, new Start(start.second(), start.before(), hash));
            rows.row(sums, start.rowHash() == 0);
        }
    }

    private int startOf(long second) {
        int at = starts.size() - 1;
        while (starts.get(at).second() != second) {
            at--;
        }
        return at;
    }

    private void noteStart(long second) {
        int at = starts.size();
        while (at > 0 && starts.get(at - 1).second() >= second) {
            at--;
        }
        if (at < starts.size() && starts.get(at).second() == second) {
            starts.set(at, new Start(second, carried.copy(), starts.get(at).rowHash()));
        } else {
            starts.add(at, new Start(second, carried.copy(), 0));
        }
    }

    /** Drops what no admissible reading can touch any more. */
    private void forget(Measurement by) {
        long reach = newest - by.rules.latenessMs() - by.halfWindowMs;
        long second = Math.floorDiv(reach, 1000L);
        int inWindow = readings.lowerBound(second * 1000 - by.halfWindowMs);
        int keepFrom = Math.min(inWindow, frontier) - 1;
        if (keepFrom <= 0 && readings.size() >= READINGS_MAX) {
            keepFrom = Math.min(readings.size() / 4, frontier - 1);
        }
        while (keepFrom > 0 && readings.ts(keepFrom - 1) == readings.ts(keepFrom)) {
            keepFrom--;
        }
        if (keepFrom > 0) {
            drop(keepFrom, Math.max(inWindow, keepFrom));
        }
        int old = 0;
        while (old < starts.size()
                && starts.get(old).second() < second
                && starts.get(old).second() < sums.second()) {
            old++;
        }
        starts.subList(0, old).clear();
    }

    /** Behind long heart rate alone stands a position that says when the last one was: that one stays. */
    private void drop(int keepFrom, int inWindow) {
        int position = readings.positionBefore(inWindow);
        if (position < 0 || position >= keepFrom) {
            readings.dropFirst(keepFrom);
            frontier -= keepFrom;
        } else {
            readings.dropFirstBut(position, keepFrom);
            frontier -= keepFrom - 1;
        }
    }

    void shiftSensorRanks(int from) {
        readings.shiftSensorRanks(from);
        carried.load.shiftSensorRanks(from);
        starts.replaceAll(start -> new Start(start.second(), start.before().withShiftedRanks(from), start.rowHash()));
    }

    /** Whether rows are owed that nothing but a flush would give out. */
    boolean unflushed() {
        return unflushed && readings.size() > 0;
    }

    /** The rows of the open seconds are owed again, because they may say something else now. */
    void owesRows() {
        unflushed = true;
    }

    void touchedAt(long processingTimeMs) {
        touchedAt = processingTimeMs;
    }

    long touchedAt() {
        return touchedAt;
    }

    PlayerTrack copy() {
        PlayerTrack copy = new PlayerTrack(readings.copy(), sums.copy(), carried.copy(), new ArrayList<>(starts));
        copy.frontier = frontier;
        copy.newest = newest;
        copy.unflushed = unflushed;
        copy.touchedAt = touchedAt;
        return copy;
    }

    void writeTo(DataOutput out) throws IOException {
        readings.writeTo(out);
        sums.writeTo(out);
        carried.writeTo(out);
        out.writeInt(starts.size());
        for (Start start : starts) {
            out.writeLong(start.second());
            start.before().writeTo(out);
            out.writeLong(start.rowHash());
        }
        out.writeInt(frontier);
        out.writeLong(newest);
    }

    static PlayerTrack readFrom(DataInput in) throws IOException {
        ReadingBuffer readings = ReadingBuffer.readFrom(in);
        SecondSums sums = SecondSums.readFrom(in);
        Carried carried = Carried.readFrom(in);
        int count = in.readInt();
        List<Start> starts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            starts.add(new Start(in.readLong(), Carried.readFrom(in), in.readLong()));
        }
        PlayerTrack track = new PlayerTrack(readings, sums, carried, starts);
        track.frontier = in.readInt();
        track.newest = in.readLong();
        return track;
    }
}
