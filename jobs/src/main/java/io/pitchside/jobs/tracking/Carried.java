package io.pitchside.jobs.tracking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What runs on from reading to reading beside the readings themselves: small, because it is noted at the start of every
 * second that can still be corrected. A noted copy is never stepped. Not thread-safe.
 */
final class Carried {
    static final double NO_SPEED = -1;
    static final long NO_TIME = Long.MIN_VALUE;

    /** Smoothed speed of the step before, or {@link #NO_SPEED} at the start of a stretch. */
    double speedBefore = NO_SPEED;
    /** Time of the last heart rate, or {@link #NO_TIME}. */
    long heartRateTs = NO_TIME;

    final SprintDetector sprint = new SprintDetector();
    final EffortDetector acceleration = new EffortDetector();
    final EffortDetector deceleration = new EffortDetector();
    final MechanicalLoad load = new MechanicalLoad();

    /** A gap or a border in the positions; heart rate and load look at their own gaps. */
    void interrupted() {
        speedBefore = NO_SPEED;
        sprint.stop();
        acceleration.stop();
        deceleration.stop();
    }

    void set(Carried other) {
        speedBefore = other.speedBefore;
        heartRateTs = other.heartRateTs;
        sprint.set(other.sprint);
        acceleration.set(other.acceleration);
        deceleration.set(other.deceleration);
        load.set(other.load);
    }

    Carried copy() {
        Carried copy = new Carried();
        copy.set(this);
        return copy;
    }

    Carried withShiftedRanks(int from) {
        Carried shifted = copy();
        shifted.load.shiftSensorRanks(from);
        return shifted;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeDouble(speedBefore);
        out.writeLong(heartRateTs);
        sprint.writeTo(out);
        acceleration.writeTo(out);
        deceleration.writeTo(out);
        load.writeTo(out);
    }

    static Carried readFrom(DataInput in) throws IOException {
        Carried carried = new Carried();
        carried.speedBefore = in.readDouble();
        carried.heartRateTs = in.readLong();
        carried.sprint.read(in);
        carried.acceleration.read(in);
        carried.deceleration.read(in);
        carried.load.read(in);
        return carried;
    }
}
