package io.pitchside.app.trust;

import static java.util.Objects.requireNonNull;

/**
 * Where the ledger does not hold.
 *
 * @param partition of the pipeline's input topic
 * @param from first offset of the range in which records are missing or doubled
 * @param to offset behind the last one of it
 * @param message what differs, for a person
 */
public record Difference(int partition, long from, long to, String message) {
    public Difference {
        requireNonNull(message, "message");
    }
}
