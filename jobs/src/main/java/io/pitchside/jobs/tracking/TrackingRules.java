package io.pitchside.jobs.tracking;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Every constant that shapes a tracking number. Stored with each number as {@link #definitionVersion()}.
 *
 * <p>Defaults: FIFA World Cup zones (7, 15, 20, 25 km/h), sprint from 7.0 m/s until below 5.5 m/s for at least 0.5 s,
 * 12 m/s as the fastest believable player, a moving average over ±0.14 s (seven frames at 25 Hz, Savitzky-Golay of
 * order 1), and gaps above 0.5 s are gaps.
 *
 * @param zonesKmh the four thresholds between the five speed zones, rising
 * @param latenessMs how far behind its sensor's clock a reading may be and still correct the metrics
 * @param clockAheadMsMax how far a live reading's time may be ahead of its receipt
 * @param clockJumpMsMax how far one reading alone may move its sensor's clock
 */
public record TrackingRules(
        List<Double> zonesKmh,
        double sprintEnterMps,
        double sprintLeaveMps,
        long sprintMsMin,
        double speedMpsMax,
        long smoothingHalfWindowMs,
        long gapMsMax,
        long latenessMs,
        long clockAheadMsMax,
        long clockJumpMsMax)
        implements Serializable {
    public static final int ZONES = 5;
    /** The number of the formulas themselves; raised when code changes what a number means. */
    private static final String DEFINITION = "tracking-1";

    public static final TrackingRules DEFAULT =
            new TrackingRules(List.of(7.0, 15.0, 20.0, 25.0), 7.0, 5.5, 500, 12, 140, 500, 30_000, 5_000, 30_000);

    public TrackingRules {
        zonesKmh = List.copyOf(zonesKmh);
        if (zonesKmh.size() != ZONES - 1) {
            throw new IllegalArgumentException(
                    "zones " + zonesKmh + ": exactly " + (ZONES - 1) + " thresholds in km/h");
        }
        for (int i = 0; i < zonesKmh.size(); i++) {
            if (zonesKmh.get(i) <= (i == 0 ? 0 : zonesKmh.get(i - 1))) {
                throw new IllegalArgumentException("zones " + zonesKmh + ": thresholds must rise from above 0");
            }
        }
        if (sprintLeaveMps > sprintEnterMps || sprintLeaveMps <= 0) {
            throw new IllegalArgumentException(
                    "sprint leave " + sprintLeaveMps + " m/s must be above 0 and not above enter " + sprintEnterMps);
        }
        if (speedMpsMax <= 0
                || smoothingHalfWindowMs < 0
                || gapMsMax <= smoothingHalfWindowMs
                || latenessMs < 0
                || clockAheadMsMax < 0
                || clockJumpMsMax <= 0
                || sprintMsMin < 0) {
            throw new IllegalArgumentException("tracking rules out of range: " + this);
        }
    }

    /** The zone (0 to 4) of a speed. */
    int zoneOf(double speedMps) {
        double kmh = speedMps * 3.6;
        int zone = 0;
        while (zone < ZONES - 1 && kmh >= zonesKmh.get(zone)) {
            zone++;
        }
        return zone;
    }

    /** Names the definition behind a number: the formulas, and where a site's constants differ, which ones. */
    public String definitionVersion() {
        if (equals(DEFAULT)) {
            return DEFINITION;
        }
        CRC32 crc = new CRC32();
        crc.update(toString().getBytes(StandardCharsets.UTF_8));
        return DEFINITION + "-" + Long.toHexString(crc.getValue());
    }
}
