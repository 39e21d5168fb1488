package io.pitchside.web.live;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the hub is fed with during one {@link LiveHub#accept}. Offsets of a partition only rise. The buffers and the marks
 * belong to the caller again when the call returns.
 */
public interface LiveInput {
    /** One record of {@code sensor-readings}, of whatever kind. The buffers have an array behind them. */
    void reading(int partition, long offset, ByteBuffer key, ByteBuffer value, ReadingMarks marks);

    /** One record of {@code player-metrics}. */
    void second(int partition, long offset, byte[] value);

    /** One record of {@code match-setup}; a null value takes the match off the list. */
    void setup(byte[] key, byte @Nullable [] value);

    /** One record of {@code alerts}. */
    void alert(byte[] value);

    /** One record of {@code alert-acknowledgements}. */
    void acknowledgement(byte[] value);

    /** Where a partition is read from: nothing before these offsets will come. Called before its first record. */
    void startsAt(int partition, long sensorNext, long metricsNext);
}
