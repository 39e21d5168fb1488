package io.pitchside.app.replay;

import io.pitchside.model.tracking.AcceptedReading;
import io.pitchside.model.tracking.SetupApplied;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.TimeSeriesStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Plays what the store kept of a match into a replay: its readings in the order of the log, and the set-ups that shaped it
 * between them. Used once, by one thread.
 */
final class StoredMatch {
    private static final int READINGS_PER_LOOK = 10_000;

    private final TimeSeriesStore store;
    private final String matchId;
    private final Deque<SetupApplied> setups;
    private final long to;
    private final long deadline;
    private long first = Long.MAX_VALUE;
    private long last = -1;
    private int partition = -1;
    private long readings;

    /**
     * @param setups those of the match, in the order of the log
     * @param to offset behind the last record that is taken
     * @param deadline by {@link System#nanoTime}
     */
    StoredMatch(TimeSeriesStore store, String matchId, List<SetupApplied> setups, long to, long deadline) {
        this.store = store;
        this.matchId = matchId;
        this.setups = new ArrayDeque<>(setups);
        this.to = to;
        this.deadline = deadline;
    }

    /** @throws TopicScan.TooSlowException if the time is over */
    void into(ReplayInput replay) throws IOException, StoreAccessException {
        store.readingsInLogOrder(matchId, reading -> {
            if (reading.offset() < to) {
                setupsBefore(reading.offset(), replay);
                take(reading, replay);
            }
        });
        setupsBefore(to, replay);
    }

    private void take(AcceptedReading reading, ReplayInput replay) throws IOException {
        noted(reading.partition(), reading.offset());
        replay.reading(reading);
        if (++readings % READINGS_PER_LOOK == 0 && System.nanoTime() > deadline) {
            throw new TopicScan.TooSlowException(readings + " stored readings were read when their time was over");
        }
    }

    private void setupsBefore(long offset, ReplayInput replay) {
        while (!setups.isEmpty() && setups.element().offset() < offset) {
            SetupApplied setup = setups.remove();
            noted(setup.partition(), setup.offset());
            replay.setup(setup);
        }
    }

    private void noted(int ofPartition, long offset) {
        partition = ofPartition;
        first = Math.min(first, offset);
        last = Math.max(last, offset);
    }

    /** Whether the store knows anything of the match. */
    boolean any() {
        return last >= 0;
    }

    /** Offset of the first record that the store knows of; only where there is {@link #any}. */
    long first() {
        return first;
    }

    /** Offset of the last one; only where there is {@link #any}. */
    long last() {
        return last;
    }

    /** The partition of the topic that the records came from; -1 where there is none. */
    int partition() {
        return partition;
    }
}
