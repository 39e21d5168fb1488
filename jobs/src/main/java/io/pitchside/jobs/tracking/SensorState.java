package io.pitchside.jobs.tracking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One sensor of a player: its clock (the highest event time accepted in partition order), the ids it sent, and a reading
 * that is too far ahead of the clock to be believed alone. Not thread-safe.
 */
final class SensorState {
    static final long NO_CLOCK = Long.MIN_VALUE;

    final String name;
    final byte[] nameBytes;
    final SeenIds seen;
    long clock = NO_CLOCK;
    /** Waits for a second one to agree with it; it is stored already, only the metrics wait. */
    @Nullable
    Reading candidate;
    /** Minute of receipt of the last alert about this sensor's clock. */
    long alertMinute = -1;

    SensorState(String name) {
        this(name, new SeenIds());
    }

    private SensorState(String name, SeenIds seen) {
        this.name = name;
        this.nameBytes = name.getBytes(StandardCharsets.UTF_8);
        this.seen = seen;
    }

    SensorState copy() {
        SensorState copy = new SensorState(name, seen.copy());
        copy.clock = clock;
        copy.candidate = candidate;
        copy.alertMinute = alertMinute;
        return copy;
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeUTF(name);
        seen.writeTo(out);
        out.writeLong(clock);
        out.writeLong(alertMinute);
        Reading waiting = candidate;
        out.writeBoolean(waiting != null);
        if (waiting != null) {
            out.writeLong(waiting.ts());
            out.writeLong(waiting.seq());
            out.writeInt(waiting.sensorRank());
            out.writeDouble(waiting.x());
            out.writeDouble(waiting.y());
            out.writeShort(waiting.hr());
            out.writeFloat(waiting.ax());
            out.writeFloat(waiting.ay());
            out.writeFloat(waiting.az());
        }
    }

    static SensorState readFrom(DataInput in) throws IOException {
        SensorState sensor = new SensorState(in.readUTF(), SeenIds.readFrom(in));
        sensor.clock = in.readLong();
        sensor.alertMinute = in.readLong();
        if (in.readBoolean()) {
            sensor.candidate = new Reading(
                    in.readLong(),
                    in.readLong(),
                    in.readInt(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readShort(),
                    in.readFloat(),
                    in.readFloat(),
                    in.readFloat());
        }
        return sensor;
    }
}
