package io.pitchside.app.trust;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Checks that nothing is lost or doubled between the log, the job and the store. It notes where the log ends, waits
 * until the ledger covers that and the store holds it, and then compares; while records keep coming in, only those up
 * to what the ledger covers are compared. Thread-safe.
 */
public final class Audit {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration HURRY_MAX = Duration.ofSeconds(5);

    private final AuditTarget target;

    public Audit(AuditTarget target) {
        this.target = requireNonNull(target, "target");
    }

    /**
     * What an audit found.
     *
     * @param settled whether everything that was there at its beginning had arrived where it belongs
     * @param totals what the pipeline counted, the warm-up left out
     * @param stored readings in the store up to what the ledger covers
     * @param differences empty when the sums hold
     * @param unsettled what was still on its way, in words
     */
    public record Finding(
            boolean settled,
            LedgerTotals totals,
            LedgerTotals warmUp,
            long stored,
            List<Difference> differences,
            List<String> unsettled) {
        public Finding {
            differences = List.copyOf(differences);
            unsettled = List.copyOf(unsettled);
        }

        /** Whether all had arrived and all sums hold. */
        public boolean balanced() {
            return settled && differences.isEmpty();
        }
    }

    /**
     * Audits; a difference or something on its way is looked at again until the time is over.
     *
     * @param wait zero for one look
     * @throws IOException if a part that must be asked cannot be reached
     */
    public Finding run(Duration wait) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        Map<Integer, Long> ends = target.ends();
        while (true) {
            LedgerBalance balance = covering(ends, deadline);
            List<String> unsettled = awaitStore(balance, ends, deadline);
            Finding finding = compared(balance, ends, unsettled);
            if (finding.balanced() || System.nanoTime() >= deadline) {
                return finding;
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    /** The ledger once it covers the ends, or as it is when the time is over. */
    private LedgerBalance covering(Map<Integer, Long> ends, long deadline) throws IOException, InterruptedException {
        while (true) {
            LedgerBalance balance = LedgerBalance.of(target.ledger());
            long left = deadline - System.nanoTime();
            if (balance.covers(ends) || left <= 0) {
                return balance;
            }
            target.hurryLedger(Duration.ofNanos(Math.min(left, HURRY_MAX.toNanos())));
        }
    }

    /** Waits until the store shows all that was written for it until now; says what it still does not show. */
    private List<String> awaitStore(LedgerBalance balance, Map<Integer, Long> ends, long deadline)
            throws IOException, InterruptedException {
        // Noted after the ledger: the job wrote every reading that the ledger counts before the ledger's row.
        Map<String, Long> storeEnds = target.storeEnds();
        while (true) {
            List<String> unsettled = new ArrayList<>();
            if (!balance.covers(ends)) {
                unsettled.add("the ledger covers " + balance.positions() + ", the log ends at " + ends);
            }
            long lag = target.storeLag(storeEnds);
            if (lag > 0) {
                unsettled.add(lag + " records wait to be stored");
            }
            unsettled.addAll(target.storePending());
            if (unsettled.isEmpty() || System.nanoTime() >= deadline) {
                return unsettled;
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    private Finding compared(LedgerBalance balance, Map<Integer, Long> ends, List<String> unsettled)
            throws IOException {
        Map<Integer, Long> stored = new TreeMap<>();
        for (Map.Entry<Integer, Long> covered : balance.positions().entrySet()) {
            stored.put(covered.getKey(), target.stored(covered.getKey(), 0, covered.getValue()));
        }
        List<Difference> differences = new ArrayList<>(balance.differences(ends));
        differences.addAll(balance.storeDifferences(stored));
        return new Finding(
                unsettled.isEmpty(),
                balance.totals(),
                balance.warmUp(),
                stored.values().stream().mapToLong(Long::longValue).sum(),
                differences,
                unsettled);
    }
}
