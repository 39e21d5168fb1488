package io.pitchside.app.trust;

import static io.pitchside.model.event.EventHeaders.SOURCE_WARM_UP;

import io.pitchside.model.event.LedgerRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The arithmetic that must hold in the ledger of one pipeline. Pure and immutable; made from the newest row of every
 * event id.
 *
 * <p>Three sums, none of which is made from the same counts as the one it is compared with: each row's own
 * ({@code received = unique + duplicate + late + rejected}); per partition, the records counted and the offsets that
 * they take up in the log; per partition, what was accepted and what the store holds of it.
 */
public final class LedgerBalance {
    private final Map<Integer, Partition> partitions;
    private final List<LedgerRow> rows;

    private LedgerBalance(Map<Integer, Partition> partitions, List<LedgerRow> rows) {
        this.partitions = partitions;
        this.rows = rows;
    }

    /**
     * What the rows say of one partition.
     *
     * @param first offset of the first record ever counted
     * @param position offset behind the last record counted
     * @param counted records counted, those of the warm-up and the control records included
     * @param accepted readings that a store must hold, those of the warm-up left out
     */
    private record Partition(long first, long position, long counted, long accepted) {
        Partition plus(LedgerRow row) {
            return new Partition(
                    Math.min(first, row.firstPosition()),
                    Math.max(position, row.position()),
                    counted + row.received() + row.control(),
                    accepted + (isWarmUp(row) ? 0 : row.unique() + row.late()));
        }

        static Partition empty() {
            return new Partition(Long.MAX_VALUE, 0, 0, 0);
        }
    }

    /** @param rows of one pipeline, the newest of each event id */
    public static LedgerBalance of(Collection<LedgerRow> rows) {
        Map<Integer, Partition> partitions = new TreeMap<>();
        for (LedgerRow row : rows) {
            partitions.merge(row.partition(), Partition.empty().plus(row), (known, first) -> known.plus(row));
        }
        return new LedgerBalance(partitions, List.copyOf(rows));
    }

    /** What the pipeline counted, the warm-up left out. */
    public LedgerTotals totals() {
        return LedgerTotals.of(rows.stream().filter(row -> !isWarmUp(row)).toList());
    }

    /** What the warm-ups counted. */
    public LedgerTotals warmUp() {
        return LedgerTotals.of(rows.stream().filter(LedgerBalance::isWarmUp).toList());
    }

    /** Per partition, the offset behind the last record counted; a partition without any has no entry. */
    public Map<Integer, Long> positions() {
        Map<Integer, Long> positions = new TreeMap<>();
        partitions.forEach((number, partition) -> positions.put(number, partition.position()));
        return positions;
    }

    /** Whether every partition is counted up to there. A partition that was always empty needs no row. */
    public boolean covers(Map<Integer, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> position(end.getKey()) >= end.getValue());
    }

    /**
     * Where the rows contradict themselves or the log.
     *
     * @param ends per partition, an offset that must be counted up to; 0 for a partition that was always empty
     */
    public List<Difference> differences(Map<Integer, Long> ends) {
        List<Difference> differences = new ArrayList<>();
        for (LedgerRow row : rows) {
            if (!row.balanced()) {
                differences.add(new Difference(
                        row.partition(),
                        row.firstPosition(),
                        row.position(),
                        "the ledger row " + row.eventId() + " counts " + row.received() + " received, but "
                                + (row.unique() + row.duplicate() + row.late() + row.rejected())
                                + " unique, duplicate, late and rejected"));
            }
        }
        partitions.forEach((number, partition) -> {
            long lie = partition.position() - partition.first();
            if (lie != partition.counted()) {
                differences.add(new Difference(
                        number,
                        partition.first(),
                        partition.position(),
                        lie + " records lie in partition " + number + " from offset " + partition.first() + " to "
                                + partition.position() + ", but " + partition.counted() + " were counted"));
            }
        });
        ends.forEach((number, end) -> {
            if (position(number) < end) {
                differences.add(new Difference(
                        number,
                        position(number),
                        end,
                        "partition " + number + " is counted up to offset " + position(number)
                                + ", but holds records up to " + end));
            }
        });
        return differences;
    }

    /**
     * Where the store holds something else than was accepted.
     *
     * @param stored per partition, how many readings with an offset below {@link #positions()} the store holds
     */
    public List<Difference> storeDifferences(Map<Integer, Long> stored) {
        List<Difference> differences = new ArrayList<>();
        partitions.forEach((number, partition) -> {
            long held = stored.getOrDefault(number, 0L);
            if (held != partition.accepted()) {
                differences.add(new Difference(
                        number,
                        partition.first(),
                        partition.position(),
                        partition.accepted() + " readings of partition " + number + " were accepted from offset "
                                + partition.first() + " to " + partition.position() + ", but " + held + " are stored"));
            }
        });
        return differences;
    }

    private long position(int number) {
        Partition partition = partitions.get(number);
        return partition == null ? 0 : partition.position();
    }

    private static boolean isWarmUp(LedgerRow row) {
        return row.source().equals(SOURCE_WARM_UP);
    }
}
