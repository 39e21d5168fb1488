package io.pitchside.app.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.jobs.tracking.TrackingReplay;
import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.StoreUnavailableException;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import io.pitchside.web.Replays;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Replays of a running platform's matches, one at a time: each holds the rows of a match, and the live path must go on
 * beside it. Remembers the last parity of each match in this run. Thread-safe.
 */
public final class MatchReplays implements Replays {
    private static final Duration VERIFY_MAX = Duration.ofMinutes(4);
    private static final Duration WHAT_IF_MAX = Duration.ofMinutes(2);

    private final ReplayParts parts;
    private final Parity parity;
    private final WhatIf whatIf;
    private final EventTrace trace;
    private final Semaphore room = new Semaphore(1);
    private final Map<String, Boolean> last = new ConcurrentHashMap<>();

    public MatchReplays(ReplayParts parts) {
        this.parts = parts;
        parity = new Parity(parts);
        whatIf = new WhatIf(parts);
        trace = new EventTrace(parts);
    }

    /** Work that asks Kafka and the store. */
    private interface Work<T> {
        T done() throws IOException, StoreAccessException, InterruptedException;
    }

    @Override
    public ObjectNode verify(String matchId) {
        ParityReport report = alone(matchId, () -> parity.verify(matchId, VERIFY_MAX));
        last.put(matchId, report.holds());
        return report.json();
    }

    @Override
    public ObjectNode whatIf(String matchId, List<Double> zonesKmh) {
        return alone(matchId, () -> whatIf.scored(matchId, zonesKmh, WHAT_IF_MAX));
    }

    @Override
    public ObjectNode trace(String eventId) {
        return answered("the trace of " + eventId, () -> trace.of(eventId));
    }

    /** The matches that can be verified. */
    public List<String> matches() throws StoreUnavailableException, StoreAccessException {
        return parts.store().matches();
    }

    /** Whether the last parity of every match verified in this run held; null where none was. */
    public @Nullable Boolean parity() {
        return last.isEmpty() ? null : (Boolean) last.values().stream().allMatch(Boolean.TRUE::equals);
    }

    private <T> T alone(String matchId, Work<T> work) {
        if (!room.tryAcquire()) {
            throw new ProblemException(
                    ProblemKind.TOO_MANY, "another match is being replayed, and one runs at a time; try again later");
        }
        try {
            return answered("the replay of match " + matchId, work);
        } finally {
            room.release();
        }
    }

    private static <T> T answered(String what, Work<T> work) {
        try {
            return work.done();
        } catch (TopicScan.TooSlowException e) {
            throw new ProblemException(ProblemKind.TIMEOUT, what + " took too long: " + e.getMessage(), e);
        } catch (TrackingReplay.TooManyRowsException e) {
            throw new ProblemException(ProblemKind.BAD_REQUEST, what + " is too large: " + e.getMessage(), e);
        } catch (IOException | StoreAccessException e) {
            throw new ProblemException(ProblemKind.UNAVAILABLE, what + " cannot be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemKind.UNAVAILABLE, "the platform is stopping", e);
        }
    }
}
