package io.pitchside.benchmarks.load;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * The account of one run: what was sent, what the platform acknowledged, and what came out, once or more often, each
 * reading by itself. Latency is receipt − due, in microseconds.
 *
 * <p>One sending thread calls {@link #sent}, one receiving thread {@link #received} and {@link #acknowledged}; the
 * counters may be read by any thread at any time, the histograms only when both threads have ended.
 */
public final class Accounting {
    /** Anything slower than this is recorded as this. */
    static final long LATENCY_US_MAX = TimeUnit.MINUTES.toMicros(2);

    private final Schedule schedule;
    private final boolean openLoop;
    private final long[] seen;
    private final int wordsPerTag;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong unique = new AtomicLong();
    private final AtomicLong duplicates = new AtomicLong();
    private final AtomicLong unexpected = new AtomicLong();
    private final AtomicLong wrongTime = new AtomicLong();
    private final Histogram latencyUs = new Histogram(LATENCY_US_MAX, 3);
    private final Histogram[] latencyUsBySecond;
    private final Histogram lateSendUs = new Histogram(LATENCY_US_MAX, 3);
    private volatile long lastReceivedNs;
    private volatile long startNs;
    private volatile long startMs;

    private Accounting(Schedule schedule, boolean openLoop) {
        this.schedule = schedule;
        this.openLoop = openLoop;
        wordsPerTag = (schedule.ticks() + 63) / 64;
        seen = new long[schedule.matches() * Tags.COUNT * wordsPerTag];
        latencyUsBySecond = new Histogram[openLoop ? schedule.measuredSeconds() : 0];
        for (int second = 0; second < latencyUsBySecond.length; second++) {
            latencyUsBySecond[second] = new Histogram(LATENCY_US_MAX, 2);
        }
    }

    /** Of a run that sends by the clock: every reading has a time at which it is due. */
    public static Accounting openLoop(Schedule schedule) {
        return new Accounting(schedule, true);
    }

    /** Of a run that sends as fast as it is answered: readings are counted, but have no latency. */
    public static Accounting closedLoop(Schedule schedule) {
        return new Accounting(schedule, false);
    }

    /**
     * Fixes the start of the run; comes before the first {@link #sent}.
     *
     * @param ns by {@link System#nanoTime}
     * @param epochMs the same moment by the wall clock
     */
    public void start(long ns, long epochMs) {
        startNs = ns;
        startMs = epochMs;
        lastReceivedNs = ns;
    }

    public long startNs() {
        return startNs;
    }

    public Schedule schedule() {
        return schedule;
    }

    /** The time stamp that readings of this message carry, epoch milliseconds. */
    long dueMs(long message) {
        return startMs + TimeUnit.NANOSECONDS.toMillis(schedule.dueNs(message));
    }

    /** The wall clock's time at that moment of the run, epoch milliseconds. */
    long epochMs(long nowNs) {
        return startMs + TimeUnit.NANOSECONDS.toMillis(nowNs - startNs);
    }

    /** A message was handed to its connection, {@code lateNs} after it was due. */
    void sent(long lateNs) {
        lateSendUs.recordValue(bounded(lateNs));
        sent.setRelease(sent.getPlain() + schedule.readingsPerMessage());
    }

    void acknowledged(long readings) {
        acknowledged.addAndGet(readings);
    }

    /** A reading came out of the platform. */
    void received(int match, int tag, long seq, long tsMs, long nowNs) {
        if (tag < 0 || seq < 0 || seq >= schedule.ticks()) {
            unexpected.setRelease(unexpected.getPlain() + 1);
            return;
        }
        int tick = (int) seq;
        int word = (match * Tags.COUNT + tag) * wordsPerTag + (tick >> 6);
        long bit = 1L << tick;
        if ((seen[word] & bit) != 0) {
            duplicates.setRelease(duplicates.getPlain() + 1);
            return;
        }
        seen[word] |= bit;
        if (openLoop) {
            recordLatency(match, tag, tick, tsMs, nowNs);
        }
        lastReceivedNs = nowNs;
        unique.setRelease(unique.getPlain() + 1);
    }

    private void recordLatency(int match, int tag, int tick, long tsMs, long nowNs) {
        long dueNs = schedule.dueNs(match, tag, tick);
        if (tsMs != startMs + TimeUnit.NANOSECONDS.toMillis(dueNs)) {
            wrongTime.setRelease(wrongTime.getPlain() + 1);
        }
        if (schedule.measured(tick)) {
            long latency = bounded(nowNs - startNs - dueNs);
            latencyUs.recordValue(latency);
            latencyUsBySecond[(tick - schedule.warmTicks()) / schedule.hz()].recordValue(latency);
        }
    }

    private static long bounded(long ns) {
        return Math.max(0, Math.min(LATENCY_US_MAX, TimeUnit.NANOSECONDS.toMicros(ns)));
    }

    public long sent() {
        return sent.getAcquire();
    }

    public long acknowledged() {
        return acknowledged.get();
    }

    /** Readings that came out, each counted once. */
    public long unique() {
        return unique.getAcquire();
    }

    public long duplicates() {
        return duplicates.getAcquire();
    }

    public long lost() {
        return sent() - unique();
    }

    /** Readings that came out and were never sent. */
    public long unexpected() {
        return unexpected.getAcquire();
    }

    /** Readings that came out with another time stamp than they were sent with. */
    public long wrongTime() {
        return wrongTime.getAcquire();
    }

    public long lastReceivedNs() {
        return lastReceivedNs;
    }

    public Histogram latencyUs() {
        return latencyUs;
    }

    /** Latency by the second of the measured window in which a reading was due; empty in a closed loop. */
    public Histogram[] latencyUsBySecond() {
        return latencyUsBySecond.clone();
    }

    public Histogram lateSendUs() {
        return lateSendUs;
    }
}
