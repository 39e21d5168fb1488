package io.pitchside.web.live;

import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.web.live.TotalsStore.PlayerSums;

/** Running sums over rows of one player, in integers. Mutable; not thread-safe. */
final class Sums {
    long seconds;
    long distanceMm;
    final long[] zoneMm = new long[5];
    long sprints;
    double speedMaxMps;
    long hrSum;
    long hrSeconds;
    int hrMax;
    long readings;
    long missingMs;
    long repaired;

    static Sums of(PlayerSums stored) {
        Sums sums = new Sums();
        sums.seconds = stored.seconds();
        sums.distanceMm = stored.distanceMm();
        sums.zoneMm[0] = stored.zone1Mm();
        sums.zoneMm[1] = stored.zone2Mm();
        sums.zoneMm[2] = stored.zone3Mm();
        sums.zoneMm[3] = stored.zone4Mm();
        sums.zoneMm[4] = stored.zone5Mm();
        sums.sprints = stored.sprints();
        sums.speedMaxMps = stored.speedMaxMps();
        sums.hrSum = stored.hrSum();
        sums.hrSeconds = stored.hrSeconds();
        sums.hrMax = stored.hrMax();
        sums.readings = stored.readings();
        sums.missingMs = stored.missingMs();
        sums.repaired = stored.repaired();
        return sums;
    }

    void add(PlayerSecond row) {
        seconds++;
        distanceMm += row.distanceMm();
        zoneMm[0] += row.zone1Mm();
        zoneMm[1] += row.zone2Mm();
        zoneMm[2] += row.zone3Mm();
        zoneMm[3] += row.zone4Mm();
        zoneMm[4] += row.zone5Mm();
        sprints += row.sprints();
        speedMaxMps = Math.max(speedMaxMps, row.speedMaxMps());
        Integer hr = row.hr();
        if (hr != null) {
            hrSum += hr;
            hrSeconds++;
            hrMax = Math.max(hrMax, hr);
        }
        readings += row.readings();
        missingMs += row.missingMs();
        repaired += row.repaired();
    }

    void add(Sums other) {
        seconds += other.seconds;
        distanceMm += other.distanceMm;
        for (int zone = 0; zone < zoneMm.length; zone++) {
            zoneMm[zone] += other.zoneMm[zone];
        }
        sprints += other.sprints;
        speedMaxMps = Math.max(speedMaxMps, other.speedMaxMps);
        hrSum += other.hrSum;
        hrSeconds += other.hrSeconds;
        hrMax = Math.max(hrMax, other.hrMax);
        readings += other.readings;
        missingMs += other.missingMs;
        repaired += other.repaired;
    }
}
