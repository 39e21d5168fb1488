package io.pitchside.web.live;

import io.pitchside.model.event.Alert;
import io.pitchside.model.event.AlertAcknowledgement;
import io.pitchside.web.MatchHistory;
import io.pitchside.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of the hub's matches, for those who ask and for those who acknowledge: what was stored before we listened,
 * and what was heard since. Medical ones are in the answers; who asks for somebody else leaves them out. Thread-safe.
 */
public final class LiveAlerts implements AutoCloseable {
    private final LiveMatches matches;
    private final ReentrantLock lock;
    private final Clock clock;
    private final AlertsLoading loading;

    LiveAlerts(LiveMatches matches, MatchHistory history, ReentrantLock lock, Clock clock) {
        this.matches = matches;
        this.lock = lock;
        this.clock = clock;
        loading = new AlertsLoading(history, lock, clock);
    }

    // --- under the hub's lock ---------------------------------------------------------------------------------------

    /** Takes what was heard; the match that it changes, if any. */
    Optional<LiveMatch> take(Alert alert, long nowMs) {
        // Alerts on the platform itself belong to no match and are shown elsewhere.
        return matchOf(alert.matchId(), nowMs).filter(match -> match.alerts.accept(alert));
    }

    Optional<LiveMatch> take(AlertAcknowledgement acknowledgement, long nowMs) {
        return matchOf(acknowledgement.matchId(), nowMs).filter(match -> match.alerts.accept(acknowledgement));
    }

    /** What was read from JSON may lack its match, whatever its type says. */
    private Optional<LiveMatch> matchOf(@Nullable String matchId, long nowMs) {
        return Optional.ofNullable(matchId)
                .map(id -> matches.matchOf(id, nowMs))
                .filter(match -> !match.warmUp);
    }

    /** Somebody begins to watch: what was stored is read, where it was not yet. */
    void want(LiveMatch match) {
        match.alerts.want();
        loading.loadIfDue(match, clock.millis());
    }

    void loadIfDue(LiveMatch match, long nowMs) {
        loading.loadIfDue(match, nowMs);
    }

    // --- from any thread --------------------------------------------------------------------------------------------

    /**
     * The newest {@link LiveSettings#ALERTS_MAX} alerts of a match, newest first; the first one to ask waits for the
     * store.
     *
     * @throws ProblemException NOT_FOUND for an unknown match
     */
    public List<ShownAlert> newest(String matchId, Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            LiveMatch match = matches.find(matchId);
            want(match);
            loading.await(match, wait);
            return match.alerts.all();
        } finally {
            lock.unlock();
        }
    }

    /** An alert by its event id, wherever it is kept. */
    public Optional<Alert> find(String id) {
        lock.lock();
        try {
            return matches.visible().stream()
                    .flatMap(match -> match.alerts.find(id).stream())
                    .findFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Who has seen an alert of that match first; empty where nobody has. */
    public Optional<AlertAcknowledgement> acknowledgement(String matchId, String alertId) {
        lock.lock();
        try {
            return matches.visible(matchId).flatMap(match -> match.alerts.acknowledgement(alertId));
        } finally {
            lock.unlock();
        }
    }

    /** Takes an acknowledgement that was just written, before the topic brings it back; the pages hear of it in a second. */
    public void acknowledged(AlertAcknowledgement acknowledgement) {
        lock.lock();
        try {
            matches.visible(acknowledgement.matchId()).ifPresent(match -> match.alerts.accept(acknowledgement));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        loading.close();
    }
}
