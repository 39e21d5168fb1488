package io.pitchside.connectors.mqtt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hands records from the threads that receive messages to the thread that Connect polls with. Thread-safe.
 *
 * <p>Adding never blocks, because an event loop must not. The queue says that it is saturated, from the moment it passes
 * one of its bounds until it is half empty, and the doors then stop reading their sockets; it can pass a bound by what
 * one read of each open connection holds.
 */
final class RecordQueue {
    private final int recordsMax;
    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final ArrayDeque<MqttRecord> records = new ArrayDeque<>();
    private long bytes;
    private volatile boolean saturated;
    private boolean closed;
    private volatile Runnable whenDrained = () -> {};

    RecordQueue(int recordsMax, long bytesMax) {
        this.recordsMax = recordsMax;
        this.bytesMax = bytesMax;
    }

    /** Sets what to run, on the polling thread, whenever the queue is no longer saturated. */
    void whenDrained(Runnable action) {
        whenDrained = action;
    }

    void add(List<MqttRecord> batch) {
        lock.lock();
        try {
            for (int i = 0; i < batch.size(); i++) {
                MqttRecord record = batch.get(i);
                bytes += record.bytes();
                records.add(record);
            }
            saturated |= records.size() >= recordsMax || bytes >= bytesMax;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Up to {@code countMax} records as soon as there is one; null if none came within {@code waitMs} milliseconds. */
    @Nullable
    List<SourceRecord> take(int countMax, long waitMs) throws InterruptedException {
        List<SourceRecord> batch;
        boolean released;
        lock.lockInterruptibly();
        try {
            long nanosLeft = TimeUnit.MILLISECONDS.toNanos(waitMs);
            while (records.isEmpty()) {
                if (nanosLeft <= 0 || closed) {
                    return null;
                }
                nanosLeft = filled.awaitNanos(nanosLeft);
            }
            int count = Math.min(countMax, records.size());
            batch = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                MqttRecord record = records.remove();
                bytes -= record.bytes();
                batch.add(record);
            }
            released = saturated && records.size() <= recordsMax / 2 && bytes <= bytesMax / 2;
            if (released) {
                saturated = false;
                drained.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (released) {
            whenDrained.run();
        }
        return batch;
    }

    /** Whether nothing more should be read for now. */
    boolean saturated() {
        return saturated;
    }

    /** Waits while the queue is saturated; for threads that may block. False if the queue was closed meanwhile. */
    boolean awaitRoom() throws InterruptedException {
        if (!saturated) {
            return true;
        }
        lock.lockInterruptibly();
        try {
            while (saturated && !closed) {
                drained.await();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return records.size();
        } finally {
            lock.unlock();
        }
    }

    /** Drops what is left (its senders were never told that it arrived) and wakes everybody who waits. */
    void close() {
        lock.lock();
        try {
            closed = true;
            records.clear();
            bytes = 0;
            filled.signalAll();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
