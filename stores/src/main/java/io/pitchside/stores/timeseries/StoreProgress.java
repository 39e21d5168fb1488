package io.pitchside.stores.timeseries;

import java.util.List;

/**
 * How far the store is with what it acknowledged: it answers a write before readers can see it.
 *
 * @param pending tables with transactions that readers cannot see yet
 * @param suspended tables that stopped taking transactions, with the reason; these need an operator
 */
public record StoreProgress(List<String> pending, List<String> suspended) {
    public StoreProgress {
        pending = List.copyOf(pending);
        suspended = List.copyOf(suspended);
    }

    /** Whether readers see everything that was acknowledged when this was asked. */
    public boolean settled() {
        return pending.isEmpty() && suspended.isEmpty();
    }
}
