package io.pitchside.model.tracking;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Every constant that shapes a tracking number. Stored with each number as {@link #definitionVersion()}; what a version
 * stands for is kept as {@link MetricDefinition}.
 *
 * <p>Defaults: FIFA World Cup zones (7, 15, 20, 25 km/h), sprint from 7.0 m/s until below 5.5 m/s for at least 0.5 s,
 * accelerations of 3 m/s² for at least 0.5 s, high metabolic load above 5.5 m/s or 2 m/s², 12 m/s as the fastest
 * believable player, a moving average over ±0.14 s (seven frames at 25 Hz, Savitzky-Golay of order 1), and gaps above
 * 0.5 s are gaps.
 *
 * @param zonesKmh the four thresholds between the five speed zones, rising
 * @param accelerationMps2 an effort is this hard (decelerations: this hard the other way) for {@code accelerationMsMin}
 * @param hmldMps metres count as high metabolic load above this speed, or from {@code hmldMps2} of acceleration or
 *     braking on
 * @param highPowerWkg metres count as run at high power above this, watts per kilogram
 * @param hrGapMsMax a heart rate stands for the time since the one before, up to this long
 * @param latenessMs how far behind its sensor's clock a reading may be and still correct the metrics
 * @param clockAheadMsMax how far a live reading's time may be ahead of its receipt
 * @param clockJumpMsMax how far one reading alone may move its sensor's clock
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TrackingRules(
        List<Double> zonesKmh,
        double sprintEnterMps,
        double sprintLeaveMps,
        long sprintMsMin,
        double accelerationMps2,
        long accelerationMsMin,
        double hmldMps,
        double hmldMps2,
        double highPowerWkg,
        long hrGapMsMax,
        double speedMpsMax,
        long smoothingHalfWindowMs,
        long gapMsMax,
        long latenessMs,
        long clockAheadMsMax,
        long clockJumpMsMax)
        implements Serializable {
    public static final int ZONES = 5;

    /** FIFA World Cup reports. */
    public static final List<Double> ZONES_FIFA = List.of(7.0, 15.0, 20.0, 25.0);
    /** High-speed running from 19.8 km/h (5.5 m/s), sprinting from 25.2 km/h (7 m/s), as many clubs report it. */
    public static final List<Double> ZONES_HSR = List.of(7.2, 14.4, 19.8, 25.2);

    /** The number of the formulas themselves; raised when code changes what a number means. */
    private static final String DEFINITION = "tracking-2";

    public static final TrackingRules DEFAULT = new TrackingRules(
            ZONES_FIFA, 7.0, 5.5, 500, 3, 500, 5.5, 2, 20, 5_000, 12, 140, 500, 30_000, 5_000, 30_000);

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
                || accelerationMps2 <= 0
                || accelerationMsMin < 0
                || hmldMps <= 0
                || hmldMps2 <= 0
                || highPowerWkg <= 0
                || hrGapMsMax <= 0
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
    public int zoneOf(double speedMps) {
        double kmh = speedMps * 3.6;
        int zone = 0;
        while (zone < ZONES - 1 && kmh >= zonesKmh.get(zone)) {
            zone++;
        }
        return zone;
    }

    /** What the zone set is called: {@code fifa}, {@code hsr}, or {@code own}. */
    public String zoneSet() {
        if (zonesKmh.equals(ZONES_FIFA)) {
            return "fifa";
        }
        return zonesKmh.equals(ZONES_HSR) ? "hsr" : "own";
    }

    /** The same rules with other speed zones; HSR and sprint distance follow them. */
    public TrackingRules withZones(List<Double> newZonesKmh) {
        return new TrackingRules(
                newZonesKmh,
                sprintEnterMps,
                sprintLeaveMps,
                sprintMsMin,
                accelerationMps2,
                accelerationMsMin,
                hmldMps,
                hmldMps2,
                highPowerWkg,
                hrGapMsMax,
                speedMpsMax,
                smoothingHalfWindowMs,
                gapMsMax,
                latenessMs,
                clockAheadMsMax,
                clockJumpMsMax);
    }

    /** Names the definition behind a number: formulas and zone set, and where constants are a site's own, which ones. */
    public String definitionVersion() {
        String version = DEFINITION + "." + zoneSet();
        boolean named = !zoneSet().equals("own");
        if (named && withZones(ZONES_FIFA).equals(DEFAULT)) {
            return version;
        }
        CRC32 crc = new CRC32();
        crc.update(toString().getBytes(StandardCharsets.UTF_8));
        return version + "-" + Long.toHexString(crc.getValue());
    }
}
