package io.pitchside.stores.timeseries;

import java.io.IOException;

/** The store did not answer, or answered that it cannot right now: the same call may work later. */
public final class StoreUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
