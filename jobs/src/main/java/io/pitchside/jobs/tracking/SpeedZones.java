package io.pitchside.jobs.tracking;

import io.pitchside.model.tracking.TrackingRules;

/**
 * {@link TrackingRules#zoneOf} for the hot path: the thresholds as plain numbers. They stay in km/h, so that every
 * speed falls on the same side of them. Immutable.
 */
final class SpeedZones {
    private final double[] kmh;

    SpeedZones(TrackingRules rules) {
        kmh = rules.zonesKmh().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The zone (0 to 4) of a speed. */
    int of(double speedMps) {
        double speedKmh = speedMps * 3.6;
        int zone = 0;
        while (zone < kmh.length && speedKmh >= kmh[zone]) {
            zone++;
        }
        return zone;
    }
}
