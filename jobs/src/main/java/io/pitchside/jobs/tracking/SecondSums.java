package io.pitchside.jobs.tracking;

import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.TrackingRules;
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
    private int accelerations;
    private int decelerations;
    private double hmldM;
    private double highPowerM;
    private double energyMj;
    private boolean loadKnown;
    private double load;
    private long hrSum;
    private int hrCount;
    private boolean hrZonesKnown;
    private final long[] hrZoneMs = new long[HeartProfile.ZONES];
    private boolean trimpKnown;
    private double trimp;
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
        Arrays.fill(hrZoneMs, 0);
        x = Double.NaN;
        y = Double.NaN;
        speed = 0;
        speedMax = 0;
        accelerationMax = 0;
        accelerationMin = 0;
        sprints = 0;
        accelerations = 0;
        decelerations = 0;
        hmldM = 0;
        highPowerM = 0;
        energyMj = 0;
        loadKnown = false;
        load = 0;
        hrSum = 0;
        hrCount = 0;
        hrZonesKnown = false;
        trimpKnown = false;
        trimp = 0;
        readings = 0;
        missingMs = 0;
        repaired = 0;
    }

    void reading() {
        readings++;
    }

    void at(double atX, double atY) {
        x = atX;
        y = atY;
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

    void acceleration() {
        accelerations++;
    }

    void deceleration() {
        decelerations++;
    }

    /** What a step costs: watts per kilogram for so long, and whether its metres count as hard ones. */
    void worked(double metres, long stepMs, double powerWkg, boolean highLoad, boolean highPower) {
        energyMj += powerWkg * stepMs;
        if (highLoad) {
            hmldM += metres;
        }
        if (highPower) {
            highPowerM += metres;
        }
    }

    void load(double added) {
        loadKnown = true;
        load += added;
    }

    void heartRate(HeartProfile profile, int hr) {
        hrSum += hr;
        hrCount++;
        hrZonesKnown |= profile.knowsMaximum();
        trimpKnown |= profile.knowsImpulse();
    }

    /** The time since the heart rate before counts as this one's. */
    void heartTime(HeartProfile profile, int hr, long ms) {
        if (!profile.knowsMaximum()) {
            return;
        }
        int zone = profile.zoneOf(hr);
        if (zone >= 0) {
            hrZoneMs[zone] += ms;
        }
        trimp += profile.banisterPerMinute(hr) * ms / 60_000;
    }

    void missing(long ms) {
        missingMs += ms;
    }

    boolean hasPosition() {
        return !Double.isNaN(x);
    }

    /** Position at the end of the second; only where {@link #hasPosition()}. */
    double x() {
        return x;
    }

    double y() {
        return y;
    }

    long zoneMm(int zone) {
        return Math.round(zoneM[zone] * 1000);
    }

    boolean hasHeartRate() {
        return hrCount > 0;
    }

    /** Mean of the second; only where {@link #hasHeartRate()}. */
    double heartRate() {
        return (double) hrSum / hrCount;
    }

    /** The row of this second. Lengths are rounded once, here, so that sums of rows are sums of integers. */
    PlayerSecond row(String matchId, String playerId, String definitionVersion, long revision, int partition) {
        long[] mm = new long[TrackingRules.ZONES];
        long distanceMm = 0;
        for (int zone = 0; zone < TrackingRules.ZONES; zone++) {
            mm[zone] = zoneMm(zone);
            distanceMm += mm[zone];
        }
        @Nullable Integer hr = hrCount == 0 ? null : (int) Math.round(heartRate());
        return new PlayerSecond(
                matchId,
                playerId,
                second,
                hasPosition() ? (Double) thousandths(x) : null,
                hasPosition() ? (Double) thousandths(y) : null,
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
                accelerations,
                decelerations,
                Math.round(hmldM * 1000),
                Math.round(highPowerM * 1000),
                Math.round(energyMj),
                loadKnown ? (Long) Math.round(load * 1e6) : null,
                hr,
                hrZone(0),
                hrZone(1),
                hrZone(2),
                hrZone(3),
                hrZone(4),
                trimpKnown ? (Long) Math.round(trimp * 1e6) : null,
                readings,
                missingMs,
                repaired,
                definitionVersion,
                revision,
                partition);
    }

    private @Nullable Long hrZone(int zone) {
        return hrZonesKnown ? (Long) hrZoneMs[zone] : null;
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
        hash = mix(hash, accelerations);
        hash = mix(hash, decelerations);
        hash = mix(hash, Double.doubleToLongBits(hmldM));
        hash = mix(hash, Double.doubleToLongBits(highPowerM));
        hash = mix(hash, Double.doubleToLongBits(energyMj));
        hash = mix(hash, Double.doubleToLongBits(load));
        hash = mix(hash, hrSum);
        hash = mix(hash, hrCount);
        for (long ms : hrZoneMs) {
            hash = mix(hash, ms);
        }
        hash = mix(hash, Double.doubleToLongBits(trimp));
        hash = mix(hash, (loadKnown ? 1 : 0) | (hrZonesKnown ? 2 : 0) | (trimpKnown ? 4 : 0));
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
        copy.accelerations = accelerations;
        copy.decelerations = decelerations;
        copy.hmldM = hmldM;
        copy.highPowerM = highPowerM;
        copy.energyMj = energyMj;
        copy.loadKnown = loadKnown;
        copy.load = load;
        copy.hrSum = hrSum;
        copy.hrCount = hrCount;
        copy.hrZonesKnown = hrZonesKnown;
        System.arraycopy(hrZoneMs, 0, copy.hrZoneMs, 0, hrZoneMs.length);
        copy.trimpKnown = trimpKnown;
        copy.trimp = trimp;
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
        out.writeInt(accelerations);
        out.writeInt(decelerations);
        out.writeDouble(hmldM);
        out.writeDouble(highPowerM);
        out.writeDouble(energyMj);
        out.writeBoolean(loadKnown);
        out.writeDouble(load);
        out.writeLong(hrSum);
        out.writeInt(hrCount);
        out.writeBoolean(hrZonesKnown);
        for (long ms : hrZoneMs) {
            out.writeLong(ms);
        }
        out.writeBoolean(trimpKnown);
        out.writeDouble(trimp);
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
        sums.accelerations = in.readInt();
        sums.decelerations = in.readInt();
        sums.hmldM = in.readDouble();
        sums.highPowerM = in.readDouble();
        sums.energyMj = in.readDouble();
        sums.loadKnown = in.readBoolean();
        sums.load = in.readDouble();
        sums.hrSum = in.readLong();
        sums.hrCount = in.readInt();
        sums.hrZonesKnown = in.readBoolean();
        for (int zone = 0; zone < HeartProfile.ZONES; zone++) {
            sums.hrZoneMs[zone] = in.readLong();
        }
        sums.trimpKnown = in.readBoolean();
        sums.trimp = in.readDouble();
        sums.readings = in.readInt();
        sums.missingMs = in.readLong();
        sums.repaired = in.readInt();
        return sums;
    }
}
