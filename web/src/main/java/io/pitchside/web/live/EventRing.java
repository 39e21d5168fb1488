package io.pitchside.web.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The last events of one match, from which a client that was away goes on. Bounded by bytes; guarded by the hub's lock.
 *
 * <p>An event covers the offsets up to its {@code next}. Everything from {@link #sensorFrom} and {@link #metricsFrom} on
 * is in the ring; what is older was dropped, or was before the ring began.
 */
final class EventRing {
    /** The bytes for roles that may read medical fields, and for the others; the same array where it makes no difference. */
    private record Entry(boolean positions, long next, byte[] medical, byte[] plain) {
        int size() {
            return medical.length + (medical == plain ? 0 : plain.length);
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private long sensorFrom;
    private long metricsFrom;
    private int bytes;
    private int bytesMax;

    EventRing(StreamPosition from, int bytesMax) {
        sensorFrom = from.sensorNext();
        metricsFrom = from.metricsNext();
        this.bytesMax = bytesMax;
    }

    void addPositions(long next, byte[] event) {
        add(new Entry(true, next, event, event));
    }

    void addSeconds(long next, byte[] medical, byte[] plain) {
        add(new Entry(false, next, medical, plain));
    }

    private void add(Entry entry) {
        entries.addLast(entry);
        bytes += entry.size();
        dropAbove();
    }

    /** Sets how much the ring may hold: the more matches are watched, the less each. */
    void limit(int bytesLimit) {
        bytesMax = bytesLimit;
        dropAbove();
    }

    private void dropAbove() {
        while (bytes > bytesMax && !entries.isEmpty()) {
            Entry oldest = entries.removeFirst();
            bytes -= oldest.size();
            if (oldest.positions()) {
                sensorFrom = oldest.next();
            } else {
                metricsFrom = oldest.next();
            }
        }
    }

    long sensorFrom() {
        return sensorFrom;
    }

    long metricsFrom() {
        return metricsFrom;
    }

    int bytes() {
        return bytes;
    }

    /** Whether everything behind that position is here. */
    boolean covers(StreamPosition position) {
        return position.sensorNext() >= sensorFrom && position.metricsNext() >= metricsFrom;
    }

    /** Hands over the events behind that position, in order. */
    void since(StreamPosition position, boolean medical, Consumer<byte[]> events) {
        for (Entry entry : entries) {
            if (entry.next() > (entry.positions() ? position.sensorNext() : position.metricsNext())) {
                events.accept(medical ? entry.medical() : entry.plain());
            }
        }
    }
}
