package io.pitchside.jobs.tracking;

/**
 * A reading as the core sees it: who sent it is settled.
 *
 * @param sensorRank rank of the sensor's name among the player's sensors, so that ties are ordered alike in any arrival
 * @param x metres; not a number, like {@code y}, in a reading of heart rate alone
 * @param hr beats per minute, or {@link ReadingBuffer#NO_HR}
 * @param ax acceleration along the sensor's axes, g; not a number, like {@code ay} and {@code az}, where it sends none
 */
record Reading(long ts, long seq, int sensorRank, double x, double y, short hr, float ax, float ay, float az) {
    Reading withRank(int rank) {
        return new Reading(ts, seq, rank, x, y, hr, ax, ay, az);
    }

    boolean hasAcceleration() {
        return !Float.isNaN(ax);
    }
}
