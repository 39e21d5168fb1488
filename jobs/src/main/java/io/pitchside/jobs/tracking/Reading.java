package io.pitchside.jobs.tracking;

/**
 * A reading as the core sees it: who sent it is settled.
 *
 * @param sensorRank rank of the sensor's name among the player's sensors, so that ties are ordered alike in any arrival
 * @param hr beats per minute, or {@link ReadingBuffer#NO_HR}
 */
record Reading(long ts, long seq, int sensorRank, double x, double y, short hr) {}
