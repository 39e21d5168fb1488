package io.pitchside.web.live;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.web.MatchHistory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads stored alerts on a thread of its own, once per match, and hands them to the match under the hub's lock. */
final class AlertsLoading implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertsLoading.class);

    private final MatchHistory history;
    private final ReentrantLock lock;
    private final Condition answered;
    private final Clock clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "live-alerts");
        thread.setDaemon(true);
        return thread;
    });

    AlertsLoading(MatchHistory history, ReentrantLock lock, Clock clock) {
        this.history = history;
        this.lock = lock;
        this.clock = clock;
        answered = lock.newCondition();
    }

    /** Starts a load where the match wants one. Under the lock. */
    void loadIfDue(LiveMatch match, long nowMs) {
        if (!thread.isShutdown() && match.alerts.shouldLoad(nowMs)) {
            match.alerts.loading();
            thread.execute(() -> load(match));
        }
    }

    private void load(LiveMatch match) {
        List<Alert> alerts = null;
        List<AlertAcknowledgement> acknowledgements = List.of();
        try {
            acknowledgements = history.acknowledgements(match.id);
            alerts = history.alerts(match.id, LiveSettings.ALERTS_MAX);
        } catch (RuntimeException e) {
            LOG.warn("stored alerts could not be read match={}: {}; trying again", match.id, e.toString());
        }
        lock.lock();
        try {
            if (alerts == null) {
                match.alerts.loadFailed(clock.millis());
            } else {
                match.alerts.loaded(alerts, acknowledgements);
            }
            answered.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the stored alerts have been read, or until the time is up. Under the lock, which it gives back meanwhile. */
    void await(LiveMatch match, Duration wait) throws InterruptedException {
        long nanos = wait.toNanos();
        while (!match.alerts.isLoaded() && nanos > 0) {
            nanos = answered.awaitNanos(nanos);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
