package io.pitchside.jobs.tracking;

import io.pitchside.model.tracking.TrackingRules;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Finds sprints with hysteresis: one starts at the enter speed, lasts until below the leave speed, and counts in the
 * moment in which it has lasted long enough; once. Not thread-safe.
 */
final class SprintDetector {
    private static final long NOT_SPRINTING = Long.MIN_VALUE;

    private long startedAt = NOT_SPRINTING;
    private boolean counted;

    /** One step at a speed; whether the sprint counts from now on. */
    boolean step(TrackingRules rules, long ts, double speedMps) {
        if (startedAt == NOT_SPRINTING) {
            if (speedMps < rules.sprintEnterMps()) {
                return false;
            }
            startedAt = ts;
            counted = false;
        } else if (speedMps < rules.sprintLeaveMps()) {
            stop();
            return false;
        }
        if (!counted && ts - startedAt >= rules.sprintMsMin()) {
            counted = true;
            return true;
        }
        return false;
    }

    /** A gap or a border ends the sprint: what happened in between is not known. */
    void stop() {
        startedAt = NOT_SPRINTING;
        counted = false;
    }

    void set(SprintDetector other) {
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
