package io.pitchside.benchmarks.load;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The sending thread's work: each message at its time (open loop), or as many as are answered (closed loop). Runs until
 * the schedule or the time is over; an interrupt ends it early.
 */
public final class Pacer {
    /** Waking up costs the machine that is being measured; being late by this much costs the figures little. */
    private static final long PARK_NS_MIN = 300_000;

    private static final long PARK_NS_MAX = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long FLUSH_NS_MAX = TimeUnit.SECONDS.toNanos(30);

    private final Outlet outlet;
    private final Accounting accounting;

    Pacer(Outlet outlet, Accounting accounting) {
        this.outlet = outlet;
        this.accounting = accounting;
    }

    /**
     * Sends every message of the schedule when it is due. One that is late, for whatever reason, is sent as soon as
     * possible and keeps its due time.
     */
    public void openLoop() throws IOException {
        Schedule schedule = accounting.schedule();
        long startNs = accounting.startNs();
        long message = 0;
        while (message < schedule.messages() && !Thread.currentThread().isInterrupted()) {
            long dueNs = startNs + schedule.dueNs(message);
            long nowNs = System.nanoTime();
            if (dueNs > nowNs) {
                outlet.flush();
                park(dueNs - nowNs);
            } else if (outlet.hasRoom(message)) {
                outlet.send(message, accounting.dueMs(message));
                accounting.sent(nowNs - dueNs);
                message++;
            } else {
                outlet.flush();
                park(PARK_NS_MIN);
            }
        }
        flushAll();
    }

    /**
     * Sends with at most {@code windowReadings} sent and not yet received, until the time is over.
     *
     * @param windowReadings large enough to keep every part of the path busy
     */
    public void closedLoop(long windowReadings, long durationNs) throws IOException {
        Schedule schedule = accounting.schedule();
        long endNs = accounting.startNs() + durationNs;
        long message = 0;
        long nowNs = System.nanoTime();
        while (nowNs < endNs
                && message < schedule.messages()
                && !Thread.currentThread().isInterrupted()) {
            if (nowNs < accounting.startNs()) {
                park(accounting.startNs() - nowNs);
            } else if (accounting.sent() - accounting.unique() < windowReadings && outlet.hasRoom(message)) {
                outlet.send(message, accounting.epochMs(nowNs));
                accounting.sent(0);
                message++;
            } else {
                outlet.flush();
                park(PARK_NS_MIN);
            }
            nowNs = System.nanoTime();
        }
        flushAll();
    }

    private void flushAll() throws IOException {
        long endNs = System.nanoTime() + FLUSH_NS_MAX;
        while (!outlet.flush()
                && System.nanoTime() < endNs
                && !Thread.currentThread().isInterrupted()) {
            park(PARK_NS_MIN);
        }
    }

    private static void park(long ns) {
        LockSupport.parkNanos(Math.max(PARK_NS_MIN, Math.min(PARK_NS_MAX, ns)));
    }
}
