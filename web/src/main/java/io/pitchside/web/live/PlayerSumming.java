package io.pitchside.web.live;

import io.pitchside.model.tracking.PlayerSecond;
import io.pitchside.model.tracking.PlayerSums;
import io.pitchside.model.tracking.PlayerTotals;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sums of one player: a base that only grows, and the newest rows one by one, so that a correction of a recent
 * second replaces it exactly. Integers throughout; not thread-safe.
 *
 * <pre>
 *   stored rows  |  rows folded into the base  |  recent rows, newest revision each
 *   -------------+-----------------------------+-----------------------------------▶ second
 *                                     foldedBefore
 * </pre>
 */
final class PlayerSumming {
    private static final long NOTHING_FOLDED = Long.MIN_VALUE;

    private final String playerId;
    private final TreeMap<Long, PlayerSecond> recent = new TreeMap<>();
    private PlayerSums base;
    private long baseNewestSecond = -1;
    /** Rows before this second are in the base. */
    private long foldedBefore = NOTHING_FOLDED;
    /** Highest revision that is in the base; a row before {@link #foldedBefore} with a higher one is not. */
    private long baseRevision = -1;
    /** A correction of a folded second was seen with this revision; -1: none that the base lacks. */
    private long missedRevision = -1;

    private long corrections;
    private PlayerTotals.@Nullable Correction corrected;
    private boolean changed;
    private @Nullable PlayerTotals totals;

    PlayerSumming(String playerId) {
        this.playerId = playerId;
        base = new PlayerSums(playerId);
    }

    /** Takes a row as the job wrote it. */
    void accept(PlayerSecond row) {
        if (row.second() < foldedBefore) {
            if (row.revision() > baseRevision) {
                missedRevision = Math.max(missedRevision, row.revision());
            }
            return;
        }
        PlayerSecond before = recent.get(row.second());
        if (before != null && before.revision() > row.revision()) {
            return;
        }
        // The newest second may be shown before it is complete; only an older one that changes was corrected.
        boolean correction = before != null
                && before.revision() < row.revision()
                && row.second() < recent.lastKey()
                && before.distanceMm() != row.distanceMm();
        double wasM = correction ? distanceM() : 0;
        recent.put(row.second(), row);
        if (correction) {
            corrections++;
            corrected = new PlayerTotals.Correction(row.second(), wasM, distanceM());
        }
        touch();
    }

    /** Moves rows before {@code second} into the base. Only while no load is under way. */
    void foldBefore(long second) {
        Map<Long, PlayerSecond> old = recent.headMap(second, false);
        if (old.isEmpty()) {
            return;
        }
        for (PlayerSecond row : old.values()) {
            base.add(row);
            baseNewestSecond = Math.max(baseNewestSecond, row.second());
            baseRevision = Math.max(baseRevision, row.revision());
        }
        old.clear();
        foldedBefore = Math.max(foldedBefore, second);
    }

    /** Forgets rows before {@code second}: they are to come with the stored sums. Only before the first load. */
    void dropBefore(long second) {
        Map<Long, PlayerSecond> old = recent.headMap(second, false);
        if (!old.isEmpty()) {
            old.clear();
            touch();
        }
    }

    /** Whether the base holds anything. */
    boolean hasBase() {
        return base.seconds() > 0;
    }

    /**
     * Starts again from what is stored.
     *
     * @param sums sums of the stored rows before {@code fromSecond}
     * @param rows stored rows of this player from there on; where the job was heard with a newer revision, that stays
     */
    void startFrom(PlayerSums sums, Collection<PlayerSecond> rows, long fromSecond) {
        base = sums;
        baseNewestSecond = sums.newestSecond();
        baseRevision = sums.revision();
        // What is newer than anything stored is in no sum, also where the load asked for more than there was.
        foldedBefore = sums.seconds() == 0 ? NOTHING_FOLDED : Math.min(fromSecond, sums.newestSecond() + 1);
        recent.headMap(fromSecond, false).clear();
        for (PlayerSecond row : rows) {
            recent.merge(row.second(), row, (heard, stored) -> heard.revision() >= stored.revision() ? heard : stored);
        }
        if (missedRevision <= sums.revision()) {
            missedRevision = -1;
        }
        touch();
    }

    private void touch() {
        changed = true;
        totals = null;
    }

    /** Whether the base lacks a correction that was heard. */
    boolean missesCorrection() {
        return missedRevision >= 0;
    }

    /** Lowest revision among the recent rows; {@link Long#MAX_VALUE} where there are none. */
    long firstRevision() {
        return recent.values().stream().mapToLong(PlayerSecond::revision).min().orElse(Long.MAX_VALUE);
    }

    /** Oldest second that is kept as a row; {@link Long#MAX_VALUE} where there is none. */
    long oldestSecond() {
        return recent.isEmpty() ? Long.MAX_VALUE : recent.firstKey();
    }

    /** Newest second of all; -1 where there is none. */
    long newestSecond() {
        return recent.isEmpty() ? baseNewestSecond : Math.max(recent.lastKey(), baseNewestSecond);
    }

    Collection<PlayerSecond> recent() {
        return recent.values();
    }

    /** Whether anything changed since the last call. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    PlayerTotals totals() {
        PlayerTotals known = totals;
        if (known == null) {
            Map.Entry<Long, PlayerSecond> last = recent.lastEntry();
            known = sums().totals(last == null ? null : last.getValue(), newestHr(), corrections, corrected);
            totals = known;
        }
        return known;
    }

    private PlayerSums sums() {
        PlayerSums sums = new PlayerSums(playerId);
        sums.add(base);
        recent.values().forEach(sums::add);
        return sums;
    }

    private @Nullable Integer newestHr() {
        for (PlayerSecond row : recent.descendingMap().values()) {
            if (row.hr() != null) {
                return row.hr();
            }
        }
        return null;
    }

    private double distanceM() {
        return sums().sum(PlayerSums.Part.DISTANCE_MM) / 1e3;
    }
}
