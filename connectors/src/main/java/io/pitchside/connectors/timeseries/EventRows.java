package io.pitchside.connectors.timeseries;

import io.pitchside.stores.timeseries.LineProtocol;

/** Turns the events of one topic into rows of one table. Not thread-safe: an implementation keeps its scratch space. */
interface EventRows {
    /**
     * Adds one row to {@code body}.
     *
     * @param value the event as its topic carries it
     * @throws UnreadableEventException if it is not such an event; the body is as before
     */
    void append(byte[] value, LineProtocol body);
}
