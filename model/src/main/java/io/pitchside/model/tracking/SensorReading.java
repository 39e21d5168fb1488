package io.pitchside.model.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.pitchside.model.access.Medical;
import org.jspecify.annotations.Nullable;

/**
 * One sample of one sensor, as a device sends it: the value of {@code sensor-readings}, keyed
 * {@code match_id/player_id}. Event id: {@code match_id/sensor_id/ts/seq}.
 *
 * @param seq the sensor's own counter; a rebooted sensor starts again at 0
 * @param ts time of the sample by the sensor's clock, epoch milliseconds
 * @param x metres along the pitch, origin in a corner; values outside the lines are normal. Absent together with
 *     {@code y} in a reading that carries a heart rate alone (a chest strap, a watch without a fix)
 * @param y metres across the pitch
 * @param speed metres per second, where the sensor measures it itself
 * @param hr heart rate, beats per minute
 * @param ax acceleration along the sensor's own axes as it measures it, in g; all three or none
 * @param battery share of the charge left, 0 to 1
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SensorReading(
        @Nullable String stadiumId,
        String matchId,
        String playerId,
        String sensorId,
        long seq,
        long ts,
        @Nullable Double x,
        @Nullable Double y,
        @Nullable Double z,
        @Nullable Double speed,
        @Medical @Nullable Integer hr,
        @Nullable Double lat,
        @Nullable Double lon,
        @Nullable Double ax,
        @Nullable Double ay,
        @Nullable Double az,
        @Nullable Double battery) {

    public String eventId() {
        return matchId + "/" + sensorId + "/" + ts + "/" + seq;
    }
}
