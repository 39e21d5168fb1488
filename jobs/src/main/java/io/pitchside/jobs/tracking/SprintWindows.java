package io.pitchside.jobs.tracking;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sprint metres of one player: in the window that ends now, and in the largest earlier one that does not overlap with it
 * (a window that overlapped would be nearly the same and always nearly as large). Integers, so nothing drifts; kept only
 * once somebody has sprinted. Not thread-safe.
 */
final class SprintWindows {
    private final int window;
    /** Millimetres of the last two windows' seconds; at {@code second modulo length}. */
    private final int[] mm;

    private long newest;
    private long recentMm;
    private long earlierMm;
    private long earlierMmMax;

    SprintWindows(int windowSeconds, long firstSecond) {
        window = windowSeconds;
        mm = new int[2 * windowSeconds];
        newest = firstSecond;
    }

    /** Adds a second that is newer than all before; seconds left out have no metres. */
    void add(long second, long secondMm) {
        if (second - newest > mm.length) {
            // Everything leaves both windows on the way; their largest sums lie in the first steps of it.
            advance(newest + mm.length);
            newest = second;
        }
        advance(second);
        mm[slot(second)] += (int) secondMm;
        recentMm += secondMm;
    }

    private void advance(long second) {
        while (newest < second) {
            newest++;
            int leaving = slot(newest);
            int ageing = slot(newest - window);
            earlierMm += mm[ageing] - mm[leaving];
            recentMm -= mm[ageing];
            mm[leaving] = 0;
            earlierMmMax = Math.max(earlierMmMax, earlierMm);
        }
    }

    private int slot(long second) {
        return (int) Math.floorMod(second, (long) mm.length);
    }

    long recentMm() {
        return recentMm;
    }

    long earlierMmMax() {
        return earlierMmMax;
    }

    SprintWindows copy() {
        SprintWindows copy = new SprintWindows(window, newest);
        System.arraycopy(mm, 0, copy.mm, 0, mm.length);
        copy.recentMm = recentMm;
        copy.earlierMm = earlierMm;
        copy.earlierMmMax = earlierMmMax;
        return copy;
    }

    boolean has(int windowSeconds) {
        return window == windowSeconds;
    }

    static void write(@Nullable SprintWindows windows, DataOutput out) throws IOException {
        out.writeInt(windows == null ? 0 : windows.window);
        if (windows != null) {
            out.writeLong(windows.newest);
            out.writeLong(windows.earlierMmMax);
            for (int each : windows.mm) {
                out.writeInt(each);
            }
        }
    }

    static @Nullable SprintWindows read(DataInput in) throws IOException {
        int window = in.readInt();
        if (window == 0) {
            return null;
        }
        SprintWindows windows = new SprintWindows(window, in.readLong());
        windows.earlierMmMax = in.readLong();
        for (int i = 0; i < windows.mm.length; i++) {
            windows.mm[i] = in.readInt();
        }
        for (long second = windows.newest; second > windows.newest - window; second--) {
            windows.recentMm += windows.mm[windows.slot(second)];
            windows.earlierMm += windows.mm[windows.slot(second - window)];
        }
        return windows;
    }
}
