package io.pitchside.jobs.tracking;

import io.pitchside.model.tracking.TrackingRules;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Finds hard accelerations, and with the sign turned hard decelerations: one lasts while every step's acceleration is
 * at or beyond the threshold, and counts in the moment in which it has lasted long enough; once. It begins where its
 * first step begins, because that step's acceleration is what happened during the step.
 *
 * <p>Source: 3 m/s² for at least 0.5 s (STATSports glossary); only a third of the published studies say their minimum
 * duration (Delves 2021, PMC8245618), so ours is part of the definition. Not thread-safe.
 */
final class EffortDetector {
    private static final long RESTING = Long.MIN_VALUE;

    private long startedAt = RESTING;
    private boolean counted;

    /** One step that ends at {@code ts}; {@code mps2} is positive in the effort's direction. Whether it counts now. */
    boolean step(TrackingRules rules, long ts, long stepMs, double mps2) {
        if (mps2 < rules.accelerationMps2()) {
            stop();
            return false;
        }
        if (startedAt == RESTING) {
            startedAt = ts - stepMs;
        }
        if (!counted && ts - startedAt >= rules.accelerationMsMin()) {
            counted = true;
            return true;
        }
        return false;
    }

    /** A gap or a border ends the effort: what happened in between is not known. */
    void stop() {
        startedAt = RESTING;
        counted = false;
    }

    void set(EffortDetector other) {
        startedAt = other.startedAt;
        counted = other.counted;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeLong(startedAt);
        out.writeBoolean(counted);
    }

    void read(DataInput in) throws IOException {
        startedAt = in.readLong();
        counted = in.readBoolean();
    }
}
