package io.pitchside.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pitchside.model.topic.Topic;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The matches that the hub knows, and their players by record key. Guarded by the hub's lock. */
final class LiveMatches {
    private final Map<String, LiveMatch> matches = new LinkedHashMap<>();
    private final TrackTable tracks = new TrackTable();
    private final int partitions;

    LiveMatches(int partitions) {
        this.partitions = partitions;
    }

    Collection<LiveMatch> all() {
        return matches.values();
    }

    /** A match that people may see. */
    Optional<LiveMatch> visible(String matchId) {
        return Optional.ofNullable(matches.get(matchId)).filter(match -> !match.warmUp);
    }

    /** @throws ProblemException NOT_FOUND for a match that is unknown or not for people */
    LiveMatch find(String matchId) {
        return visible(matchId)
                .orElseThrow(() -> new ProblemException(
                        ProblemKind.NOT_FOUND,
                        "there is no match \"" + matchId + "\"; GET /api/v1/matches lists them all"));
    }

    List<LiveMatch> visible() {
        return matches.values().stream().filter(match -> !match.warmUp).toList();
    }

    /** The player of a record's key ({@code match_id/player_id}); null where the key is none or there are too many. */
    @Nullable
    PlayerTrack track(byte[] key, int from, int to, long nowMs) {
        PlayerTrack known = tracks.find(key, from, to);
        return known != null ? known : newTrack(Arrays.copyOfRange(key, from, to), nowMs);
    }

    private @Nullable PlayerTrack newTrack(byte[] key, long nowMs) {
        String text = new String(key, UTF_8);
        int slash = text.indexOf('/');
        if (slash < 0) {
            return null;
        }
        String playerId = text.substring(slash + 1);
        if (!MatchSetup.ID.matcher(playerId).matches()) {
            return null;
        }
        LiveMatch match = matchOf(text.substring(0, slash), nowMs);
        if (match == null || match.tracks.size() >= LiveSettings.PLAYERS_MAX) {
            return null;
        }
        PlayerTrack track = new PlayerTrack(key, match.id, playerId, match);
        tracks.add(track);
        match.tracks.add(track);
        return track;
    }

    /** The match of that id, made where it is new; null where the id is none or there are too many. */
    @Nullable
    LiveMatch matchOf(String matchId, long nowMs) {
        LiveMatch known = matches.get(matchId);
        if (known != null) {
            return known;
        }
        if (!MatchSetup.ID.matcher(matchId).matches()
                || (matches.size() >= LiveSettings.MATCHES_MAX && !forgetOne(nowMs))) {
            return null;
        }
        LiveMatch match = new LiveMatch(
                matchId, Topic.partitionOf(matchId, partitions), matchId.startsWith(MatchSetup.WARM_UP_PREFIX));
        match.watchedAtMs = nowMs;
        matches.put(matchId, match);
        return match;
    }

    void remove(LiveMatch match) {
        matches.remove(match.id);
        tracks.removeIf(track -> track.match == match);
    }

    /** Gives back the memory of matches that nobody sends and nobody watches; their set-ups stay. */
    void forgetIdle(long nowMs) {
        for (LiveMatch match : new ArrayList<>(matches.values())) {
            boolean used = !match.tracks.isEmpty() || match.totals.loadedOnce() || match.alerts.isLoaded();
            long idleMsMax = match.warmUp ? LiveSettings.SENSOR_LIVE_MS : LiveSettings.IDLE_MS_MAX;
            if (used && isIdle(match, nowMs, idleMsMax)) {
                remove(match);
                MatchSetup setup = match.setup;
                LiveMatch fresh = setup == null ? null : matchOf(match.id, nowMs);
                if (fresh != null) {
                    fresh.setup = setup;
                    fresh.heardAtMs = match.heardAtMs;
                }
            }
        }
    }

    /** Makes room for one match: the one that was heard of longest ago goes. */
    private boolean forgetOne(long nowMs) {
        Optional<LiveMatch> oldest = matches.values().stream()
                .filter(match -> isIdle(match, nowMs, LiveSettings.SENSOR_LIVE_MS))
                .min(Comparator.comparingLong((LiveMatch match) -> match.heardAtMs)
                        .thenComparingLong(match -> match.setup == null ? 0 : match.setup.kickOff()));
        oldest.ifPresent(this::remove);
        return oldest.isPresent();
    }

    private static boolean isIdle(LiveMatch match, long nowMs, long forMs) {
        boolean watched = match.clients.stream().anyMatch(client -> !match.warmUp);
        return !watched && nowMs - match.heardAtMs > forMs && nowMs - match.watchedAtMs > forMs;
    }
}
