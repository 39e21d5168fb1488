package io.pitchside.stores.timeseries;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.pitchside.model.access.Medical;
import org.jspecify.annotations.Nullable;

/**
 * What one player did in a match so far: the sums over the newest row of every second.
 *
 * @param hsrMm millimetres at high speed, zones 4 and 5
 * @param sprintMm millimetres in zone 5
 * @param hrMean mean of the seconds that have a heart rate, beats per minute
 * @param seconds number of seconds that have a row
 * @param lastSecond newest second that is in the sums, epoch seconds
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlayerTotals(
        String matchId,
        String playerId,
        long distanceMm,
        long hsrMm,
        long sprintMm,
        long sprints,
        double speedMaxMps,
        @Medical @Nullable Double hrMean,
        @Medical @Nullable Integer hrMax,
        long seconds,
        long missingMs,
        long repaired,
        long lastSecond) {}
