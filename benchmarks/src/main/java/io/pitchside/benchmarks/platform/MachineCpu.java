package io.pitchside.benchmarks.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How busy the whole machine has been since its start, in the kernel's ticks; both 0 where {@code /proc} is not there.
 *
 * @param busy ticks of all cores spent on anything
 * @param total ticks of all cores
 */
public record MachineCpu(long busy, long total) {
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    /** The columns behind this one count guests, which are in the user time already. */
    private static final int STEAL = 8;

    public static MachineCpu now() {
        try {
            return of(Files.readAllLines(Path.of("/proc/stat")).get(0));
        } catch (IOException e) {
            return new MachineCpu(0, 0);
        }
    }

    static MachineCpu of(String statLine) {
        String[] fields = statLine.trim().split(" +", -1);
        long busy = 0;
        long total = 0;
        for (int i = 1; i <= STEAL; i++) {
            long ticks = Long.parseLong(fields[i]);
            total += ticks;
            busy += i == IDLE || i == IO_WAIT ? 0 : ticks;
        }
        return new MachineCpu(busy, total);
    }

    /** Share of all cores that was busy between then and now. */
    public int busyPercentSince(MachineCpu then) {
        return total == then.total ? 0 : (int) Math.round(100.0 * (busy - then.busy) / (total - then.total));
    }
}
