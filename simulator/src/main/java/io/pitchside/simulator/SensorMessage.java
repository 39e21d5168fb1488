package io.pitchside.simulator;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One message as it reaches the platform.
 *
 * @param playerId whose message it is; null for a frame, which carries the ids of its players itself
 * @param ts virtual time at which it was measured, epoch milliseconds (a faulty sensor's own clock may say otherwise)
 * @param dueAt virtual time at which it arrives, epoch milliseconds
 * @param payload the bytes; nobody else holds them
 * @param readings how many usable readings are in it, repeats included; 0 for garbage
 */
@SuppressWarnings("ArrayRecordComponent") // messages are sent, not compared
public record SensorMessage(
        String stadiumId,
        String matchId,
        @Nullable String playerId,
        long ts,
        long dueAt,
        byte[] payload,
        int readings) {
    public SensorMessage {
        requireNonNull(stadiumId, "stadiumId");
        requireNonNull(matchId, "matchId");
        requireNonNull(payload, "payload");
    }

    SensorMessage dueAt(long newDueAt) {
        return new SensorMessage(stadiumId, matchId, playerId, ts, newDueAt, payload, readings);
    }
}
