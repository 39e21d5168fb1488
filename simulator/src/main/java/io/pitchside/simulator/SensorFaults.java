package io.pitchside.simulator;

import java.util.List;

/** Applies the faults of single sensors to the frames of a match. Not thread-safe. */
final class SensorFaults {
    private final List<SensorFault> faults;
    /** Tag index of each fault. */
    private final int[] tagOf;
    /** What a tag's count is taken down by since its last reboot. */
    private final long[] seqBase;

    private final boolean[] rebooted;
    private long lost;

    /** @throws IllegalArgumentException if a fault names a sensor that the match does not have */
    SensorFaults(List<SensorFault> faults, MatchFrame frame) {
        this.faults = faults;
        tagOf = new int[faults.size()];
        rebooted = new boolean[faults.size()];
        seqBase = new long[frame.tags()];
        for (int i = 0; i < tagOf.length; i++) {
            tagOf[i] = indexOf(faults.get(i).sensorId(), frame);
        }
    }

    void apply(MatchFrame frame) {
        for (int i = 0; i < tagOf.length; i++) {
            int tag = tagOf[i];
            if (!frame.sending[tag]) {
                continue;
            }
            SensorFault fault = faults.get(i);
            if (fault instanceof SensorFault.Dropout dropout) {
                if (frame.at >= dropout.fromMs() && frame.at < dropout.untilMs()) {
                    lose(frame, tag);
                }
            } else if (fault instanceof SensorFault.Reboot reboot) {
                reboot(frame, tag, i, reboot);
            } else if (fault instanceof SensorFault.ClockAhead ahead && frame.at >= ahead.fromMs()) {
                frame.ts[tag] += ahead.byMs();
            }
        }
        for (int tag = 0; tag < seqBase.length; tag++) {
            frame.seq[tag] -= seqBase[tag];
        }
    }

    private void reboot(MatchFrame frame, int tag, int fault, SensorFault.Reboot reboot) {
        if (frame.at >= reboot.atMs() + reboot.silentMs()) {
            if (!rebooted[fault]) {
                rebooted[fault] = true;
                seqBase[tag] = frame.seq[tag];
            }
        } else if (frame.at >= reboot.atMs()) {
            lose(frame, tag);
        }
    }

    private void lose(MatchFrame frame, int tag) {
        frame.sending[tag] = false;
        lost++;
    }

    /** Readings that never left their sensors. */
    long lost() {
        return lost;
    }

    private static int indexOf(String sensorId, MatchFrame frame) {
        for (int tag = 0; tag < frame.tags(); tag++) {
            if (frame.sensorId(tag).equals(sensorId)) {
                return tag;
            }
        }
        throw new IllegalArgumentException("the match has no sensor \"" + sensorId + "\"");
    }
}
