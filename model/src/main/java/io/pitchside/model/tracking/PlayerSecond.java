package io.pitchside.model.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.pitchside.model.access.Medical;
import org.jspecify.annotations.Nullable;

/**
 * What one player did in one second of event time, its own increments only: the value of {@code player-metrics}, keyed
 * {@code match_id/player_id}. Totals are sums over the newest rows, made by whoever reads them; lengths and durations
 * are integers so that such a sum is the same in any order. Event id: {@code match_id/player_id/second}.
 *
 * @param second epoch seconds
 * @param x position at the end of the second, metres; absent, like {@code y}, in a second of heart rate alone
 * @param distanceMm metres run, in millimetres: the sum of the zones
 * @param zone1Mm millimetres below the first threshold of the zone set, {@code zone5Mm} those above the last
 * @param zone1Ms milliseconds spent in the zone, likewise
 * @param speedMps speed at the end of the second, smoothed, metres per second
 * @param speedMaxMps highest smoothed speed in the second
 * @param accelerationMaxMps2 highest acceleration in the second; {@code accelerationMinMps2} the hardest braking
 * @param sprints sprints that reached their minimum duration in this second
 * @param accelerations efforts that reached their minimum duration in this second; {@code decelerations} likewise
 * @param hmldMm millimetres at high metabolic load: fast, or hard on the brake or the gas
 * @param highPowerMm millimetres above the high-power threshold
 * @param energyMj metabolic work, millijoules per kilogram of body mass (an estimate)
 * @param loadMicro mechanical load, millionths; absent where the sensor gives no acceleration
 * @param hr mean heart rate of the second, beats per minute, rounded
 * @param hrZone1Ms milliseconds at 50 to 60 % of the player's maximum, … {@code hrZone5Ms} 90 % and more; absent where
 *     the set-up does not say the maximum
 * @param trimpMicro Banister's training impulse, millionths; absent where maximum, rest or sex is not known
 * @param readings readings of the second that are in these numbers
 * @param missingMs time of the second that no reading covers (gaps)
 * @param repaired steps that were left out because no player is that fast
 * @param definitionVersion which definition (filter, thresholds, zone set) made the row
 * @param revision highest offset of the partition that shaped the row
 * @param partition the partition that {@code revision} counts in
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlayerSecond(
        String matchId,
        String playerId,
        long second,
        @Nullable Double x,
        @Nullable Double y,
        double speedMps,
        double speedMaxMps,
        double accelerationMaxMps2,
        double accelerationMinMps2,
        long distanceMm,
        long zone1Mm,
        long zone2Mm,
        long zone3Mm,
        long zone4Mm,
        long zone5Mm,
        long zone1Ms,
        long zone2Ms,
        long zone3Ms,
        long zone4Ms,
        long zone5Ms,
        int sprints,
        int accelerations,
        int decelerations,
        long hmldMm,
        long highPowerMm,
        long energyMj,
        @Nullable Long loadMicro,
        @Medical @Nullable Integer hr,
        @Medical @Nullable Long hrZone1Ms,
        @Medical @Nullable Long hrZone2Ms,
        @Medical @Nullable Long hrZone3Ms,
        @Medical @Nullable Long hrZone4Ms,
        @Medical @Nullable Long hrZone5Ms,
        @Medical @Nullable Long trimpMicro,
        int readings,
        long missingMs,
        int repaired,
        String definitionVersion,
        long revision,
        int partition) {

    public String eventId() {
        return matchId + "/" + playerId + "/" + second;
    }

    /** The same content under another revision. */
    public PlayerSecond withRevision(long newRevision) {
        return new PlayerSecond(
                matchId,
                playerId,
                second,
                x,
                y,
                speedMps,
                speedMaxMps,
                accelerationMaxMps2,
                accelerationMinMps2,
                distanceMm,
                zone1Mm,
                zone2Mm,
                zone3Mm,
                zone4Mm,
                zone5Mm,
                zone1Ms,
                zone2Ms,
                zone3Ms,
                zone4Ms,
                zone5Ms,
                sprints,
                accelerations,
                decelerations,
                hmldMm,
                highPowerMm,
                energyMj,
                loadMicro,
                hr,
                hrZone1Ms,
                hrZone2Ms,
                hrZone3Ms,
                hrZone4Ms,
                hrZone5Ms,
                trimpMicro,
                readings,
                missingMs,
                repaired,
                definitionVersion,
                newRevision,
                partition);
    }
}
