package io.pitchside.jobs.tracking;

import io.pitchside.model.tracking.PlayerSecond;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One second of one player while it is being summed, reading by reading in their order. Not thread-safe. */
final class SecondSums {
    /** No second is open. */
    static final long NONE = Long.MIN_VALUE;

    private long second = NONE;
    private final double[] zoneM = new double[TrackingRules.ZONES];
    private final long[] zoneMs = new long[TrackingRules.ZONES];
    private double x;
    private double y;
    private double speed;
    private double speedMax;
    private double accelerationMax;
    private double accelerationMin;
    private int sprints;
    private long hrSum;
    private int hrCount;
    private int readings;
    private long missingMs;
    private int repaired;

    long second() {
        return second;
    }

    void open(long newSecond) {
        second = newSecond;
        Arrays.fill(zoneM, 0);
        Arrays.fill(zoneMs, 0);
        speed = 0;
        speedMax = 0;
        accelerationMax = 0;
        accelerationMin = 0;
        sprints = 0;
        hrSum = 0;
        hrCount = 0;
        readings = 0;
        missingMs = 0;
        repaired = 0;
    }

    void reading(double atX, double atY, short hr) {
        x = atX;
        y = atY;
        readings++;
        if (hr != ReadingBuffer.NO_HR) {
            hrSum += hr;
            hrCount++;
        }
    }

    void sameTime() {
        readings++;
    }

    void moved(int zone, double speedMps, long stepMs, boolean stepRepaired) {
        zoneM[zone] += speedMps * stepMs / 1000;
        zoneMs[zone] += stepMs;
        speed = speedMps;
        speedMax = Math.max(speedMax, speedMps);
        if (stepRepaired) {
            repaired++;
        }
    }

    void accelerated(double mps2) {
        accelerationMax = Math.max(accelerationMax, mps2);
        accelerationMin = Math.min(accelerationMin, mps2);
    }

    void sprint() {
        sprints++;
    }

    void missing(long ms) {
        missingMs += ms;
    }

    /** The row of this second. Lengths are rounded once, here, so that sums of rows are sums of integers. */
    PlayerSecond row(String matchId, String playerId, String definitionVersion, long revision, int partition) {
        long[] mm = new long[TrackingRules.ZONES];
        long distanceMm = 0;
        for (int zone = 0; zone < TrackingRules.ZONES; zone++) {
            mm[zone] = Math.round(zoneM[zone] * 1000);
            distanceMm += mm[zone];
        }
        @Nullable Integer hr = hrCount == 0 ? null : (int) Math.round((double) hrSum / hrCount);
        return new PlayerSecond(
                matchId,
                playerId,
                second,
                thousandths(x),
                thousandths(y),
                thousandths(speed),
                thousandths(speedMax),
                thousandths(accelerationMax),
                thousandths(accelerationMin),
                distanceMm,
                mm[0],
                mm[1],
                mm[2],
                mm[3],
                mm[4],
                zoneMs[0],
                zoneMs[1],
                zoneMs[2],
                zoneMs[3],
                zoneMs[4],
                sprints,
                hr,
                readings,
                missingMs,
                repaired,
                definitionVersion,
                revision,
                partition);
    }

    /** Tells whether two states of a second would give the same row; never 0. */
    long contentHash() {
        long hash = mix(second, Double.doubleToLongBits(x));
        hash = mix(hash, Double.doubleToLongBits(y));
        hash = mix(hash, Double.doubleToLongBits(speed));
        hash = mix(hash, Double.doubleToLongBits(speedMax));
        hash = mix(hash, Double.doubleToLongBits(accelerationMax));
        hash = mix(hash, Double.doubleToLongBits(accelerationMin));
        for (int zone = 0; zone < TrackingRules.ZONES; zone++) {
            hash = mix(hash, Double.doubleToLongBits(zoneM[zone]));
            hash = mix(hash, zoneMs[zone]);
        }
        hash = mix(hash, sprints);
        hash = mix(hash, hrSum);
        hash = mix(hash, hrCount);
        hash = mix(hash, readings);
        hash = mix(hash, missingMs);
        hash = mix(hash, repaired);
        return hash == 0 ? 1 : hash;
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 32);
    }

    private static double thousandths(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    SecondSums copy() {
        SecondSums copy = new SecondSums();
        copy.second = second;
        System.arraycopy(zoneM, 0, copy.zoneM, 0, zoneM.length);
        System.arraycopy(zoneMs, 0, copy.zoneMs, 0, zoneMs.length);
        copy.x = x;
        copy.y = y;
        copy.speed = speed;
        copy.speedMax = speedMax;
        copy.accelerationMax = accelerationMax;
        copy.accelerationMin = accelerationMin;
        copy.sprints = sprints;
        copy.hrSum = hrSum;
        copy.hrCount = hrCount;
        copy.readings = readings;
        copy.missingMs = missingMs;
        copy.repaired = repaired;
        return copy;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(second);
        for (int zone = 0; zone < TrackingRules.ZONES; zone++) {
            out.writeDouble(zoneM[zone]);
            out.writeLong(zoneMs[zone]);
        }
        out.writeDouble(x);
        out.writeDouble(y);
        out.writeDouble(speed);
        out.writeDouble(speedMax);
        out.writeDouble(accelerationMax);
        out.writeDouble(accelerationMin);
        out.writeInt(sprints);
        out.writeLong(hrSum);
        out.writeInt(hrCount);
        out.writeInt(readings);
        out.writeLong(missingMs);
        out.writeInt(repaired);
    }

    static SecondSums readFrom(DataInput in) throws IOException {
        SecondSums sums = new SecondSums();
        sums.second = in.readLong();
        for (int zone = 0; zone < TrackingRules.ZONES; zone++) {
            sums.zoneM[zone] = in.readDouble();
            sums.zoneMs[zone] = in.readLong();
        }
        sums.x = in.readDouble();
        sums.y = in.readDouble();
        sums.speed = in.readDouble();
        sums.speedMax = in.readDouble();
        sums.accelerationMax = in.readDouble();
        sums.accelerationMin = in.readDouble();
        sums.sprints = in.readInt();
        sums.hrSum = in.readLong();
        sums.hrCount = in.readInt();
        sums.readings = in.readInt();
        sums.missingMs = in.readLong();
        sums.repaired = in.readInt();
        return sums;
    }
}
