package io.pitchside.web.live;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.PlayerTotals;
import io.pitchside.web.live.TotalsStore.StoredTotals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sums of all players of one match. What was there before we listened comes from the store, once; it is complete
 * when the store has caught up with the first row we heard, because rows are stored in the order in which the job wrote
 * them. Pure but for the time that is handed in; guarded by the hub's lock.
 *
 * <pre>
 *   EMPTY ──wanted──▶ LOADING ──loaded, store behind──▶ BEHIND ──retry──▶ LOADING
 *                        └──────loaded──▶ COMPLETE ──correction of a folded second──▶ BEHIND
 * </pre>
 */
final class MatchTotals {
    private static final long RETRY_MS_MIN = 2_000;
    private static final long RETRY_MS_MAX = 60_000;

    private enum State {
        EMPTY,
        LOADING,
        BEHIND,
        COMPLETE
    }

    private final Map<String, PlayerSumming> players = new LinkedHashMap<>();
    private State state = State.EMPTY;
    private boolean loadedOnce;
    private boolean wanted;
    private long retryAtMs;
    private long retryMs = RETRY_MS_MIN;
    private long newestSecond = -1;

    /** Asks for the stored sums although no row was heard: somebody looks at the match. */
    void want() {
        wanted = true;
    }

    void accept(PlayerSecond row) {
        wanted = true;
        newestSecond = Math.max(newestSecond, row.second());
        PlayerSumming player = player(row.playerId());
        if (player == null) {
            return;
        }
        player.accept(row);
        if (player.missesCorrection() && state == State.COMPLETE) {
            state = State.BEHIND;
            retryMs = RETRY_MS_MIN;
        }
        trim(player);
    }

    private @Nullable PlayerSumming player(String playerId) {
        if (!players.containsKey(playerId) && players.size() >= LiveSettings.PLAYERS_MAX) {
            return null;
        }
        return players.computeIfAbsent(playerId, PlayerSumming::new);
    }

    private void trim(PlayerSumming player) {
        if (state == State.LOADING) {
            // The load's answer meets the rows from the second that it was asked for; none may go before it is here.
            return;
        }
        if (loadedOnce) {
            player.foldBefore(newestSecond - LiveSettings.RECENT_S);
        } else {
            player.dropBefore(newestSecond - LiveSettings.RECENT_S_MAX);
        }
    }

    boolean shouldLoad(long nowMs) {
        return wanted && state != State.LOADING && state != State.COMPLETE && nowMs >= retryAtMs;
    }

    /**
     * Marks the load as under way.
     *
     * @return the second from which rows are kept here, which the store's sums have to end before
     */
    long loading(long nowMs) {
        state = State.LOADING;
        long oldest = players.values().stream()
                .mapToLong(PlayerSumming::oldestSecond)
                .min()
                .orElse(Long.MAX_VALUE);
        return oldest == Long.MAX_VALUE ? nowMs / 1000 - LiveSettings.RECENT_S : oldest;
    }

    void loaded(StoredTotals stored, long fromSecond, long nowMs) {
        Map<String, PlayerSums> sums =
                stored.players().stream().collect(Collectors.toMap(PlayerSums::playerId, Function.identity()));
        Map<String, List<PlayerSecond>> rows =
                stored.recent().stream().collect(Collectors.groupingBy(PlayerSecond::playerId));
        boolean behind = false;
        List<String> ids = new ArrayList<>(players.keySet());
        sums.keySet().stream()
                .filter(id -> !players.containsKey(id) && !id.equals(MatchSetup.BALL))
                .forEach(ids::add);
        for (String id : ids) {
            PlayerSumming player = player(id);
            if (player == null) {
                continue;
            }
            PlayerSums of = sums.getOrDefault(id, new PlayerSums(id));
            long firstHeard = player.firstRevision();
            boolean storeBehind = firstHeard != Long.MAX_VALUE && of.revision() < firstHeard;
            // A store that is further behind than our rows reach back lacks what is folded here already.
            if (!storeBehind || !player.hasBase()) {
                player.startFrom(of, rows.getOrDefault(id, List.of()), fromSecond);
            }
            behind |= storeBehind || player.missesCorrection();
            newestSecond = Math.max(newestSecond, player.newestSecond());
        }
        loadedOnce = true;
        state = behind ? State.BEHIND : State.COMPLETE;
        retryAtMs = nowMs + retryMs;
        retryMs = behind ? Math.min(retryMs * 2, RETRY_MS_MAX) : RETRY_MS_MIN;
        players.values().forEach(this::trim);
    }

    void loadFailed(long nowMs) {
        state = loadedOnce ? State.BEHIND : State.EMPTY;
        retryAtMs = nowMs + retryMs;
        retryMs = Math.min(retryMs * 2, RETRY_MS_MAX);
    }

    /** Whether the sums hold everything that was stored before we listened. */
    boolean complete() {
        return state == State.COMPLETE;
    }

    /** Whether the store has been read at least once. */
    boolean loadedOnce() {
        return loadedOnce;
    }

    List<PlayerTotals> all() {
        return players.values().stream().map(PlayerSumming::totals).toList();
    }

    /** Totals of the players that changed since the last call. */
    List<PlayerTotals> takeChanged() {
        players.values().forEach(this::trim);
        return players.values().stream()
                .filter(PlayerSumming::takeChanged)
                .map(PlayerSumming::totals)
                .toList();
    }

    long missingMs() {
        return players.values().stream()
                .mapToLong(player -> player.totals().missingMs())
                .sum();
    }

    /** The newest rows of one player, oldest first. */
    Collection<PlayerSecond> recent(String playerId) {
        PlayerSumming player = players.get(playerId);
        return player == null ? List.of() : List.copyOf(player.recent());
    }
}
