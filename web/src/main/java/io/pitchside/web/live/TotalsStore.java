package io.pitchside.web.live;

import io.pitchside.model.tracking.PlayerSecond;
import java.io.IOException;
import java.util.List;

/**
 * The sums that a page shows come from two sides: the stored rows up to a second, read here once per match, and the
 * rows that the hub saw itself. Implemented by the {@code app} module over the time-series store.
 */
@FunctionalInterface
public interface TotalsStore {
    /**
     * Reads the stored rows (newest revision of each second) of one match as far as they can be read now. Called on a
     * background thread of the hub, one call at a time; may block for seconds.
     *
     * @param fromSecond epoch second where the sums end: rows with {@code second < fromSecond} are summed, rows with
     *     {@code second >= fromSecond} (at most a few hundred per player) are returned as they are
     * @return one entry per player of whom there is any row; empty for an unknown match
     * @throws IOException where the store cannot be read; the hub shows what it has and tries again
     */
    StoredTotals load(String matchId, long fromSecond) throws IOException;

    /**
     * @param players sums of the rows before {@code fromSecond}; a player who has only later rows has sums of zero
     * @param recent rows from {@code fromSecond} on, in any order
     */
    record StoredTotals(List<PlayerSums> players, List<PlayerSecond> recent) {
        public StoredTotals {
            players = List.copyOf(players);
            recent = List.copyOf(recent);
        }
    }

    /**
     * Sums over one player's rows before {@code fromSecond}. Integers, so that adding rows to them is exact.
     *
     * @param seconds how many rows are in the sums
     * @param speedMaxMps highest {@code speed_max_mps} of the rows, 0 where there are none
     * @param hrSum sum of {@code hr} over the rows that have one
     * @param hrSeconds how many rows have one
     * @param hrMax highest {@code hr}, 0 where there is none
     * @param newestSecond newest stored second of this player, whether summed or not; -1 where there is none
     * @param revision highest revision of this player's stored rows, whether summed or not; -1 where there is none.
     *     A correction with a higher one is not in these sums
     */
    record PlayerSums(
            String playerId,
            long seconds,
            long distanceMm,
            long zone1Mm,
            long zone2Mm,
            long zone3Mm,
            long zone4Mm,
            long zone5Mm,
            long sprints,
            double speedMaxMps,
            long hrSum,
            long hrSeconds,
            int hrMax,
            long readings,
            long missingMs,
            long repaired,
            long newestSecond,
            long revision) {
        /** A player without stored rows. */
        public static PlayerSums none(String playerId) {
            return new PlayerSums(playerId, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1);
        }
    }
}
