package io.pitchside.connectors.timeseries;

import org.apache.kafka.connect.errors.DataException;

/** A record that is not the event its topic carries. It is set aside and its neighbours are kept. */
final class UnreadableEventException extends DataException {
    private static final long serialVersionUID = 1L;

    UnreadableEventException(String message) {
        super(message);
    }

    UnreadableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
