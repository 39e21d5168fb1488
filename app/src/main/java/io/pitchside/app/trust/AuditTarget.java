package io.pitchside.app.trust;

import io.pitchside.model.event.LedgerRow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an audit asks of the platform. Every method may be called from any thread, and throws {@link IOException} where
 * the part that knows the answer cannot be reached.
 */
public interface AuditTarget {
    /** Per partition of the pipeline's input, the offset behind its last record; 0 where nothing was ever written. */
    Map<Integer, Long> ends() throws IOException, InterruptedException;

    /** The newest row of every event id of the ledger. */
    List<LedgerRow> ledger() throws IOException;

    /** Makes the job write its ledger up to now, if it can be asked to; returns at the latest after that time. */
    void hurryLedger(Duration atMost) throws InterruptedException;

    /** Per partition of every topic that goes into the store, named in whatever way, the offset behind its last record. */
    Map<String, Long> storeEnds() throws IOException, InterruptedException;

    /** How many records below those offsets are not written into the store yet. */
    long storeLag(Map<String, Long> storeEnds) throws IOException, InterruptedException;

    /** What the store acknowledged and does not show yet, or no longer takes, in words; empty where there is nothing. */
    List<String> storePending() throws IOException;

    /** How many readings of one partition at offsets {@code [from, to)} the store holds. */
    long stored(int partition, long from, long to) throws IOException;
}
