package io.pitchside.web.live;

import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
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
     * @param players sums of the rows before {@code fromSecond}, newest second and revision of all stored rows; a
     *     player who has only later rows has sums of zero
     * @param recent rows from {@code fromSecond} on, in any order
     */
    record StoredTotals(List<PlayerSums> players, List<PlayerSecond> recent) {
        public StoredTotals {
            players = List.copyOf(players);
            recent = List.copyOf(recent);
        }
    }
}
