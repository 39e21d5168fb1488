package io.pitchside.web.live;

import io.pitchside.model.tracking.ReadingScanner;
import io.pitchside.model.tracking.ReadingScanner.Slice;

/**
 * Turns a record of {@code sensor-readings} into an element of a {@code positions} event, {@code ["id",ts,x,y,seq]},
 * without making objects: numbers are copied as the device wrote them. Not thread-safe.
 */
final class PositionReader {
    private final ReadingScanner scanner = new ReadingScanner();

    /** Whether the value is a reading of that player that was not there before; then {@link #append} writes it. */
    boolean read(PlayerTrack track, byte[] value, int from, int to) {
        return scanner.scan(value, from, to)
                && scanner.matchIdIs(track.matchIdBytes)
                && scanner.playerIdIs(track.playerIdBytes)
                && track.repeats.isNew(sensorHash(track), scanner.ts(), scanner.seq());
    }

    /** Whether the reading says where the player is; a strap that sends the heart alone does not. */
    boolean hasPosition() {
        return scanner.hasPosition();
    }

    void append(EventBytes event, PlayerTrack track) {
        event.add(track.elementStart);
        number(event, Slice.TIME).add(',');
        number(event, Slice.X_M).add(',');
        number(event, Slice.Y_M).add(',');
        number(event, Slice.SEQ_NUMBER).add(']');
    }

    private EventBytes number(EventBytes event, Slice slice) {
        return event.add(scanner.buffer(), scanner.start(slice), scanner.end(slice));
    }

    /** A payload without a sensor is the player's own. */
    private long sensorHash(PlayerTrack track) {
        if (!scanner.hasSensorId()) {
            return hash(track.playerIdBytes, 0, track.playerIdBytes.length);
        }
        return hash(scanner.buffer(), scanner.start(Slice.SENSOR_ID), scanner.end(Slice.SENSOR_ID));
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = 0xCBF29CE484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * 0x100000001B3L;
        }
        return hash;
    }
}
