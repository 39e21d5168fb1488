package io.pitchside.app.replay;

import io.pitchside.jobs.tracking.TrackingReplay;
import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.SetupApplied;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the raw records of a match in the order of the log. Called by one thread. */
interface ReplayInput {
    /** A record of {@code sensor-readings}, of whatever match. */
    void record(ConsumerRecord<byte[], byte[]> record);

    void reading(AcceptedReading reading);

    void setup(SetupApplied setup);

    /** Straight into one replay, on the caller's thread. */
    static ReplayInput into(TrackingReplay replay) {
        return new ReplayInput() {
            @Override
            public void record(ConsumerRecord<byte[], byte[]> record) {
                replay.record(record);
            }

            @Override
            public void reading(AcceptedReading reading) {
                replay.reading(reading);
            }

            @Override
            public void setup(SetupApplied setup) {
                replay.setup(setup);
            }
        };
    }
}
