package io.pitchside.web.history;

import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.PlayerSums.Part;
import io.pitchside.web.MatchHistory;
import io.pitchside.web.ProblemException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The player seconds of the matches that are looked at, read from the store alone: an answer is as old as the sink is
 * behind, plus {@link #FRESH_MS_MIN} at most (longer where reading takes long: a tenth of the time at most goes into it).
 *
 * <p>A match is read whole once. Later reads bring the last {@link #TAIL_S} seconds, and compare the store's sums of
 * everything before with what is kept; where a correction changed them, the match is read whole again. Thread-safe.
 */
public final class MatchTracks {
    /** Matches kept at once; the one asked for longest ago goes. A match is about ten megabytes. */
    static final int MATCHES_MAX = 6;
    /** What was read is used for this long, milliseconds. */
    static final long FRESH_MS_MIN = 1_000;
    /** The time between two reads is this many times as long as a read took. */
    static final long FRESH_TIMES_READING = 10;
    /** How much of a match's end is read each time: more than late readings correct in general. */
    static final long TAIL_S = 60;
    /** A match is no longer than this; rows before its newest second minus this are clock faults. */
    static final long MATCH_S_MAX = 12 * 3_600;
    /** One read of the store, seconds of the match. */
    static final long CHUNK_S = 900;

    private final MatchHistory history;
    private final Clock clock;
    /** Guarded by itself. */
    private final Map<String, Kept> matches = new LinkedHashMap<>(16, 0.75f, true);

    private static final class Kept {
        final ReentrantLock reading = new ReentrantLock();
        volatile @Nullable MatchTrack track;
        volatile long staleAtMs;
    }

    public MatchTracks(MatchHistory history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /**
     * The match as it is stored now; without rows where nothing of it is.
     *
     * @throws ProblemException UNAVAILABLE where the store cannot be read
     */
    public MatchTrack of(String matchId) {
        Kept kept = kept(matchId);
        MatchTrack known = kept.track;
        if (known != null && clock.millis() < kept.staleAtMs) {
            return known;
        }
        // Whoever comes while it is read takes what was known before, if anything was.
        if (known == null) {
            kept.reading.lock();
        } else if (!kept.reading.tryLock()) {
            return known;
        }
        try {
            MatchTrack before = kept.track;
            if (before != null && clock.millis() < kept.staleAtMs) {
                return before;
            }
            long startedMs = clock.millis();
            MatchTrack read = before == null ? whole(matchId) : further(matchId, before);
            long tookMs = Math.max(0, clock.millis() - startedMs);
            kept.track = read;
            kept.staleAtMs = clock.millis() + Math.max(FRESH_MS_MIN, FRESH_TIMES_READING * tookMs);
            return read;
        } finally {
            kept.reading.unlock();
        }
    }

    private Kept kept(String matchId) {
        synchronized (matches) {
            Kept kept = matches.computeIfAbsent(matchId, id -> new Kept());
            if (matches.size() > MATCHES_MAX) {
                matches.remove(matches.keySet().iterator().next());
            }
            return kept;
        }
    }

    private MatchTrack whole(String matchId) {
        MatchTrack.Builder track = new MatchTrack.Builder();
        OptionalLong first = history.firstReading(matchId);
        long newest = newestSecond(history.sums(matchId, 0));
        if (first.isPresent() && newest >= 0) {
            long from = Math.max(Math.floorDiv(first.getAsLong(), 1_000L), newest - MATCH_S_MAX);
            for (long chunk = from; chunk <= newest; chunk += CHUNK_S) {
                track.add(history.seconds(matchId, chunk, Math.min(chunk + CHUNK_S, newest + 1)));
            }
        }
        return track.track();
    }

    private MatchTrack further(String matchId, MatchTrack before) {
        long tail = before.newestSecond() - TAIL_S;
        List<PlayerSums> sums = history.sums(matchId, tail);
        if (before.newestSecond() < 0 || newestSecond(sums) - tail > CHUNK_S || !agree(sums, before, tail)) {
            return whole(matchId);
        }
        MatchTrack.Builder track = new MatchTrack.Builder().from(before, tail);
        track.add(history.seconds(matchId, tail, newestSecond(sums) + 1));
        return track.track();
    }

    private static long newestSecond(List<PlayerSums> sums) {
        return sums.stream().mapToLong(PlayerSums::newestSecond).max().orElse(-1);
    }

    /** Whether the rows before that second are still those that are kept: a correction changes how many readings they hold. */
    private static boolean agree(List<PlayerSums> sums, MatchTrack track, long beforeSecond) {
        return sums.stream().allMatch(stored -> {
            PlayerSeconds rows = track.players().get(stored.playerId());
            int count = rows == null ? 0 : rows.countBefore(beforeSecond);
            if (rows == null || count == 0) {
                return stored.seconds() == 0;
            }
            return stored.seconds() == count
                    && stored.sum(Part.READINGS) == rows.readings(count)
                    && stored.sum(Part.DISTANCE_MM) == rows.distanceMm(count)
                    && stored.sum(Part.HMLD_MM) == rows.hmldMm(count);
        });
    }
}
