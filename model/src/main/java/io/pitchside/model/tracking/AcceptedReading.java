package io.pitchside.model.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.pitchside.model.access.Medical;
import org.jspecify.annotations.Nullable;

/**
 * A reading that was accepted: the value of {@code readings}, what the stores keep and replay reads. Fields as in
 * {@link SensorReading}, and where its first copy stood in {@code sensor-readings}.
 *
 * @param partition partition of the first copy
 * @param offset offset of the first copy
 * @param latenessMs how far behind its sensor's clock it came, 0 for one in order
 * @param late whether it came too late to be in the metrics
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AcceptedReading(
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
        @Nullable Double battery,
        int partition,
        long offset,
        long latenessMs,
        boolean late) {}
