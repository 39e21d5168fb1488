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

    private long[] ts = new long[32];
    private long[] seq = new long[32];
    private int[] sensor = new int[32];
    private double[] x = new double[32];
    private double[] y = new double[32];
    private short[] hr = new short[32];
    private int size;

    int size() {
        return size;
    }

    long ts(int i) {
        return ts[i];
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
     * @param readingSensor rank of the sensor's name among the player's sensors
     * @return the index it got
     */
    int insert(long readingTs, long readingSeq, int readingSensor, double readingX, double readingY, short readingHr) {
        int at = size;
        while (at > 0 && after(at - 1, readingTs, readingSensor, readingSeq)) {
            at--;
        }
        if (size == ts.length) {
            grow(size * 2);
        }
        int moved = size - at;
        if (moved > 0) {
            System.arraycopy(ts, at, ts, at + 1, moved);
            System.arraycopy(seq, at, seq, at + 1, moved);
            System.arraycopy(sensor, at, sensor, at + 1, moved);
            System.arraycopy(x, at, x, at + 1, moved);
            System.arraycopy(y, at, y, at + 1, moved);
            System.arraycopy(hr, at, hr, at + 1, moved);
        }
        ts[at] = readingTs;
        seq[at] = readingSeq;
        sensor[at] = readingSensor;
        x[at] = readingX;
        y[at] = readingY;
        hr[at] = readingHr;
        size++;
        return at;
    }

    boolean full() {
        return size == ts.length;
    }

    /** Forgets the first {@code count} readings. */
    void dropFirst(int count) {
        int kept = size - count;
        System.arraycopy(ts, count, ts, 0, kept);
        System.arraycopy(seq, count, seq, 0, kept);
        System.arraycopy(sensor, count, sensor, 0, kept);
        System.arraycopy(x, count, x, 0, kept);
        System.arraycopy(y, count, y, 0, kept);
        System.arraycopy(hr, count, hr, 0, kept);
        size = kept;
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
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(ts[i]);
            out.writeLong(seq[i]);
            out.writeInt(sensor[i]);
            out.writeDouble(x[i]);
            out.writeDouble(y[i]);
            out.writeShort(hr[i]);
        }
    }

    static ReadingBuffer readFrom(DataInput in) throws IOException {
        ReadingBuffer buffer = new ReadingBuffer();
        int size = in.readInt();
        buffer.grow(Math.max(32, size));
        buffer.size = size;
        for (int i = 0; i < size; i++) {
            buffer.ts[i] = in.readLong();
            buffer.seq[i] = in.readLong();
            buffer.sensor[i] = in.readInt();
            buffer.x[i] = in.readDouble();
            buffer.y[i] = in.readDouble();
            buffer.hr[i] = in.readShort();
        }
        return buffer;
    }
}
