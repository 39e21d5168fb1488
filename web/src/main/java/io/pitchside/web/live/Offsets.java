package io.pitchside.web.live;

/** How far the two topics have been read, by partition. Guarded by the hub's lock. */
final class Offsets {
    private final long[] sensorNext;
    private final long[] metricsNext;

    Offsets(int partitions) {
        sensorNext = new long[partitions];
        metricsNext = new long[partitions];
    }

    void sensor(int partition, long next) {
        if (partition < sensorNext.length) {
            sensorNext[partition] = next;
        }
    }

    void metrics(int partition, long next) {
        if (partition < metricsNext.length) {
            metricsNext[partition] = next;
        }
    }

    StreamPosition of(int partition) {
        return new StreamPosition(partition, sensorNext[partition], metricsNext[partition]);
    }
}
