package io.pitchside.connectors.mqtt;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * One MQTT message on its way to Kafka: complete when every record made of it is written. Connect's threads count the
 * records down; {@link #completed()} is called once, by the thread that counted the last.
 */
abstract class Delivery {
    private static final AtomicIntegerFieldUpdater<Delivery> OPEN_RECORDS =
            AtomicIntegerFieldUpdater.newUpdater(Delivery.class, "openRecords");

    private volatile int openRecords;

    /** Sets how many records the message has become; before any of them is handed on. */
    final void expect(int records) {
        OPEN_RECORDS.lazySet(this, records);
    }

    /** Counts one record; true for the last one. */
    final boolean recordWritten() {
        boolean last = OPEN_RECORDS.decrementAndGet(this) == 0;
        if (last) {
            completed();
        }
        return last;
    }

    final boolean isComplete() {
        return openRecords == 0;
    }

    abstract void completed();
}
