package io.pitchside.model.tracking;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.Serializable;

/**
 * When a player's stream raises an alert, and when it is over. Every rule is cleared at another value than it is raised
 * at, so that a value on the edge does not ring twice.
 *
 * <ul>
 *   <li>{@code heart-rate-high} (medical): at or above a share of the player's maximum for so long; over below the clear
 *       share.
 *   <li>{@code sprint-load-high}: the metres in the fastest zone within the sprint window are more than the largest
 *       earlier window's of the same player times a factor, and more than a floor, once there is enough data; over
 *       below a share of the threshold that was passed.
 *   <li>{@code sensor-silent}: the player's newest reading is so far behind the newest of the match, during play; over
 *       when it is not.
 *   <li>{@code position-frozen}: the position stays within some centimetres for so long although readings come, during
 *       play, of somebody who has moved before; over when it moves.
 * </ul>
 *
 * @param heartRateShare of the player's maximum, 0 to 1; {@code heartRateClearShare} not above it
 * @param heartRateMsMin how long without a pause
 * @param sprintWindowMs whole seconds
 * @param sprintFactor at least 1
 * @param sprintFloorM metres
 * @param sprintDataMsMin how much data of a player is needed before the rule looks
 * @param sprintClearShare of the threshold, 0 to 1
 * @param silentMs how far behind the match's newest reading
 * @param frozenM how far a frozen position may wander
 * @param frozenMs for how long
 * @param frozenMovedM who never got so far from the first position lies on the bench and is not frozen
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AlertRules(
        double heartRateShare,
        double heartRateClearShare,
        long heartRateMsMin,
        long sprintWindowMs,
        double sprintFactor,
        double sprintFloorM,
        long sprintDataMsMin,
        double sprintClearShare,
        long silentMs,
        double frozenM,
        long frozenMs,
        double frozenMovedM)
        implements Serializable {
    /** The windows of a player are kept second by second. */
    public static final long SPRINT_WINDOW_MS_MAX = 3_600_000;

    public static final AlertRules DEFAULT =
            new AlertRules(0.92, 0.88, 60_000, 300_000, 1.2, 60, 900_000, 0.8, 10_000, 0.05, 30_000, 1);

    public AlertRules {
        require(
                heartRateShare > 0 && heartRateShare <= 1,
                "heart-rate share " + heartRateShare + ": above 0, at most 1");
        require(
                heartRateClearShare > 0 && heartRateClearShare <= heartRateShare,
                "heart-rate clear share " + heartRateClearShare + ": above 0, at most the share " + heartRateShare);
        require(heartRateMsMin >= 0, "heart-rate duration " + heartRateMsMin + " ms: at least 0");
        require(
                sprintWindowMs >= 1_000 && sprintWindowMs <= SPRINT_WINDOW_MS_MAX && sprintWindowMs % 1_000 == 0,
                "sprint window " + sprintWindowMs + " ms: whole seconds, at most an hour");
        require(sprintFactor >= 1, "sprint factor " + sprintFactor + ": at least 1");
        require(sprintFloorM >= 0, "sprint floor " + sprintFloorM + " m: at least 0");
        require(sprintDataMsMin >= 0, "sprint data " + sprintDataMsMin + " ms: at least 0");
        require(
                sprintClearShare > 0 && sprintClearShare <= 1,
                "sprint clear share " + sprintClearShare + ": above 0, at most 1");
        require(silentMs > 0, "silence " + silentMs + " ms: above 0");
        require(frozenM >= 0, "frozen distance " + frozenM + " m: at least 0");
        require(frozenMs > 0, "frozen time " + frozenMs + " ms: above 0");
        require(frozenMovedM >= frozenM, "moved distance " + frozenMovedM + " m: at least the frozen " + frozenM);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("alert rules: " + message);
        }
    }
}
