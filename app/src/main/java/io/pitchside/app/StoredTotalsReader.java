package io.pitchside.app;

import io.pitchside.stores.timeseries.StoreAccessException;
import io.pitchside.stores.timeseries.TimeSeriesStore;
import io.pitchside.web.live.TotalsStore;
import java.io.IOException;

/** What the store holds of a match, as the live pages begin with it. Thread-safe. */
final class StoredTotalsReader implements TotalsStore {
    private final TimeSeriesStore store;

    StoredTotalsReader(TimeSeriesStore store) {
        this.store = store;
    }

    @Override
    public StoredTotals load(String matchId, long fromSecond) throws IOException {
        try {
            // Rows first: what is corrected in between is then in the sums' revision, and asked for again.
            var recent = store.seconds(matchId, fromSecond, Long.MAX_VALUE);
            return new StoredTotals(store.sums(matchId, fromSecond), recent);
        } catch (StoreAccessException e) {
            throw new IOException("the totals of match " + matchId + " cannot be read: " + e.getMessage(), e);
        }
    }
}
