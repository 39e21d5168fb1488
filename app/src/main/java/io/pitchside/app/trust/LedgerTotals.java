package io.pitchside.app.trust;

import io.pitchside.model.event.LedgerRow;
import java.util.Collection;

/**
 * Sums over rows of a ledger.
 *
 * @param received records that are readings
 * @param unique accepted, late ones inside the bound included
 * @param late accepted beyond the bound
 * @param conflicts those of the duplicates that carried another payload
 */
public record LedgerTotals(long received, long unique, long duplicate, long late, long rejected, long conflicts) {
    public static final LedgerTotals NONE = new LedgerTotals(0, 0, 0, 0, 0, 0);

    public static LedgerTotals of(Collection<LedgerRow> rows) {
        LedgerTotals totals = NONE;
        for (LedgerRow row : rows) {
            totals = totals.plus(row);
        }
        return totals;
    }

    /** What a store must hold of them. */
    public long accepted() {
        return unique + late;
    }

    private LedgerTotals plus(LedgerRow row) {
        return new LedgerTotals(
                received + row.received(),
                unique + row.unique(),
                duplicate + row.duplicate(),
                late + row.late(),
                rejected + row.rejected(),
                conflicts + row.conflicts());
    }
}
