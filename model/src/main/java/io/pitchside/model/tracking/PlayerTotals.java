package io.pitchside.model.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.pitchside.model.access.Medical;
import org.jspecify.annotations.Nullable;

/**
 * What one player did in the match so far: sums over the newest revision of every second, made from integers and
 * divided once, here. Metres and metres per second.
 *
 * @param second newest second that is in the sums, epoch seconds
 * @param seconds how many seconds are in the sums
 * @param hsrM metres at high speed: zones 4 and 5
 * @param sprintM metres in zone 5
 * @param speedMps speed at the end of the newest second
 * @param energyKjKg metabolic work, kilojoules per kilogram (an estimate)
 * @param equivalentM the way at an even pace on flat grass that would have cost the same work
 * @param load mechanical load; absent where no sensor gives acceleration
 * @param hr heart rate of the newest second that has one
 * @param missingMs time that no reading covers
 * @param corrections how often a second that was already shown changed later, since the page's server started
 * @param corrected the last such change
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlayerTotals(
        String playerId,
        long second,
        long seconds,
        double distanceM,
        double hsrM,
        double sprintM,
        long sprints,
        double speedMaxMps,
        double speedMps,
        double zone1M,
        double zone2M,
        double zone3M,
        double zone4M,
        double zone5M,
        long accelerations,
        long decelerations,
        double hmldM,
        double highPowerM,
        double energyKjKg,
        double equivalentM,
        @Nullable Double load,
        @Medical @Nullable Integer hr,
        @Medical @Nullable Integer hrMean,
        @Medical @Nullable Integer hrMax,
        @Medical @Nullable Double hrZone1S,
        @Medical @Nullable Double hrZone2S,
        @Medical @Nullable Double hrZone3S,
        @Medical @Nullable Double hrZone4S,
        @Medical @Nullable Double hrZone5S,
        @Medical @Nullable Double trimpEdwards,
        @Medical @Nullable Double trimpBanister,
        long readings,
        long missingMs,
        long repaired,
        @Nullable String definitionVersion,
        long corrections,
        @Nullable Correction corrected) {

    /**
     * One change of a second that was already shown.
     *
     * @param second the second that changed, epoch seconds
     * @param wasM the player's distance before it changed
     * @param nowM and after
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Correction(long second, double wasM, double nowM) {}
}
