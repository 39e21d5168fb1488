package io.pitchside.jobs.tracking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The readings of one player that can still change a number, sorted by time, then sensor, then seq: an order that
 * does not depend on arrival. Arrays instead of objects: at 80,000 readings a second this is the largest state there is.
 * Not thread-safe.
 */
final class ReadingBuffer {
    /** No heart rate in this reading. */
    static final short NO_HR = -1;

    private static final float[] NO_ACCELERATION = {};
    private static final int AXES = 3;

    private long[] ts = new long[32];
    private long[] seq = new long[32];
    private int[] sensor = new int[32];
    private double[] x = new double[32];
    private double[] y = new double[32];
    private short[] hr = new short[32];
    /** Acceleration: x, y and z of each reading one after the other; empty until a sensor sends one. */
    private float[] acceleration = NO_ACCELERATION;

    private int size;

    int size() {
        return size;
    }

    long ts(int i) {
        return ts[i];
    }

    int sensor(int i) {
        return sensor[i];
    }

    /** Whether the reading has a position; one of heart rate alone has none. */
    boolean hasPosition(int i) {
        return !Double.isNaN(x[i]);
    }

    double x(int i) {
        return x[i];
    }

    double y(int i) {
        return y[i];
    }

    short hr(int i) {
        return hr[i];
    }

    boolean hasAcceleration(int i) {
        return acceleration.length > 0 && !Float.isNaN(acceleration[i * AXES]);
    }

    float ax(int i) {
        return acceleration[i * AXES];
    }

    float ay(int i) {
        return acceleration[i * AXES + 1];
    }

    float az(int i) {
        return acceleration[i * AXES + 2];
    }

    /**
     * The reading that stands for the last position before {@code i}: the first with a position of all that have its
     * time; -1 if there is none.
     */
    int positionBefore(int i) {
        int p = i - 1;
        while (p >= 0 && !hasPosition(p)) {
            p--;
        }
        for (int q = p - 1; q >= 0 && ts[q] == ts[p]; q--) {
            if (hasPosition(q)) {
                p = q;
            }
        }
        return p;
    }

    /** The first index whose time is at least {@code time}. */
    int lowerBound(long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ts[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Inserts a reading in its place.
     *
     * @return the index it got
     */
    int insert(Reading reading) {
        int at = size;
        while (at > 0 && after(at - 1, reading.ts(), reading.sensorRank(), reading.seq())) {
            at--;
        }
        if (size == ts.length) {
            grow(size * 2);
        }
        if (acceleration.length == 0 && reading.hasAcceleration()) {
            acceleration = new float[ts.length * AXES];
            Arrays.fill(acceleration, Float.NaN);
        }
        if (at < size) {
            move(at, at + 1, size - at);
        }
        ts[at] = reading.ts();
        seq[at] = reading.seq();
        sensor[at] = reading.sensorRank();
        x[at] = reading.x();
        y[at] = reading.y();
        hr[at] = reading.hr();
        if (acceleration.length > 0) {
            acceleration[at * AXES] = reading.ax();
            acceleration[at * AXES + 1] = reading.ay();
            acceleration[at * AXES + 2] = reading.az();
        }
        size++;
        return at;
    }

    private void move(int from, int to, int count) {
        System.arraycopy(ts, from, ts, to, count);
        System.arraycopy(seq, from, seq, to, count);
        System.arraycopy(sensor, from, sensor, to, count);
        System.arraycopy(x, from, x, to, count);
        System.arraycopy(y, from, y, to, count);
        System.arraycopy(hr, from, hr, to, count);
        if (acceleration.length > 0) {
            System.arraycopy(acceleration, from * AXES, acceleration, to * AXES, count * AXES);
        }
    }

    boolean full() {
        return size == ts.length;
    }

    /** Forgets the first {@code count} readings. */
    void dropFirst(int count) {
        move(count, 0, size - count);
        size -= count;
    }

    /** Forgets the first {@code count} readings but for {@code kept}, one of them. */
    void dropFirstBut(int kept, int count) {
        move(kept, count - 1, 1);
        dropFirst(count - 1);
    }

    /** A new sensor took a rank: those from it on move up by one. */
    void shiftSensorRanks(int from) {
        for (int i = 0; i < size; i++) {
            if (sensor[i] >= from) {
                sensor[i]++;
            }
        }
    }

    ReadingBuffer copy() {
        ReadingBuffer copy = new ReadingBuffer();
        copy.ts = ts.clone();
        copy.seq = seq.clone();
        copy.sensor = sensor.clone();
        copy.x = x.clone();
        copy.y = y.clone();
        copy.hr = hr.clone();
        copy.acceleration = acceleration.length == 0 ? NO_ACCELERATION : acceleration.clone();
        copy.size = size;
        return copy;
    }

    private boolean after(int i, long otherTs, int otherSensor, long otherSeq) {
        if (ts[i] != otherTs) {
            return ts[i] > otherTs;
        }
        if (sensor[i] != otherSensor) {
            return sensor[i] > otherSensor;
        }
        return seq[i] > otherSeq;
    }

    private void grow(int length) {
        ts = Arrays.copyOf(ts, length);
        seq = Arrays.copyOf(seq, length);
        sensor = Arrays.copyOf(sensor, length);
        x = Arrays.copyOf(x, length);
        y = Arrays.copyOf(y, length);
        hr = Arrays.copyOf(hr, length);
        if (acceleration.length > 0) {
            acceleration = Arrays.copyOf(acceleration, length * AXES);
        }
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        out.writeBoolean(acceleration.length > 0);
        for (int i = 0; i < size; i++) {
            out.writeLong(ts[i]);
            out.writeLong(seq[i]);
            out.writeInt(sensor[i]);
            out.writeDouble(x[i]);
            out.writeDouble(y[i]);
            out.writeShort(hr[i]);
            for (int axis = 0; axis < AXES && acceleration.length > 0; axis++) {
                out.writeFloat(acceleration[i * AXES + axis]);
            }
        }
    }

    static ReadingBuffer readFrom(DataInput in) throws IOException {
        ReadingBuffer buffer = new ReadingBuffer();
        int size = in.readInt();
        buffer.grow(Math.max(32, size));
        buffer.size = size;
        boolean accelerations = in.readBoolean();
        if (accelerations) {
            buffer.acceleration = new float[buffer.ts.length * AXES];
        }
        for (int i = 0; i < size; i++) {
            buffer.ts[i] = in.readLong();
            buffer.seq[i] = in.readLong();
            buffer.sensor[i] = in.readInt();
            buffer.x[i] = in.readDouble();
            buffer.y[i] = in.readDouble();
            buffer.hr[i] = in.readShort();
            for (int axis = 0; axis < AXES && accelerations; axis++) {
                buffer.acceleration[i * AXES + axis] = in.readFloat();
            }
        }
        return buffer;
    }
}
