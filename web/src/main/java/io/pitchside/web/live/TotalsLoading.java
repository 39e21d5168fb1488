package io.pitchside.web.live;

import io.pitchside.web.live.TotalsStore.StoredTotals;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads stored sums on a thread of its own, one match at a time, and hands them to the match under the hub's lock. */
final class TotalsLoading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TotalsLoading.class);

    private final TotalsStore store;
    private final ReentrantLock lock;
    private final Condition answered;
    private final Clock clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "live-totals");
        thread.setDaemon(true);
        return thread;
    });

    TotalsLoading(TotalsStore store, ReentrantLock lock, Clock clock) {
        this.store = store;
        this.lock = lock;
        this.clock = clock;
        answered = lock.newCondition();
    }

    /** Starts a load where the match wants one. A match waits in the queue once at most. Under the lock. */
    void loadIfDue(LiveMatch match, long nowMs) {
        if (!thread.isShutdown() && match.totals.shouldLoad(nowMs)) {
            long fromSecond = match.totals.loading(nowMs);
            thread.execute(() -> load(match, fromSecond));
        }
    }

    private void load(LiveMatch match, long fromSecond) {
        StoredTotals stored = null;
        try {
            stored = store.load(match.id, fromSecond);
        } catch (IOException | RuntimeException e) {
            LOG.warn("stored totals could not be read match={}: {}; trying again", match.id, e.toString());
        }
        lock.lock();
        try {
            if (stored == null) {
                match.totals.loadFailed(clock.millis());
            } else {
                match.totals.loaded(stored, fromSecond, clock.millis());
            }
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the match's sums have been read once, or until the time is up. Under the lock, which it gives back meanwhile. */
    void await(LiveMatch match, Duration wait) throws InterruptedException {
        long nanos = wait.toNanos();
        while (!match.totals.loadedOnce() && nanos > 0) {
            nanos = answered.awaitNanos(nanos);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
