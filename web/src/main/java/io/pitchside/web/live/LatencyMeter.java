package io.pitchside.web.live;

import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * How long a reading takes from the front door to the bytes that go to the pages. One thread records; any thread reads.
 * Microseconds inside, milliseconds outside.
 */
public final class LatencyMeter {
    /** What is longer than this is recorded as this: ten minutes. */
    private static final long MICROS_MAX = 600_000_000L;

    private static final int DIGITS = 3;
    /** How many turns {@link #recent()} looks back. */
    private static final int RECENT_TURNS = 5;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(MICROS_MAX, DIGITS);
    private final Histogram sinceStart = new Histogram(MICROS_MAX, DIGITS);
    private final Histogram interval = new Histogram(MICROS_MAX, DIGITS);
    /** The turn in progress is the last one. */
    private final Deque<Histogram> turns = new ArrayDeque<>();

    private @Nullable Histogram drained;

    LatencyMeter() {
        turns.addLast(new Histogram(MICROS_MAX, DIGITS));
    }

    /** Percentiles in milliseconds; all zero where {@code count} is. */
    public record Latency(long count, double p50, double p99, double p999, double max) {
        private static Latency of(Histogram histogram) {
            return new Latency(
                    histogram.getTotalCount(),
                    histogram.getValueAtPercentile(50) / 1e3,
                    histogram.getValueAtPercentile(99) / 1e3,
                    histogram.getValueAtPercentile(99.9) / 1e3,
                    histogram.getMaxValue() / 1e3);
        }
    }

    /** Records one reading; clocks of two processes may differ, so a negative time counts as none. */
    void record(long micros) {
        recorder.recordValue(Math.max(0, Math.min(micros, MICROS_MAX)));
    }

    /** Ends the turn in progress; the hub turns once a second. */
    synchronized void turn() {
        drain();
        Histogram next = turns.size() < RECENT_TURNS ? new Histogram(MICROS_MAX, DIGITS) : turns.removeFirst();
        next.reset();
        turns.addLast(next);
    }

    /** All readings since the start; warm-up and historic ones are never in it. */
    public synchronized Latency sinceStart() {
        drain();
        return Latency.of(sinceStart);
    }

    /** Readings of the last few seconds. */
    public synchronized Latency recent() {
        drain();
        Histogram sum = new Histogram(MICROS_MAX, DIGITS);
        turns.forEach(sum::add);
        return Latency.of(sum);
    }

    /** Readings since the last {@link #resetInterval()}; a benchmark measures with it. */
    public synchronized Latency interval() {
        drain();
        return Latency.of(interval);
    }

    public synchronized void resetInterval() {
        drain();
        interval.reset();
    }

    /** Takes what was recorded since the last call. */
    private void drain() {
        drained = recorder.getIntervalHistogram(drained);
        sinceStart.add(drained);
        interval.add(drained);
        turns.getLast().add(drained);
    }
}
