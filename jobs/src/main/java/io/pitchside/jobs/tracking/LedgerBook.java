package io.pitchside.jobs.tracking;

import io.pitchside.model.event.LedgerRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Adds up the deltas of all tasks to absolute rows. Pure; not thread-safe.
 *
 * <p>Only the rows of the last hours can still change, because a partition is read in the order of receipt; older ones
 * are forgotten here (the topic and the store keep them). A record whose minute is older than what is kept, because a
 * clock was set back, is counted under the oldest minute kept, so that no count is ever taken back.
 */
final class LedgerBook {
    /** How long a row can change after a newer minute of its partition was seen. */
    static final long KEPT_MS = 2 * 60 * 60 * 1000L;

    private final Map<String, LedgerRow> rows = new TreeMap<>();
    private final Map<Integer, Long> firstPositions = new TreeMap<>();
    private final Map<Integer, Long> positions = new TreeMap<>();
    private final Map<Integer, Long> newestMinutes = new TreeMap<>();
    private final Set<String> changed = new HashSet<>();

    void add(LedgerDelta delta) {
        int partition = delta.partition;
        firstPositions.merge(partition, delta.firstOffset, Math::min);
        positions.merge(partition, delta.lastOffset + 1, Math::max);
        long newest = newestMinutes.merge(partition, delta.minute, Math::max);
        long minute = Math.max(delta.minute, newest - KEPT_MS);
        LedgerRow sum = new LedgerRow(
                TrackingCore.PIPELINE,
                delta.source,
                partition,
                minute,
                delta.unique + delta.duplicate + delta.late + delta.rejected,
                delta.unique,
                delta.duplicate,
                delta.late,
                delta.rejected,
                delta.conflicts,
                delta.control,
                delta.lastOffset + 1,
                delta.firstOffset);
        rows.merge(sum.eventId(), sum, LedgerBook::sum);
        changed.add(sum.eventId());
    }

    /** The rows that changed since the last call, with the positions as they are now. */
    List<LedgerRow> takeChanged() {
        List<LedgerRow> result = new ArrayList<>(changed.size());
        for (String id : changed) {
            LedgerRow row = rows.get(id);
            if (row != null) {
                LedgerRow placed = placed(row);
                rows.put(id, placed);
                result.add(placed);
            }
        }
        changed.clear();
        rows.values().removeIf(row -> row.minute() < newestMinutes.getOrDefault(row.partition(), 0L) - KEPT_MS);
        return result;
    }

    List<LedgerRow> rows() {
        return List.copyOf(rows.values());
    }

    void restore(LedgerRow row) {
        rows.put(row.eventId(), row);
        firstPositions.merge(row.partition(), row.firstPosition(), Math::min);
        positions.merge(row.partition(), row.position(), Math::max);
        newestMinutes.merge(row.partition(), row.minute(), Math::max);
    }

    private LedgerRow placed(LedgerRow row) {
        return new LedgerRow(
                row.pipeline(),
                row.source(),
                row.partition(),
                row.minute(),
                row.received(),
                row.unique(),
                row.duplicate(),
                row.late(),
                row.rejected(),
                row.conflicts(),
                row.control(),
                positions.getOrDefault(row.partition(), row.position()),
                firstPositions.getOrDefault(row.partition(), row.firstPosition()));
    }

    private static LedgerRow sum(LedgerRow a, LedgerRow b) {
        return new LedgerRow(
                a.pipeline(),
                a.source(),
                a.partition(),
                a.minute(),
                a.received() + b.received(),
                a.unique() + b.unique(),
                a.duplicate() + b.duplicate(),
                a.late() + b.late(),
                a.rejected() + b.rejected(),
                a.conflicts() + b.conflicts(),
                a.control() + b.control(),
                Math.max(a.position(), b.position()),
                Math.min(a.firstPosition(), b.firstPosition()));
    }
}
