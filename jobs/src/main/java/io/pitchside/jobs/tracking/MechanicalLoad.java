package io.pitchside.jobs.tracking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Mechanical load from a vest's accelerometer: the sum over consecutive readings of √(Δax² + Δay² + Δaz²) / 100, in g.
 * The divisor comes from devices that measure at 100 Hz, and the sum grows with the sampling rate: compare values of
 * the same kind of device only. A gap or a period's border starts anew.
 *
 * <p>Every sensor has axes of its own, so only one counts at a time: another one takes over when the first has been
 * silent for longer than a gap. Source: Catapult's published formula (support.catapultsports.com 360000510795), its
 * critique PMC7052708. Not thread-safe.
 */
final class MechanicalLoad {
    private static final int NO_SENSOR = -1;
    private static final double SCALE = 100;

    private int sensor = NO_SENSOR;
    private long ts;
    private float ax;
    private float ay;
    private float az;

    /** What the reading adds to the load. */
    double step(long gapMsMax, Periods periods, long now, int from, float x, float y, float z) {
        boolean near = sensor != NO_SENSOR && now - ts <= gapMsMax;
        if (near && from != sensor) {
            return 0;
        }
        double load = 0;
        if (near && !periods.separate(ts, now)) {
            double dx = (double) x - ax;
            double dy = (double) y - ay;
            double dz = (double) z - az;
            load = Math.sqrt(dx * dx + dy * dy + dz * dz) / SCALE;
        }
        sensor = from;
        ts = now;
        ax = x;
        ay = y;
        az = z;
        return load;
    }

    /** A new sensor took a rank: those from it on move up by one. */
    void shiftSensorRanks(int from) {
        if (sensor >= from) {
            sensor++;
        }
    }

    void set(MechanicalLoad other) {
        sensor = other.sensor;
        ts = other.ts;
        ax = other.ax;
        ay = other.ay;
        az = other.az;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(sensor);
        if (sensor != NO_SENSOR) {
            out.writeLong(ts);
            out.writeFloat(ax);
            out.writeFloat(ay);
            out.writeFloat(az);
        }
    }

    void read(DataInput in) throws IOException {
        sensor = in.readInt();
        if (sensor != NO_SENSOR) {
            ts = in.readLong();
            ax = in.readFloat();
            ay = in.readFloat();
            az = in.readFloat();
        }
    }
}
