package io.pitchside.web.api;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.web.MatchHistory;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import io.pitchside.web.history.MatchTrack;
import io.pitchside.web.history.MatchTracks;
import io.pitchside.web.live.LiveHub;
import io.pitchside.web.live.LiveHub.MatchState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The matches that can be asked about: those that the hub knows, and those that are only kept. Thread-safe. */
public final class KnownMatches {
    private final LiveHub hub;
    private final MatchHistory history;
    private final MatchTracks tracks;

    public KnownMatches(LiveHub hub, MatchHistory history, MatchTracks tracks) {
        this.hub = hub;
        this.history = history;
        this.tracks = tracks;
    }

    /**
     * @param setup absent where none was ever written
     * @param live whether a sensor of it was heard a moment ago
     */
    record Known(String matchId, @Nullable MatchSetup setup, boolean live) {
        MatchSetup.Pitch pitch() {
            return setup == null ? MatchSetup.Pitch.STANDARD : setup.pitch();
        }
    }

    /** @throws ProblemException NOT_FOUND where nobody knows that match */
    Known find(String matchId) {
        Optional<MatchState> heard = hub.match(matchId);
        if (heard.isPresent()) {
            return new Known(matchId, heard.get().setup(), heard.get().sensorsLive() > 0);
        }
        boolean warmUp = matchId.startsWith(MatchSetup.WARM_UP_PREFIX);
        if (warmUp || !MatchSetup.isId(matchId) || history.firstReading(matchId).isEmpty()) {
            throw new ProblemException(
                    ProblemKind.NOT_FOUND, "there is no match \"" + matchId + "\"; GET /api/v1/matches lists them all");
        }
        return new Known(matchId, null, false);
    }

    /** Whether the set-up names that player, or there are rows of him. */
    boolean hasPlayer(Known match, String playerId) {
        MatchSetup setup = match.setup();
        return (setup != null
                        && setup.players().stream()
                                .anyMatch(player -> player.playerId().equals(playerId)))
                || track(match).players().containsKey(playerId);
    }

    MatchHistory history() {
        return history;
    }

    MatchTrack track(Known match) {
        return tracks.of(match.matchId());
    }
}
