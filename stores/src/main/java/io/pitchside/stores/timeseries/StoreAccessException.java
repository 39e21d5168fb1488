package io.pitchside.stores.timeseries;

/** The store answered and does not let us in, or is no time-series store: the configuration is wrong. */
public final class StoreAccessException extends Exception {
    private static final long serialVersionUID = 1L;

    public StoreAccessException(String message) {
        super(message);
    }
}
